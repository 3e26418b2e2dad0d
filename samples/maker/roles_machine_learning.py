"""The roles of the machine-learning account."""

from .identity_center import CORPUS_STEWARD, PERMISSION_SET, SIGN_IN_PROVIDER
from .policies import CORPUS, READ_LOGS
from .role import Role, root, service_linked, service_linked_roles
from .vocabulary import (
    CORPUS_KEY,
    DEVELOPMENT,
    LABELLING_COMPANY,
    MACHINE_LEARNING,
    REGION,
    WITH_MFA,
    document,
    objects,
    regional_arn,
    role_arn,
    service_trust,
    statement,
    trust,
)

MACHINE_LEARNING_ROLES = [
    Role(
        "admins",
        MACHINE_LEARNING,
        trust(root(MACHINE_LEARNING), WITH_MFA),
        managed=("AdministratorAccess",),
        last_used="2026-06-09T15:07:00",
    ),
    Role(
        "security-audit",
        MACHINE_LEARNING,
        trust({"AWS": f"arn:aws:iam::{DEVELOPMENT}:user/grace.mbeki"}, WITH_MFA),
        managed=("SecurityAudit",),
        last_used="2026-06-15T07:54:00",
    ),
    Role(
        "ml-pipeline-deployer",
        MACHINE_LEARNING,
        trust({"AWS": role_arn(DEVELOPMENT, "build-notifier-role")}),
        inline={
            "start-training": document(
                statement(
                    "StartTraining",
                    [
                        "sagemaker:CreateTrainingJob",
                        "sagemaker:DescribeTrainingJob",
                        "sagemaker:StopTrainingJob",
                    ],
                    regional_arn("sagemaker", MACHINE_LEARNING, "training-job/*"),
                ),
                statement(
                    "PassTrainingRole",
                    "iam:PassRole",
                    role_arn(MACHINE_LEARNING, "sagemaker-training-role"),
                    {"StringEquals": {"iam:PassedToService": "sagemaker.amazonaws.com"}},
                ),
            )
        },
        last_used="2026-06-14T22:03:00",
        tags={"team": "ml-platform"},
    ),
    Role(
        "sagemaker-training-role",
        MACHINE_LEARNING,
        service_trust("sagemaker.amazonaws.com"),
        customer=("sagemaker-training-access",),
        last_used="2026-05-21T17:26:00",
        tags={"team": "ml-platform"},
    ),
    Role(
        "research-notebook-role",
        MACHINE_LEARNING,
        service_trust("sagemaker.amazonaws.com"),
        customer=("research-notebook-access",),
        last_used="2026-06-12T16:19:00",
        tags={"team": "research"},
    ),
    Role(
        "model-serving-role",
        MACHINE_LEARNING,
        service_trust("sagemaker.amazonaws.com"),
        inline={
            "serve": document(
                statement("ReadModels", "s3:GetObject", objects("acme-ml-models")),
                statement(
                    "PullImage",
                    [
                        "ecr:BatchGetImage",
                        "ecr:GetAuthorizationToken",
                        "ecr:GetDownloadUrlForLayer",
                    ],
                    "*",
                ),
            )
        },
        last_used="2026-06-15T07:57:00",
    ),
    Role(
        "feature-ingest-role",
        MACHINE_LEARNING,
        service_trust("lambda.amazonaws.com"),
        managed=("service-role/AWSLambdaBasicExecutionRole",),
        inline={
            "features": document(
                statement(
                    "Features", ["s3:GetObject", "s3:PutObject"], objects("acme-ml-feature-store")
                )
            )
        },
        last_used="2026-06-15T07:30:00",
    ),
    Role(
        "label-import-role",
        MACHINE_LEARNING,
        service_trust("states.amazonaws.com"),
        inline={
            "labels": document(
                statement("WriteLabels", ["s3:PutObject"], objects(CORPUS, "labels/")),
                statement("EncryptLabels", "kms:GenerateDataKey", CORPUS_KEY),
            )
        },
        last_used="2026-04-30T01:00:00",
    ),
    Role(
        "feedback-form-role",
        MACHINE_LEARNING,
        service_trust("lambda.amazonaws.com"),
        managed=("service-role/AWSLambdaBasicExecutionRole",),
        inline={
            "feedback": document(
                statement("WriteFeedback", "s3:PutObject", objects(CORPUS, "feedback/")),
                statement("EncryptFeedback", "kms:GenerateDataKey", CORPUS_KEY),
            )
        },
        last_used="2026-06-15T07:58:00",
        tags={"team": "assistant"},
    ),
    # The labelling company's account; no external id tells one of its customers from another.
    Role(
        "labelling-vendor",
        MACHINE_LEARNING,
        trust({"AWS": f"arn:aws:iam::{LABELLING_COMPANY}:root"}),
        inline={
            "label": document(
                statement("ReadBatches", "s3:GetObject", objects(CORPUS, "v3/")),
                statement("DecryptBatches", "kms:Decrypt", CORPUS_KEY),
            )
        },
        last_used="2026-06-11T13:20:00",
    ),
    # Made for the fair, for whoever had an account; nobody took it away.
    Role(
        "fair-demo",
        MACHINE_LEARNING,
        trust({"AWS": "*"}),
        inline={
            "try-ranker": document(
                statement("ReadRanker", "s3:GetObject", objects("acme-ml-models", "ranker/"))
            )
        },
        last_used="2025-10-08T16:44:00",
    ),
    Role(
        f"AWSReservedSSO_{PERMISSION_SET}_5b1e0c7d9a24f386",
        MACHINE_LEARNING,
        document(
            {
                "Effect": "Allow",
                "Principal": {"Federated": SIGN_IN_PROVIDER},
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                "Condition": {
                    "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
                },
            }
        ),
        path=f"/aws-reserved/sso.amazonaws.com/{REGION}/",
        inline={"AwsSSOInlinePolicy": CORPUS_STEWARD},
        last_used="2026-06-12T10:02:00",
    ),
    Role(
        "rag-indexer-task",
        MACHINE_LEARNING,
        service_trust("ecs-tasks.amazonaws.com"),
        inline={
            "documents": document(
                statement(
                    "ReadDocuments",
                    ["s3:GetObject", "s3:ListBucket"],
                    ["arn:aws:s3:::acme-rag-documents", objects("acme-rag-documents")],
                )
            )
        },
        last_used="2026-06-15T05:00:00",
    ),
    Role(
        "ecs-task-execution",
        MACHINE_LEARNING,
        service_trust("ecs-tasks.amazonaws.com"),
        managed=("service-role/AmazonECSTaskExecutionRolePolicy",),
        last_used="2026-06-15T05:00:00",
    ),
    Role(
        "grafana-reader",
        MACHINE_LEARNING,
        service_trust("grafana.amazonaws.com"),
        inline={"read-metrics": document(statement("ReadLogs", READ_LOGS, "*"))},
        last_used="2026-06-15T07:59:00",
    ),
    *service_linked_roles(MACHINE_LEARNING),
    service_linked(
        MACHINE_LEARNING,
        "AWSServiceRoleForAmazonSageMakerNotebooks",
        "sagemaker.amazonaws.com",
        "AmazonSageMakerNotebooksServiceRolePolicy",
    ),
]
