"""Creates policies, groups, people and roles in the emulator."""

import json
import os
import tempfile

from .groups import GROUPS, USER_INLINE_POLICIES
from .people import PEOPLE
from .policies import CUSTOMER_POLICIES
from .roles import ROLES
from .vocabulary import CORPUS_KEY, managed_arn, policy_arn

CODES = ("--authentication-code1", "123456", "--authentication-code2", "654321")


def build_identities(aws, account, key):
    """`key` is the ARN of the corpus key, for the policies that name it."""
    build_policies(aws, account, key)
    build_groups(aws, account, key)
    for person in PEOPLE:
        if person.account == account:
            build_person(aws, person, key)
    for role in ROLES:
        if role.account == account:
            build_role(aws, role, key)


def written(policy, key):
    """The document as text, with the key's ARN where its stand-in was."""
    return json.dumps(policy, separators=(",", ":")).replace(CORPUS_KEY, key or CORPUS_KEY)


def build_policies(aws, account, key):
    for name, versions in CUSTOMER_POLICIES[account].items():
        aws("iam", "create-policy", policy_name=name, policy_document=written(versions[0], key))
        for version in versions[1:]:
            aws(
                "iam",
                "create-policy-version",
                "--set-as-default",
                policy_arn=policy_arn(account, name),
                policy_document=written(version, key),
            )


def build_groups(aws, account, key):
    for name, (customer, managed, inline) in GROUPS[account].items():
        aws("iam", "create-group", group_name=name)
        for arn in [policy_arn(account, each) for each in customer] + list(
            map(managed_arn, managed)
        ):
            aws("iam", "attach-group-policy", group_name=name, policy_arn=arn)
        for policy, document in inline.items():
            aws(
                "iam",
                "put-group-policy",
                group_name=name,
                policy_name=policy,
                policy_document=written(document, key),
            )


def tag_list(tags):
    return [{"Key": name, "Value": value} for name, value in tags.items()]


def build_person(aws, person, key):
    name = person.name
    aws("iam", "create-user", user_name=name, tags=tag_list(person.tags))
    for group in person.groups:
        aws("iam", "add-user-to-group", user_name=name, group_name=group)
    for arn in [policy_arn(person.account, each) for each in person.customer] + [
        managed_arn(each) for each in person.managed
    ]:
        aws("iam", "attach-user-policy", user_name=name, policy_arn=arn)
    for policy, document in USER_INLINE_POLICIES.get((person.account, name), {}).items():
        aws(
            "iam",
            "put-user-policy",
            user_name=name,
            policy_name=policy,
            policy_document=written(document, key),
        )
    if person.has_password:
        aws("iam", "create-login-profile", user_name=name, password="Emulated-Only-1!")
    build_factor(aws, person)
    for each in person.keys:
        created = aws("iam", "create-access-key", user_name=name)["AccessKey"]["AccessKeyId"]
        if not each.active:
            aws(
                "iam", "update-access-key", user_name=name, access_key_id=created, status="Inactive"
            )


def build_factor(aws, person):
    if person.factor is None:
        return
    if person.factor == "totp":
        with tempfile.TemporaryDirectory() as folder:
            aws(
                "iam",
                "create-virtual-mfa-device",
                virtual_mfa_device_name=person.name,
                outfile=os.path.join(folder, "seed"),
                bootstrap_method="Base32StringSeed",
            )
    aws(
        "iam",
        "enable-mfa-device",
        *CODES,
        user_name=person.name,
        serial_number=person.serial_number,
    )


def build_role(aws, role, key):
    options = {
        "role_name": role.name,
        "path": role.path,
        "tags": tag_list(role.tags),
        "assume_role_policy_document": role.trust,
    }
    if role.boundary:
        options["permissions_boundary"] = policy_arn(role.account, role.boundary)
    aws("iam", "create-role", **options)
    for arn in [policy_arn(role.account, each) for each in role.customer] + [
        managed_arn(each) for each in role.managed
    ]:
        aws("iam", "attach-role-policy", role_name=role.name, policy_arn=arn)
    for policy, document in role.inline.items():
        aws(
            "iam",
            "put-role-policy",
            role_name=role.name,
            policy_name=policy,
            policy_document=written(document, key),
        )
    if role.instance_profile:
        aws("iam", "create-instance-profile", instance_profile_name=role.name)
        aws(
            "iam",
            "add-role-to-instance-profile",
            instance_profile_name=role.name,
            role_name=role.name,
        )
