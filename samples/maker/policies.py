"""The policy documents of users, groups and the accounts' own managed policies."""

from .vocabulary import (
    CORPUS_KEY,
    DEVELOPMENT,
    MACHINE_LEARNING,
    WITH_MFA,
    document,
    objects,
    policy_arn,
    regional_arn,
    role_arn,
    statement,
)

OWN_USER = "arn:aws:iam::*:user/${aws:username}"
READ_LOGS = [
    "cloudwatch:Describe*",
    "cloudwatch:Get*",
    "cloudwatch:List*",
    "logs:Describe*",
    "logs:Get*",
    "logs:FilterLogEvents",
    "logs:StartQuery",
]
CORPUS = "acme-ml-training-corpus"
READ_CORPUS = [
    statement("ListCorpus", "s3:ListBucket", f"arn:aws:s3:::{CORPUS}"),
    statement("ReadCorpus", "s3:GetObject", objects(CORPUS)),
    statement("DecryptCorpus", ["kms:Decrypt", "kms:DescribeKey"], CORPUS_KEY),
]


def function(name, account=DEVELOPMENT):
    return regional_arn("lambda", account, f"function:{name}")


SELF_MANAGE_CREDENTIALS = document(
    statement(
        "ViewAccountRules", ["iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"], "*"
    ),
    statement("OwnPassword", ["iam:ChangePassword", "iam:GetUser"], OWN_USER),
    statement("OwnVirtualDevice", "iam:CreateVirtualMFADevice", "arn:aws:iam::*:mfa/*"),
    statement(
        "OwnDevices", ["iam:EnableMFADevice", "iam:ListMFADevices", "iam:ResyncMFADevice"], OWN_USER
    ),
    statement("OwnDevicesOnlyWithMFA", "iam:DeactivateMFADevice", OWN_USER, WITH_MFA),
)

DEVELOPER_ACCESS_FIRST = document(
    statement("ReadLogs", READ_LOGS, "*"),
    statement("Functions", "lambda:*", "*"),
    statement("WebAssets", ["s3:GetObject", "s3:PutObject"], objects("acme-dev-web-assets")),
)

DEVELOPER_ACCESS = document(
    statement("ReadLogs", READ_LOGS, "*"),
    statement(
        "SeeFunctions",
        [
            "lambda:GetAccountSettings",
            "lambda:GetFunctionConfiguration",
            "lambda:ListFunctions",
            "lambda:ListTags",
        ],
        "*",
    ),
    statement(
        "WebFunctions", ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"], function("web-*")
    ),
    statement("WebAssets", ["s3:GetObject", "s3:PutObject"], objects("acme-dev-web-assets")),
    statement("Sandbox", "sts:AssumeRole", role_arn(DEVELOPMENT, "sandbox-developer")),
)

CI_DEPLOY = document(
    statement("UploadArtifacts", ["s3:GetObject", "s3:PutObject"], objects("acme-dev-artifacts")),
    statement(
        "RollOut",
        ["ecs:DescribeServices", "ecs:UpdateService"],
        regional_arn("ecs", DEVELOPMENT, "service/web/*"),
    ),
    statement(
        "KeepThisPolicyCurrent",
        [
            "iam:CreatePolicyVersion",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:ListPolicyVersions",
        ],
        policy_arn(DEVELOPMENT, "ci-deploy"),
    ),
)

SANDBOX_BOUNDARY = document(
    statement("ReadLogs", READ_LOGS, "*"),
    statement(
        "SandboxObjects",
        ["s3:GetObject", "s3:PutObject"],
        objects("acme-dev-web-assets", "sandbox/"),
    ),
)

CUSTOMER_POLICIES = {  # name: versions, the last one is the default
    DEVELOPMENT: {
        "self-manage-credentials": [SELF_MANAGE_CREDENTIALS],
        "developer-access": [DEVELOPER_ACCESS_FIRST, DEVELOPER_ACCESS],
        "ci-deploy": [CI_DEPLOY],
        "sandbox-boundary": [SANDBOX_BOUNDARY],
    },
    MACHINE_LEARNING: {
        "self-manage-credentials": [SELF_MANAGE_CREDENTIALS],
        "corpus-read": [document(*READ_CORPUS)],
        "sagemaker-training-access": [
            document(
                statement(
                    "ListCorpus",
                    "s3:ListBucket",
                    [f"arn:aws:s3:::{CORPUS}", "arn:aws:s3:::acme-ml-feature-store"],
                ),
                statement("ReadAndWriteCorpus", ["s3:GetObject", "s3:PutObject"], objects(CORPUS)),
                statement("ReadFeatures", "s3:GetObject", objects("acme-ml-feature-store")),
                statement(
                    "WriteModels", ["s3:GetObject", "s3:PutObject"], objects("acme-ml-models")
                ),
                statement(
                    "UseCorpusKey",
                    ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
                    CORPUS_KEY,
                ),
                statement(
                    "PullImage",
                    [
                        "ecr:BatchGetImage",
                        "ecr:GetAuthorizationToken",
                        "ecr:GetDownloadUrlForLayer",
                    ],
                    "*",
                ),
                statement(
                    "WriteLogs",
                    [
                        "cloudwatch:PutMetricData",
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                    ],
                    "*",
                ),
            )
        ],
        "research-notebook-access": [
            document(
                statement(
                    "SageMaker",
                    [
                        "sagemaker:CreateProcessingJob",
                        "sagemaker:CreateTrainingJob",
                        "sagemaker:Describe*",
                        "sagemaker:List*",
                        "sagemaker:StopTrainingJob",
                    ],
                    "*",
                ),
                statement(
                    "PassTrainingRole",
                    "iam:PassRole",
                    role_arn(MACHINE_LEARNING, "sagemaker-training-role"),
                    {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}},
                ),
                statement("ListCorpus", "s3:ListBucket", f"arn:aws:s3:::{CORPUS}"),
                statement("Corpus", ["s3:GetObject", "s3:PutObject"], objects(CORPUS)),
                statement(
                    "CorpusKey",
                    ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
                    CORPUS_KEY,
                ),
                statement(
                    "WriteLogs",
                    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                    "*",
                ),
            )
        ],
    },
}

SERVICE_CONTROL_POLICY = document(
    statement("DenyLeavingTheOrganisation", "organizations:LeaveOrganization", "*", effect="Deny"),
    statement(
        "DenyDisablingCloudTrail",
        [
            "cloudtrail:DeleteTrail",
            "cloudtrail:PutEventSelectors",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
        ],
        "*",
        effect="Deny",
    ),
)
