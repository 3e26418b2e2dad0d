"""The roles of the development account."""

from .policies import READ_CORPUS
from .role import Role, root, service_linked, service_linked_roles
from .vocabulary import (
    DEVELOPMENT,
    MACHINE_LEARNING,
    WITH_MFA,
    document,
    objects,
    regional_arn,
    role_arn,
    service_trust,
    statement,
    trust,
)

GITHUB = "token.actions.githubusercontent.com"
GITHUB_PROVIDER = f"arn:aws:iam::{DEVELOPMENT}:oidc-provider/{GITHUB}"
WRITE_LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]


def logging_function(name, *statements, **details):
    """A Lambda function's role in the development account: its log group, and what is given."""
    own_log = statement("WriteLogs", WRITE_LOGS, regional_arn("logs", DEVELOPMENT, "*"))
    return Role(
        name,
        DEVELOPMENT,
        service_trust("lambda.amazonaws.com"),
        inline={f"{name.removesuffix('-role')}": document(own_log, *statements)},
        **details,
    )


REPOSITORY = regional_arn("ecr", DEVELOPMENT, "repository/web")
PUSH_IMAGE = [
    "ecr:BatchCheckLayerAvailability",
    "ecr:CompleteLayerUpload",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
]

DEVELOPMENT_ROLES = [
    Role(
        "admins",
        DEVELOPMENT,
        trust(root(DEVELOPMENT), WITH_MFA),
        managed=("AdministratorAccess",),
        last_used="2026-06-11T10:31:00",
    ),
    Role(
        "security-audit",
        DEVELOPMENT,
        trust({"AWS": f"arn:aws:iam::{DEVELOPMENT}:user/grace.mbeki"}, WITH_MFA),
        managed=("SecurityAudit",),
        last_used="2026-06-15T07:52:00",
    ),
    Role(
        "sandbox-developer",
        DEVELOPMENT,
        trust(root(DEVELOPMENT)),
        managed=("AdministratorAccess",),
        boundary="sandbox-boundary",
        last_used="2026-06-10T13:26:00",
        tags={"team": "platform"},
    ),
    Role(
        "data-scientist",
        DEVELOPMENT,
        trust(root(DEVELOPMENT), WITH_MFA),
        inline={"read-training-corpus": document(*READ_CORPUS)},
        last_used="2026-06-12T08:40:00",
        tags={"team": "research"},
    ),
    Role(
        "github-actions-deploy",
        DEVELOPMENT,
        trust(
            {"Federated": GITHUB_PROVIDER},
            {
                "StringEquals": {f"{GITHUB}:aud": "sts.amazonaws.com"},
                "StringLike": {f"{GITHUB}:sub": "repo:acme-ai/*"},
            },
            action="sts:AssumeRoleWithWebIdentity",
        ),
        inline={
            "deploy": document(
                statement("LogInToRegistry", "ecr:GetAuthorizationToken", "*"),
                statement("PushImage", PUSH_IMAGE, REPOSITORY),
                statement(
                    "RestartAgentDocument",
                    "ssm:SendCommand",
                    "arn:aws:ssm:eu-central-1::document/AWS-RunShellScript",
                ),
                statement(
                    "RestartAgentInstance",
                    "ssm:SendCommand",
                    regional_arn("ec2", DEVELOPMENT, "instance/*"),
                    {"StringEquals": {"aws:ResourceTag/role": "build-agent"}},
                ),
                statement("ReadCommandOutput", "ssm:GetCommandInvocation", "*"),
            )
        },
        last_used="2026-06-12T14:58:00",
    ),
    Role(
        "build-agent",
        DEVELOPMENT,
        service_trust("ec2.amazonaws.com"),
        managed=("AmazonSSMManagedInstanceCore",),
        inline={
            "fetch-models": document(
                statement(
                    "ReadModels",
                    ["s3:GetObject", "s3:ListBucket"],
                    ["arn:aws:s3:::acme-ml-models", objects("acme-ml-models")],
                ),
                statement(
                    "Artifacts", ["s3:GetObject", "s3:PutObject"], objects("acme-dev-artifacts")
                ),
            )
        },
        instance_profile=True,
        last_used="2026-06-15T07:44:00",
        tags={"team": "build-tools"},
    ),
    logging_function(
        "build-notifier-role",
        statement(
            "TellReleaseChannel", "sns:Publish", regional_arn("sns", DEVELOPMENT, "releases")
        ),
        statement(
            "ReadPipelineState",
            "sts:AssumeRole",
            role_arn(MACHINE_LEARNING, "ml-pipeline-deployer"),
        ),
        last_used="2026-06-14T22:03:00",
        tags={"team": "build-tools"},
    ),
    logging_function(
        "build-badge-role",
        statement("WriteBadge", "s3:PutObject", objects("acme-dev-web-assets", "badges/")),
        last_used="2026-06-14T22:03:00",
    ),
    logging_function(
        "web-resize-role",
        statement(
            "ResizeImages",
            ["s3:GetObject", "s3:PutObject"],
            objects("acme-dev-web-assets", "images/"),
        ),
        last_used="2026-06-15T06:10:00",
    ),
    logging_function(
        "web-api-role",
        statement(
            "Sessions",
            ["dynamodb:GetItem", "dynamodb:PutItem"],
            regional_arn("dynamodb", DEVELOPMENT, "table/web-sessions"),
        ),
        last_used="2026-06-15T07:55:00",
    ),
    Role(
        "ecs-task-execution",
        DEVELOPMENT,
        service_trust("ecs-tasks.amazonaws.com"),
        managed=("service-role/AmazonECSTaskExecutionRolePolicy",),
        last_used="2026-06-15T03:30:00",
    ),
    Role(
        "ecs-web-task",
        DEVELOPMENT,
        service_trust("ecs-tasks.amazonaws.com"),
        inline={
            "web-assets": document(
                statement("ReadAssets", "s3:GetObject", objects("acme-dev-web-assets"))
            )
        },
        last_used="2026-06-15T07:55:00",
    ),
    Role(
        "vpc-flow-logs",
        DEVELOPMENT,
        service_trust("vpc-flow-logs.amazonaws.com"),
        inline={
            "write-flow-logs": document(
                statement(
                    "WriteLogs", WRITE_LOGS, regional_arn("logs", DEVELOPMENT, "log-group:vpc/*")
                )
            )
        },
        last_used="2026-06-15T07:58:00",
    ),
    *service_linked_roles(DEVELOPMENT),
    service_linked(
        DEVELOPMENT, "AWSServiceRoleForECS", "ecs.amazonaws.com", "AmazonECSServiceRolePolicy"
    ),
]
