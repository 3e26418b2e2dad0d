"""Accounts, and short ways to write IAM statements."""

DEVELOPMENT = "111122223333"
MACHINE_LEARNING = "444455556666"
MANAGEMENT = "999988887777"
LABELLING_COMPANY = "123456789012"  # outside of the organisation
ACCOUNT_NAMES = {
    DEVELOPMENT: "acme-dev",
    MACHINE_LEARNING: "acme-ml",
    MANAGEMENT: "acme-management",
}
REGION = "eu-central-1"
OFFICE_NETWORK = "203.0.113.0/24"

# Stands in policy documents for the ARN of the key that encrypts the training corpus; the
# emulator chooses the key's id, so the text is replaced when the policies are created.
CORPUS_KEY = "arn:aws:kms:CORPUS-KEY"


def role_arn(account, name):
    return f"arn:aws:iam::{account}:role/{name}"


def policy_arn(account, name):
    return f"arn:aws:iam::{account}:policy/{name}"


def managed_arn(name):
    return f"arn:aws:iam::aws:policy/{name}"


def regional_arn(service, account, resource):
    return f"arn:aws:{service}:{REGION}:{account}:{resource}"


def objects(bucket, prefix=""):
    return f"arn:aws:s3:::{bucket}/{prefix}*"


def statement(sid, actions, resources, condition=None, effect="Allow", principal=None):
    """One statement; resources None leaves Resource out, as trust policies do."""
    written = {"Sid": sid, "Effect": effect}
    if principal is not None:
        written["Principal"] = principal
    written["Action"] = actions
    if resources is not None:
        written["Resource"] = resources
    if condition:
        written["Condition"] = condition
    return written


def document(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trust(principal, condition=None, action="sts:AssumeRole"):
    written = {"Effect": "Allow", "Principal": principal, "Action": action}
    if condition:
        written["Condition"] = condition
    return document(written)


def service_trust(*services):
    return trust({"Service": services[0] if len(services) == 1 else list(services)})


WITH_MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
