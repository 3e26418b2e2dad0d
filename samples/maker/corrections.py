"""Where the emulator's answer differs from what AWS answers: one correction per command.

A correction takes the parsed output and the account, and answers the corrected output.
"""

from .handwritten import canonical_owner, time
from .identity_center import SIGN_IN_PROVIDER
from .normalise import unique_id
from .people import PEOPLE
from .resources import BUCKETS, CORPUS_KEY_CREATED, TRAINING_JOB, TRAINING_JOB_DESCRIPTION
from .roles import ROLES
from .vocabulary import MACHINE_LEARNING, MANAGEMENT, REGION, role_arn


def without(value, *names):
    return {name: member for name, member in value.items() if name not in names}


def person_named(account, name):
    [person] = [each for each in PEOPLE if (each.account, each.name) == (account, name)]
    return person


def authorization_details(output, account):
    """Only policies in use, with the members that the emulator leaves out."""
    output["UserDetailList"] = [
        user if user.get("UserPolicyList") else without(user, "UserPolicyList")
        for user in output["UserDetailList"]
    ]
    last_used = {role.arn: role.last_used for role in ROLES}
    bounded = {}
    for role in output["RoleDetailList"]:
        if "PermissionsBoundary" in role:
            # The model's documentation has another word; this is the one that is printed.
            role["PermissionsBoundary"]["PermissionsBoundaryType"] = "Policy"
            arn = role["PermissionsBoundary"]["PermissionsBoundaryArn"]
            bounded[arn] = bounded.get(arn, 0) + 1
        if last_used[role["Arn"]]:
            role["RoleLastUsed"] = {"LastUsedDate": time(last_used[role["Arn"]]), "Region": REGION}
    output["Policies"] = [
        managed_policy(policy, bounded.get(policy["Arn"], 0))
        for policy in output["Policies"]
        if policy["AttachmentCount"] or ":aws:policy/" not in policy["Arn"]
    ]
    return output


def managed_policy(policy, boundary_uses):
    policy = without(policy, "Description")
    policy["PolicyName"] = policy["Arn"].rpartition("/")[2]
    policy["PolicyId"] = unique_id("ANPA", policy["Arn"])
    policy["PermissionsBoundaryUsageCount"] = boundary_uses
    # The newest version first, as AWS lists them.
    policy["PolicyVersionList"] = sorted(
        policy["PolicyVersionList"], key=lambda version: -int(version["VersionId"][1:])
    )
    return policy


def caller_identity(output, account):
    output["Arn"] = f"arn:aws:sts::{account}:assumed-role/security-audit/snapshot"
    output["UserId"] = unique_id("AROA", role_arn(account, "security-audit")) + ":snapshot"
    return output


def account_summary(output, account):
    if account == MANAGEMENT:
        return output
    people = [person for person in PEOPLE if person.account == account]
    devices = sum(person.factor is not None for person in people)
    output["SummaryMap"].update(AccountMFAEnabled=1, MFADevices=devices, MFADevicesInUse=devices)
    return output


def access_keys(output, account):
    for index, key in enumerate(output["AccessKeyMetadata"]):
        key["CreateDate"] = time(person_named(account, key["UserName"]).keys[index].created)
    return output


def sign_in_providers(output, account):
    """Identity Center made one where it put the role of a permission set."""
    if account == MACHINE_LEARNING:
        provider = {
            "Arn": SIGN_IN_PROVIDER,
            "ValidUntil": "2125-02-03T09:41:02+00:00",
            "CreateDate": "2025-02-03T09:41:02+00:00",
        }
        output["SAMLProviderList"] = [provider]
    return output


def virtual_devices(output, _account):
    """AWS shows a device's seed once, when it is created."""
    output["VirtualMFADevices"] = [
        {
            **without(device, "Base32StringSeed", "QRCodePNG"),
            "User": without(device["User"], "Tags"),
        }
        for device in output["VirtualMFADevices"]
    ]
    return output


def login_profile(output, account):
    profile = output["LoginProfile"]
    profile["CreateDate"] = time(person_named(account, profile["UserName"]).created)
    profile["PasswordResetRequired"] = False
    return output


def buckets(output, account):
    created = {bucket.name: bucket.created for bucket in BUCKETS}
    for bucket in output["Buckets"]:
        bucket["CreationDate"] = time(created[bucket["Name"]])
    output["Owner"] = {"ID": canonical_owner(account)}
    return output


def functions(output, _account):
    """A listing has no state; times are texts in a form of their own."""
    output["Functions"] = [
        without(function, "State", "LastUpdateStatus") for function in output["Functions"]
    ]
    for function in output["Functions"]:
        function["LastModified"] = "2026-02-11T09:24:37.000+0000"
    return output


def training_jobs(output, _account):
    times = ("CreationTime", "TrainingEndTime", "LastModifiedTime")
    for job in output["TrainingJobSummaries"]:
        assert job["TrainingJobName"] == TRAINING_JOB
        job.update({name: TRAINING_JOB_DESCRIPTION[name] for name in times})
    return output


def model(output, _account):
    """The emulator answers an empty network configuration, AWS none."""
    return output if output.get("VpcConfig") else without(output, "VpcConfig")


def instances(output, _account):
    """The build agent is no Windows machine and has no public address, which comes by lot."""
    for reservation in output["Reservations"]:
        for instance in reservation["Instances"]:
            for name in ("Platform", "PublicIpAddress", "StateReason", "SriovNetSupport"):
                instance.pop(name, None)
            instance.update(
                PublicDnsName="",
                EnaSupport=True,
                PlatformDetails="Linux/UNIX",
                ImageId="ami-0a1b2c3d4e5f60718",
            )
            for interface in instance["NetworkInterfaces"]:
                interface.pop("Association", None)
                interface["PrivateDnsName"] = instance["PrivateDnsName"]
                for address in interface["PrivateIpAddresses"]:
                    address.pop("Association", None)
                instance["SecurityGroups"] = interface["Groups"]
    return output


def clusters(output, _account):
    """The emulator's tasks stay pending for ever."""
    for cluster in output["clusters"]:
        cluster.update(runningTasksCount=2, pendingTasksCount=0, activeServicesCount=1)
    return output


def services(output, _account):
    """See `clusters`; the number in a deployment's id is drawn by lot."""
    for service in output["services"]:
        service.update(runningCount=service["desiredCount"], pendingCount=0)
        for deployment in service["deployments"]:
            identifier = "ecs-svc/2718281828459045235"
            deployment.update(
                id=identifier,
                runningCount=deployment["desiredCount"],
                pendingCount=0,
                rolloutState="COMPLETED",
                rolloutStateReason=f"ECS deployment {identifier} completed.",
            )
    return output


def password_policy(output, _account):
    """Passwords that do not expire have no age."""
    output["PasswordPolicy"] = without(output["PasswordPolicy"], "MaxPasswordAge", "HardExpiry")
    return output


def key(output, _account):
    output["KeyMetadata"]["CreationDate"] = CORPUS_KEY_CREATED
    return output


def organisation(output, _account):
    output["Organization"]["MasterAccountEmail"] = "aws@acme.example"
    return output


def member_accounts(output, _account):
    """The accounts are older than the organisation; the emulator can only create new ones."""
    for account in output["Accounts"]:
        if account["Id"] == MANAGEMENT:
            account.update(Email="aws@acme.example", Name="acme-management")
        account["JoinedMethod"] = "INVITED"
        hour = 9 if account["Id"] == MANAGEMENT else 10
        account["JoinedTimestamp"] = f"2023-02-27T{hour:02}:12:46.508000+00:00"
    return output


def policy_targets(output, _account):
    for target in output["Targets"]:
        if target["TargetId"] == MANAGEMENT:
            target["Name"] = "acme-management"
    return output


CORRECTIONS = {
    ("iam", "get-account-authorization-details"): authorization_details,
    ("iam", "get-account-summary"): account_summary,
    ("iam", "get-login-profile"): login_profile,
    ("iam", "list-access-keys"): access_keys,
    ("iam", "list-virtual-mfa-devices"): virtual_devices,
    ("iam", "list-saml-providers"): sign_in_providers,
    ("sts", "get-caller-identity"): caller_identity,
    ("s3api", "list-buckets"): buckets,
    ("lambda", "list-functions"): functions,
    ("sagemaker", "list-training-jobs"): training_jobs,
    ("sagemaker", "describe-model"): model,
    ("ec2", "describe-instances"): instances,
    ("organizations", "describe-organization"): organisation,
    ("organizations", "list-accounts"): member_accounts,
    ("ecs", "describe-clusters"): clusters,
    ("ecs", "describe-services"): services,
    ("iam", "get-account-password-policy"): password_policy,
    ("kms", "describe-key"): key,
    ("organizations", "list-targets-for-policy"): policy_targets,
    ("organizations", "list-accounts-for-parent"): member_accounts,
}
