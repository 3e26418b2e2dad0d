"""IAM Identity Center in the management account: one permission set, and who has it."""

import json

from .policies import CORPUS
from .vocabulary import MACHINE_LEARNING, MANAGEMENT, document, statement

PERMISSION_SET = "CorpusSteward"
SIGN_IN_PROVIDER = (
    f"arn:aws:iam::{MACHINE_LEARNING}:saml-provider/AWSSSO_a1d7c2f09b3e4856_DO_NOT_DELETE"
)
# Stewards look after the bucket; reading what is in it is not theirs.
CORPUS_STEWARD = document(
    statement(
        "LookAfterCorpus",
        [
            "s3:GetBucketPolicy",
            "s3:GetLifecycleConfiguration",
            "s3:ListBucket",
            "s3:PutBucketPolicy",
            "s3:PutLifecycleConfiguration",
        ],
        f"arn:aws:s3:::{CORPUS}",
    )
)
STORE = "d-99676b1f0e"
INSTANCE = "arn:aws:sso:::instance/ssoins-6987d3b0c41f52ea"
SET = f"arn:aws:sso:::permissionSet/ssoins-6987d3b0c41f52ea/ps-0c4e7a915b2d6f38"
GROUP = "99676b1f0e-3f0d6c52-8d1b-4b7e-9a40-6e2c11d3a7f5"
PEOPLE = [  # id in the store, user name, given and family name
    ("99676b1f0e-71c2a9d4-5e36-4f08-b1c7-0a8f6d25e913", "ines.almeida", "Ines", "Almeida"),
]


def person(identifier, name, given, family):
    return {
        "UserName": name,
        "UserId": identifier,
        "Name": {"FamilyName": family, "GivenName": given},
        "DisplayName": f"{given} {family}",
        "Emails": [{"Value": f"{name}@acme.example", "Type": "work", "Primary": True}],
        "IdentityStoreId": STORE,
        "UserStatus": "ENABLED",
    }


def identity_center():
    """What the commands print, as (service, operation, name, document)."""
    steward = {
        "Name": PERMISSION_SET,
        "PermissionSetArn": SET,
        "Description": "Policy and lifecycle of the training corpus",
        "CreatedDate": "2025-02-03T09:40:11.207000+00:00",
        "SessionDuration": "PT4H",
    }
    assignment = {
        "AccountId": MACHINE_LEARNING,
        "PermissionSetArn": SET,
        "PrincipalType": "GROUP",
        "PrincipalId": GROUP,
    }
    members = [
        {
            "IdentityStoreId": STORE,
            "MembershipId": "99676b1f0e-c8e41b07-2d95-4a63-8f1e-57b0d9a2c364",
            "GroupId": GROUP,
            "MemberId": {"UserId": identifier},
        }
        for identifier, *_ in PEOPLE
    ]
    instance = {
        "InstanceArn": INSTANCE,
        "IdentityStoreId": STORE,
        "OwnerAccountId": MANAGEMENT,
        "CreatedDate": "2025-02-03T09:12:36.514000+00:00",
        "Status": "ACTIVE",
    }
    group = {"GroupId": GROUP, "DisplayName": "Data stewards", "IdentityStoreId": STORE}
    leaf = "ps-0c4e7a915b2d6f38"
    return [
        ("sso-admin", "list-instances", None, {"Instances": [instance]}),
        ("sso-admin", "list-permission-sets", INSTANCE.rpartition("/")[2], {"PermissionSets": [SET]}),
        ("sso-admin", "describe-permission-set", leaf, {"PermissionSet": steward}),
        (
            "sso-admin",
            "get-inline-policy-for-permission-set",
            leaf,
            {"InlinePolicy": json.dumps(CORPUS_STEWARD, separators=(",", ":"))},
        ),
        (
            "sso-admin",
            "list-account-assignments",
            f"{leaf}.{MACHINE_LEARNING}",
            {"AccountAssignments": [assignment]},
        ),
        ("identitystore", "list-users", STORE, {"Users": [person(*each) for each in PEOPLE]}),
        ("identitystore", "list-groups", STORE, {"Groups": [group]}),
        ("identitystore", "list-group-memberships", GROUP, {"GroupMemberships": members}),
    ]
