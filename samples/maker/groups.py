"""Groups and their policies, and the inline policies of single users."""

from .policies import CORPUS, function
from .vocabulary import (
    CORPUS_KEY,
    DEVELOPMENT,
    MACHINE_LEARNING,
    OFFICE_NETWORK,
    document,
    objects,
    regional_arn,
    role_arn,
    statement,
)

# The statement is meant for build-badge; its pattern covers build-notifier too.
CI_HELPERS = document(
    statement(
        "SeeHelpers", ["lambda:GetFunction", "lambda:ListVersionsByFunction"], function("build-*")
    ),
    statement(
        "MaintainHelpers",
        ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"],
        function("build-*"),
    ),
    statement(
        "PassHelperRole",
        "iam:PassRole",
        role_arn(DEVELOPMENT, "build-badge-role"),
        {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}},
    ),
)

GROUPS = {  # name: customer policies, AWS managed policies, inline policies
    DEVELOPMENT: {
        "developers": (["developer-access", "self-manage-credentials"], [], {}),
        "ci-maintainers": ([], [], {"maintain-ci-helpers": CI_HELPERS}),
        "data-scientists": (
            ["self-manage-credentials"],
            [],
            {
                "assume-data-scientist": document(
                    statement(
                        "WorkOnData", "sts:AssumeRole", role_arn(DEVELOPMENT, "data-scientist")
                    )
                )
            },
        ),
        "operations": (
            ["self-manage-credentials"],
            ["CloudWatchReadOnlyAccess"],
            {
                "shell-from-office": document(
                    statement(
                        "FindInstances",
                        [
                            "ec2:DescribeInstances",
                            "ssm:DescribeInstanceInformation",
                            "ssm:DescribeSessions",
                        ],
                        "*",
                    ),
                    statement(
                        "ShellFromOffice",
                        "ssm:StartSession",
                        [
                            regional_arn("ec2", DEVELOPMENT, "instance/*"),
                            regional_arn("ssm", DEVELOPMENT, "document/SSM-SessionManagerRunShell"),
                        ],
                        {"IpAddress": {"aws:SourceIp": OFFICE_NETWORK}},
                    ),
                    statement(
                        "OwnSessions",
                        ["ssm:ResumeSession", "ssm:TerminateSession"],
                        "arn:aws:ssm:*:*:session/${aws:username}-*",
                    ),
                )
            },
        ),
        "platform-admins": (
            ["self-manage-credentials"],
            [],
            {
                "assume-admins": document(
                    statement(
                        "BecomeAdministrator", "sts:AssumeRole", role_arn(DEVELOPMENT, "admins")
                    )
                )
            },
        ),
        "auditors": (
            ["self-manage-credentials"],
            ["SecurityAudit"],
            {
                "assume-security-audit": document(
                    statement(
                        "AuditEverywhere", "sts:AssumeRole", "arn:aws:iam::*:role/security-audit"
                    )
                )
            },
        ),
    },
    MACHINE_LEARNING: {
        "research": (
            ["self-manage-credentials"],
            [],
            {
                "open-notebook": document(
                    statement("SeeNotebooks", ["sagemaker:ListNotebookInstances"], "*"),
                    statement(
                        "OpenNotebook",
                        [
                            "sagemaker:CreatePresignedNotebookInstanceUrl",
                            "sagemaker:DescribeNotebookInstance",
                            "sagemaker:StartNotebookInstance",
                            "sagemaker:StopNotebookInstance",
                        ],
                        regional_arn(
                            "sagemaker", MACHINE_LEARNING, "notebook-instance/research-nb"
                        ),
                    ),
                )
            },
        ),
        "ml-engineers": (
            ["self-manage-credentials"],
            ["CloudWatchReadOnlyAccess"],
            {
                "watch-training": document(
                    statement("SeeTraining", ["sagemaker:Describe*", "sagemaker:List*"], "*"),
                    # No iam:PassRole goes with it, so no job of theirs can be given a role.
                    statement(
                        "StartTraining",
                        ["sagemaker:CreateTrainingJob", "sagemaker:StopTrainingJob"],
                        regional_arn("sagemaker", MACHINE_LEARNING, "training-job/*"),
                    ),
                )
            },
        ),
        "platform-admins": (
            ["self-manage-credentials"],
            [],
            {
                "assume-admins": document(
                    statement(
                        "BecomeAdministrator",
                        "sts:AssumeRole",
                        role_arn(MACHINE_LEARNING, "admins"),
                    )
                )
            },
        ),
    },
}

USER_INLINE_POLICIES = {
    (MACHINE_LEARNING, "svc-rag-app"): {
        "rag-app": document(
            statement("ReadDocuments", "s3:GetObject", objects("acme-rag-documents")),
            statement("WriteFeedback", "s3:PutObject", objects(CORPUS, "feedback/")),
            statement("EncryptFeedback", "kms:GenerateDataKey", CORPUS_KEY),
        )
    },
}
