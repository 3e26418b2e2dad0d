"""Outputs that the emulator does not give, or gives unlike AWS."""

import base64

from .normalise import digest
from .people import PEOPLE
from .vocabulary import DEVELOPMENT, MACHINE_LEARNING, REGION, regional_arn

AS_OF = "2026-06-15T08:00:12+00:00"
REPORT_COLUMNS = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
    "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
    "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
    "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
    "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,"
    "cert_2_active,cert_2_last_rotated"
)
NO_LOCK = (
    "\nAn error occurred (ObjectLockConfigurationNotFoundError) when calling the "
    "GetObjectLockConfiguration operation: Object Lock configuration does not exist for this bucket\n"
)
NO_CERTIFICATES = ["false", "N/A", "false", "N/A"]
NO_KEY = ["false", "N/A", "N/A", "N/A", "N/A"]


def time(text):
    return f"{text}+00:00"


def truth(value):
    return "true" if value else "false"


def key_columns(key):
    if key is None:
        return NO_KEY
    if key.last_used is None:
        return [truth(key.active), time(key.created), "N/A", "N/A", "N/A"]
    return [truth(key.active), time(key.created), time(key.last_used), REGION, key.service]


def password_columns(person):
    if not person.has_password:
        return ["false", "N/A", "N/A", "N/A"]
    return ["true", time(person.signed_in), time(person.created), "N/A"]


def root_row(account, created):
    """The account's root user: no keys, a second factor, last used long ago."""
    password = ["not_supported", "2024-03-18T10:04:55+00:00", "not_supported", "not_supported"]
    arn = f"arn:aws:iam::{account}:root"
    return ["<root_account>", arn, created, *password, "true", *NO_KEY, *NO_KEY, *NO_CERTIFICATES]


def person_row(person):
    first, second, *_ = [*person.keys, None, None]
    return [
        person.name,
        person.arn,
        time(person.created),
        *password_columns(person),
        truth(person.factor),
        *key_columns(first),
        *key_columns(second),
        *NO_CERTIFICATES,
    ]


def credential_report(account):
    people = [person for person in PEOPLE if person.account == account]
    opened = time(min(person.created for person in people)[:10] + "T07:00:00")
    rows = [root_row(account, opened)] + [person_row(person) for person in people]
    text = "\n".join([REPORT_COLUMNS] + [",".join(row) for row in rows])
    return {
        "Content": base64.b64encode(text.encode()).decode(),
        "ReportFormat": "text/csv",
        "GeneratedTime": AS_OF,
    }


def access_key_last_used(user, key):
    used = {"ServiceName": "N/A", "Region": "N/A"}
    if key.last_used:
        used = {"LastUsedDate": time(key.last_used), "ServiceName": key.service, "Region": REGION}
    return {"UserName": user, "AccessKeyLastUsed": used}


def account_access_block(account):
    """The development account leaves policies to its buckets: the fair's demo asked for it."""
    whole = account != DEVELOPMENT
    return {
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": whole,
            "RestrictPublicBuckets": whole,
        }
    }


def open_address(function):
    """A function's address that asks for no credentials."""
    address = f"https://{digest(function)[:32]}.lambda-url.{REGION}.on.aws/"
    return {
        "FunctionUrlConfigs": [
            {
                "FunctionUrl": address,
                "FunctionArn": regional_arn("lambda", MACHINE_LEARNING, f"function:{function}"),
                "CreationTime": "2025-04-29T09:31:08.412031Z",
                "LastModifiedTime": "2025-04-29T09:31:08.412031Z",
                "AuthType": "NONE",
                "InvokeMode": "BUFFERED",
            }
        ]
    }


def management_summary():
    """An account without users, whose root user has a password alone."""
    present = {
        "Users": 0,
        "Groups": 0,
        "Roles": 3,
        "Policies": 0,
        "InstanceProfiles": 0,
        "Providers": 0,
        "ServerCertificates": 0,
        "MFADevices": 0,
        "MFADevicesInUse": 0,
        "AccountMFAEnabled": 0,
        "AccountAccessKeysPresent": 0,
        "AccountSigningCertificatesPresent": 0,
        "AccountPasswordPresent": 1,
    }
    return {"SummaryMap": present}


def managed_instances(instances):
    """What Systems Manager says of instances whose agent is online."""
    return {
        "InstanceInformationList": [
            {
                "InstanceId": instance["InstanceId"],
                "PingStatus": "Online",
                "LastPingDateTime": "2026-06-15T07:58:31.204000+00:00",
                "AgentVersion": "3.3.2299.0",
                "IsLatestVersion": True,
                "PlatformType": "Linux",
                "PlatformName": "Amazon Linux",
                "PlatformVersion": "2023",
                "ResourceType": "EC2Instance",
                "IPAddress": instance["PrivateIpAddress"],
                "ComputerName": f"ip-172-31-16-20.{REGION}.compute.internal",
                "SourceId": instance["InstanceId"],
                "SourceType": "AWS::EC2::Instance",
            }
            for instance in instances
        ]
    }


def canonical_owner(account):
    return digest(f"canonical/{account}")
