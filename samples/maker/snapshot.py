"""Reads the organisation back: which commands are run, and where each output is kept."""

from .corrections import CORRECTIONS
from .handwritten import (
    NO_LOCK,
    access_key_last_used,
    account_access_block,
    credential_report,
    managed_instances,
    management_summary,
    open_address,
)
from .people import PEOPLE
from .identity_center import identity_center
from .resources import (
    BUCKETS,
    FEEDBACK_FORM,
    FUNCTION_TRIGGERS,
    FUNCTIONS,
    TRAINING_JOB,
    TRAINING_JOB_DESCRIPTION,
)
from .vocabulary import DEVELOPMENT, MACHINE_LEARNING, MANAGEMENT, REGION

GLOBAL_SERVICES = {"iam", "sts", "s3api", "s3control", "organizations"}
# Commands without a name of their own; an empty answer is worth keeping: it says "none here".
ACCOUNT_COMMANDS = [
    ("sts", "get-caller-identity"),
    ("iam", "list-account-aliases"),
    ("iam", "get-account-authorization-details"),
    ("iam", "get-account-summary"),
    ("iam", "get-account-password-policy"),
    ("iam", "list-virtual-mfa-devices"),
    ("iam", "list-open-id-connect-providers"),
    ("iam", "list-saml-providers"),
    ("s3api", "list-buckets"),
    ("lambda", "list-functions"),
    ("lambda", "list-event-source-mappings"),
    ("ec2", "describe-instances"),
    ("ec2", "describe-iam-instance-profile-associations"),
    ("ec2", "describe-launch-templates"),
    ("ecs", "list-clusters"),
    ("ecr", "describe-repositories"),
    ("codebuild", "list-projects"),
    ("glue", "get-jobs"),
    ("glue", "get-dev-endpoints"),
    ("cloudformation", "describe-stacks"),
    ("secretsmanager", "list-secrets"),
    ("kms", "list-keys"),
    ("kms", "list-aliases"),
    ("sagemaker", "list-notebook-instances"),
    ("sagemaker", "list-training-jobs"),
    ("sagemaker", "list-processing-jobs"),
    ("sagemaker", "list-models"),
    ("sagemaker", "list-domains"),
]
MANAGEMENT_COMMANDS = [
    ("sts", "get-caller-identity"),
    ("iam", "get-account-authorization-details"),
    ("s3api", "list-buckets"),
    ("lambda", "list-functions"),
    ("ec2", "describe-instances"),
    ("sagemaker", "list-notebook-instances"),
    ("sagemaker", "list-training-jobs"),
]
BUCKET_COMMANDS = {  # operation: the error that means "none set"
    "get-bucket-location": None,
    "get-bucket-tagging": "NoSuchTagSet",
    "get-bucket-policy": "NoSuchBucketPolicy",
    "get-bucket-encryption": None,
    "get-public-access-block": "NoSuchPublicAccessBlockConfiguration",
    "get-bucket-ownership-controls": "OwnershipControlsNotFoundError",
    "get-bucket-versioning": None,
}


class Reader:
    """Collects (service, operation, name, document) of one account."""

    def __init__(self, aws, account):
        self.aws = aws
        self.account = account
        self.outputs = []
        self.errors = []

    def run(self, service, operation, name=None, absent=None, **options):
        """Runs a command and keeps what it printed, if it printed anything."""
        output = self.aws(service, operation, absent=absent, **options)
        if output is not None:
            self.keep(service, operation, output, name)
        return output

    def keep(self, service, operation, document, name=None):
        correct = CORRECTIONS.get((service, operation))
        if correct:
            document = correct(document, self.account)
        self.outputs.append((service, operation, name, document))

    def keep_error(self, service, operation, name, message):
        """What the command said where it failed, as the collecting script keeps it."""
        self.errors.append((service, operation, name, message))

    @property
    def people(self):
        return [person for person in PEOPLE if person.account == self.account]

    def path(self, service, operation, name):
        region = "" if service in GLOBAL_SERVICES else f"{REGION}/"
        leaf = f"{operation}.json" if name is None else f"{operation}/{name}.json"
        return f"{self.account}/{region}{service}/{leaf}"


def read_account(aws, account):
    reader = Reader(aws, account)
    for service, operation in ACCOUNT_COMMANDS:
        reader.run(service, operation)
    read_people(reader)
    read_buckets(reader)
    read_functions(reader)
    if account == DEVELOPMENT:
        read_development(reader)
    if account == MACHINE_LEARNING:
        read_machine_learning(reader)
    return reader


def read_people(reader):
    reader.keep("iam", "get-credential-report", credential_report(reader.account))
    for person in reader.people:
        name = person.name
        keys = reader.run("iam", "list-access-keys", name, user_name=name)["AccessKeyMetadata"]
        reader.run("iam", "list-mfa-devices", name, user_name=name)
        reader.run("iam", "get-login-profile", name, absent="NoSuchEntity", user_name=name)
        for key, known in zip(keys, person.keys, strict=True):
            reader.keep(
                "iam",
                "get-access-key-last-used",
                access_key_last_used(name, known),
                key["AccessKeyId"],
            )


def read_buckets(reader):
    reader.keep("s3control", "get-public-access-block", account_access_block(reader.account))
    for bucket in BUCKETS:
        if bucket.account == reader.account:
            for operation, absent in BUCKET_COMMANDS.items():
                reader.run("s3api", operation, bucket.name, absent=absent, bucket=bucket.name)
            reader.keep_error("s3api", "get-object-lock-configuration", bucket.name, NO_LOCK)


def read_functions(reader):
    triggered = {name for owner, name, *_ in FUNCTION_TRIGGERS if owner == reader.account}
    for owner, name, *_ in FUNCTIONS:
        if owner == reader.account and name in triggered:
            reader.run("lambda", "get-policy", name, function_name=name)
        if (owner, name) == (reader.account, FEEDBACK_FORM):
            reader.run("lambda", "get-policy", name, function_name=name)
            reader.keep("lambda", "list-function-url-configs", open_address(name), name)


def read_development(reader):
    for provider in reader.aws("iam", "list-open-id-connect-providers")[
        "OpenIDConnectProviderList"
    ]:
        arn = provider["Arn"]
        reader.run(
            "iam",
            "get-open-id-connect-provider",
            arn.rpartition("/")[2],
            open_id_connect_provider_arn=arn,
        )
    [reservation] = reader.aws("ec2", "describe-instances")["Reservations"]
    reader.keep("ssm", "describe-instance-information", managed_instances(reservation["Instances"]))
    reader.run("ecs", "describe-clusters", clusters="web")
    reader.run("ecs", "list-services", "web", cluster="web")
    reader.run("ecs", "describe-services", "web", cluster="web", services="web")
    reader.run("ecs", "list-task-definitions")
    reader.run("ecs", "describe-task-definition", "web_1", task_definition="web:1")


def read_machine_learning(reader):
    reader.keep("ssm", "describe-instance-information", managed_instances([]))
    for key in reader.aws("kms", "list-keys")["Keys"]:
        identifier = key["KeyId"]
        reader.run("kms", "describe-key", identifier, key_id=identifier)
        reader.run("kms", "get-key-policy", identifier, key_id=identifier, policy_name="default")
        reader.run("kms", "list-grants", identifier, key_id=identifier)
    reader.run(
        "sagemaker",
        "describe-notebook-instance",
        "research-nb",
        notebook_instance_name="research-nb",
    )
    reader.run("sagemaker", "describe-model", "answer-ranker", model_name="answer-ranker")
    reader.keep("sagemaker", "describe-training-job", TRAINING_JOB_DESCRIPTION, TRAINING_JOB)


def read_organisation(aws):
    """The management account: the organisation and its people; nothing runs there."""
    reader = Reader(aws, MANAGEMENT)
    for service, operation in MANAGEMENT_COMMANDS:
        reader.run(service, operation)
    reader.run("organizations", "describe-organization")
    reader.run("organizations", "list-accounts")
    reader.run("organizations", "list-delegated-administrators")
    policies = reader.run("organizations", "list-policies", filter="SERVICE_CONTROL_POLICY")
    for policy in policies["Policies"]:
        identifier = policy["Id"]
        reader.run("organizations", "describe-policy", identifier, policy_id=identifier)
        reader.run("organizations", "list-targets-for-policy", identifier, policy_id=identifier)
    for root in reader.run("organizations", "list-roots")["Roots"]:
        read_branch(reader, root["Id"])
    reader.keep("iam", "get-account-summary", management_summary())
    for service, operation, name, document in identity_center():
        reader.keep(service, operation, document, name)
    return reader


def read_branch(reader, parent):
    """A root or unit, the accounts in it, and the units below."""

    def policies_of(target):
        reader.run(
            "organizations",
            "list-policies-for-target",
            target,
            target_id=target,
            filter="SERVICE_CONTROL_POLICY",
        )

    policies_of(parent)
    held = reader.run("organizations", "list-accounts-for-parent", parent, parent_id=parent)
    for account in held["Accounts"]:
        policies_of(account["Id"])
    units = reader.run(
        "organizations", "list-organizational-units-for-parent", parent, parent_id=parent
    )
    for unit in units["OrganizationalUnits"]:
        read_branch(reader, unit["Id"])
