"""Creates the organisation in the emulator, one command of the AWS command line at a time."""

import os
import tempfile
import zipfile

from .identities import build_identities, build_role, tag_list
from .policies import SERVICE_CONTROL_POLICY
from .resources import (
    BUCKETS,
    BUILD_AGENT,
    CORPUS_KEY_POLICY,
    FEEDBACK_FORM,
    FUNCTION_TRIGGERS,
    FUNCTIONS,
    IMAGE,
    NOTEBOOK,
    TRAINING_JOB_DESCRIPTION,
)
from .roles import MANAGEMENT_ROLES
from .roles_development import GITHUB
from .vocabulary import (
    ACCOUNT_NAMES,
    DEVELOPMENT,
    MACHINE_LEARNING,
    REGION,
    role_arn,
)

EVERY_BLOCK = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def build_account(aws, account, key):
    """IAM, buckets and functions of one account; order matters where one names another."""
    aws("iam", "create-account-alias", account_alias=ACCOUNT_NAMES[account])
    aws(
        "iam",
        "update-account-password-policy",
        "--minimum-password-length",
        "14",
        "--require-symbols",
        "--require-numbers",
        "--allow-users-to-change-password",
    )
    build_identities(aws, account, key)
    for bucket in BUCKETS:
        if bucket.account == account:
            build_bucket(aws, bucket, key)
    build_functions(aws, account)
    if account == DEVELOPMENT:
        build_development(aws)
        build_web_service(aws)
    else:
        build_machine_learning(aws)


def build_corpus_key(aws):
    created = aws("kms", "create-key", description="Training corpus", policy=CORPUS_KEY_POLICY)[
        "KeyMetadata"
    ]
    aws("kms", "create-alias", alias_name="alias/acme-ml-corpus", target_key_id=created["KeyId"])
    return created["Arn"]


def build_bucket(aws, bucket, key):
    def put(operation, **options):
        aws("s3api", operation, bucket=bucket.name, **options)

    put(
        "create-bucket",
        create_bucket_configuration={"LocationConstraint": REGION},
        object_ownership="BucketOwnerEnforced",
    )
    block = {each: not bucket.public for each in EVERY_BLOCK}
    put("put-public-access-block", public_access_block_configuration=block)
    put("put-bucket-tagging", tagging={"TagSet": tag_list(bucket.tags)})
    default = {"SSEAlgorithm": "AES256"}
    if bucket.corpus_key:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    put(
        "put-bucket-encryption",
        server_side_encryption_configuration={
            "Rules": [
                {
                    "ApplyServerSideEncryptionByDefault": default,
                    "BucketKeyEnabled": bucket.corpus_key,
                }
            ]
        },
    )
    if bucket.policy:
        put("put-bucket-policy", policy=bucket.policy)
    if bucket.versioning:
        put("put-bucket-versioning", versioning_configuration={"Status": bucket.versioning})


def build_functions(aws, account):
    with tempfile.TemporaryDirectory() as folder:
        code = os.path.join(folder, "code.zip")
        with zipfile.ZipFile(code, "w") as archive:
            # A fixed time, so that the archive's digest is the same every time.
            archive.writestr(zipfile.ZipInfo("index.py"), "def handler(event, context): pass\n")
        for owner, name, role, runtime, memory, description in FUNCTIONS:
            if owner == account:
                aws(
                    "lambda",
                    "create-function",
                    function_name=name,
                    runtime=runtime,
                    role=role_arn(account, role),
                    handler="index.handler",
                    zip_file=f"fileb://{code}",
                    memory_size=str(memory),
                    timeout="30",
                    description=description,
                )
    for owner, name, sid, service, source in FUNCTION_TRIGGERS:
        if owner == account:
            aws(
                "lambda",
                "add-permission",
                function_name=name,
                statement_id=sid,
                action="lambda:InvokeFunction",
                principal=service,
                source_arn=source,
                source_account=account,
            )


def build_development(aws):
    aws(
        "iam",
        "create-open-id-connect-provider",
        url=f"https://{GITHUB}",
        client_id_list="sts.amazonaws.com",
        thumbprint_list="6938fd4d98bab03faadb97b34396831e3780aea1",
    )
    tags = tag_list({"Name": BUILD_AGENT, "role": "build-agent", "team": "build-tools"})
    aws(
        "ec2",
        "run-instances",
        "--count",
        "1",
        image_id="ami-12c6146b",
        instance_type="c6i.xlarge",
        iam_instance_profile="Name=build-agent",
        private_ip_address="172.31.16.20",
        metadata_options={
            "HttpTokens": "required",
            "HttpEndpoint": "enabled",
            "HttpPutResponseHopLimit": 1,
        },
        tag_specifications=[{"ResourceType": "instance", "Tags": tags}],
    )


def build_web_service(aws):
    aws("ecr", "create-repository", repository_name="web", image_tag_mutability="IMMUTABLE")
    aws("ecs", "create-cluster", cluster_name="web")
    aws(
        "ecs",
        "register-task-definition",
        family="web",
        network_mode="awsvpc",
        cpu="256",
        memory="512",
        requires_compatibilities="FARGATE",
        task_role_arn=role_arn(DEVELOPMENT, "ecs-web-task"),
        execution_role_arn=role_arn(DEVELOPMENT, "ecs-task-execution"),
        container_definitions=[
            {
                "name": "web",
                "essential": True,
                "portMappings": [{"containerPort": 8080}],
                "image": f"{DEVELOPMENT}.dkr.ecr.{REGION}.amazonaws.com/web:2026.06.2",
            }
        ],
    )
    aws(
        "ecs",
        "create-service",
        cluster="web",
        service_name="web",
        task_definition="web:1",
        desired_count="2",
        launch_type="FARGATE",
    )


def build_machine_learning(aws):
    # Anyone on the internet sends the form.
    aws(
        "lambda",
        "add-permission",
        function_name=FEEDBACK_FORM,
        statement_id="FunctionURLAllowPublicAccess",
        action="lambda:InvokeFunctionUrl",
        principal="*",
        function_url_auth_type="NONE",
    )
    aws(
        "sagemaker",
        "create-notebook-instance",
        notebook_instance_name=NOTEBOOK,
        instance_type="ml.p3.2xlarge",
        role_arn=role_arn(MACHINE_LEARNING, "research-notebook-role"),
    )
    job = TRAINING_JOB_DESCRIPTION
    aws(
        "sagemaker",
        "create-training-job",
        training_job_name=job["TrainingJobName"],
        role_arn=job["RoleArn"],
        input_data_config=job["InputDataConfig"],
        algorithm_specification={"TrainingImage": IMAGE, "TrainingInputMode": "FastFile"},
        output_data_config={"S3OutputPath": job["OutputDataConfig"]["S3OutputPath"]},
        resource_config=job["ResourceConfig"],
        stopping_condition=job["StoppingCondition"],
    )
    aws(
        "sagemaker",
        "create-model",
        model_name="answer-ranker",
        execution_role_arn=role_arn(MACHINE_LEARNING, "model-serving-role"),
        primary_container={
            "Image": IMAGE.replace("pretrain", "serve"),
            "ModelDataUrl": "s3://acme-ml-models/ranker/model.tar.gz",
        },
    )


def build_organisation(aws):
    """The organisation's tree; answers the emulator's account ids and the ids they stand for."""
    for role in MANAGEMENT_ROLES:
        build_role(aws, role, None)
    aws("organizations", "create-organization", feature_set="ALL")
    [root] = aws("organizations", "list-roots")["Roots"]
    kind = "SERVICE_CONTROL_POLICY"
    aws("organizations", "enable-policy-type", root_id=root["Id"], policy_type=kind)
    unit = aws(
        "organizations", "create-organizational-unit", parent_id=root["Id"], name="workloads"
    )["OrganizationalUnit"]
    policy = aws(
        "organizations",
        "create-policy",
        name="workload-guardrails",
        type=kind,
        content=SERVICE_CONTROL_POLICY,
        description="Nobody leaves, nobody switches the trail off",
    )["Policy"]["PolicySummary"]
    aws("organizations", "attach-policy", target_id=unit["Id"], policy_id=policy["Id"])
    return {
        build_member(aws, account, root, unit): account
        for account in (DEVELOPMENT, MACHINE_LEARNING)
    }


def build_member(aws, account, root, unit):
    """Answers the id that the emulator gave to the account."""
    name = ACCOUNT_NAMES[account]
    answer = aws("organizations", "create-account", account_name=name, email=f"{name}@acme.example")
    created = answer["CreateAccountStatus"]["AccountId"]
    aws(
        "organizations",
        "move-account",
        account_id=created,
        source_parent_id=root["Id"],
        destination_parent_id=unit["Id"],
    )
    return created
