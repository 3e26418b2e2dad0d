"""Buckets, keys, functions and the training job: what the identities can reach."""

from dataclasses import dataclass, field

from .policies import CORPUS
from .vocabulary import (
    DEVELOPMENT,
    MACHINE_LEARNING,
    REGION,
    document,
    objects,
    policy_arn,
    regional_arn,
    role_arn,
    statement,
)

BUILD_AGENT = "build-agent-1"
DEMO = "acme-dev-fair-demo-data"
FEEDBACK_FORM = "feedback-form"
NOTEBOOK = "research-nb"
TRAINING_JOB = "corpus-pretrain-2026-05"


@dataclass(frozen=True)
class Bucket:
    name: str
    account: str
    created: str
    tags: dict = field(default_factory=dict)
    statements: tuple = ()
    tls_only: bool = True
    corpus_key: bool = False  # encrypted with the key of the training corpus, else with S3's own
    versioning: str | None = None  # None where it was never switched on: nothing is printed then
    public: bool = False  # nothing keeps its own policy from letting in everybody

    @property
    def policy(self):
        whole = [f"arn:aws:s3:::{self.name}", objects(self.name)]
        insecure = {"Bool": {"aws:SecureTransport": "false"}}
        denied = statement("DenyInsecureTransport", "s3:*", whole, insecure, "Deny", "*")
        statements = ([denied] if self.tls_only else []) + list(self.statements)
        return document(*statements) if statements else None


def readers(sid, bucket, role):
    """Lets a role of the development account list and read a bucket."""
    return statement(
        sid,
        ["s3:GetObject", "s3:ListBucket"],
        [f"arn:aws:s3:::{bucket}", objects(bucket)],
        principal={"AWS": role_arn(DEVELOPMENT, role)},
    )


TRAIL = regional_arn("cloudtrail", MACHINE_LEARNING, "trail/acme-ml-trail")
DISTRIBUTION = f"arn:aws:cloudfront::{DEVELOPMENT}:distribution/E2ACMEWEB0001"
BUCKETS = [
    Bucket(
        CORPUS,
        MACHINE_LEARNING,
        "2022-06-20T09:12:04",
        {"data-class": "training-data", "owner": "ml-platform"},
        (readers("DataScientistsRead", CORPUS, "data-scientist"),),
        corpus_key=True,
        versioning="Suspended",
    ),
    Bucket(
        "acme-ml-models",
        MACHINE_LEARNING,
        "2022-06-20T09:15:31",
        {"data-class": "model-artifacts", "owner": "ml-platform"},
        (readers("BuildAgentsRead", "acme-ml-models", "build-agent"),),
        versioning="Enabled",
    ),
    Bucket(
        "acme-ml-feature-store",
        MACHINE_LEARNING,
        "2022-09-05T11:40:57",
        {"data-class": "features", "owner": "ml-platform"},
    ),
    Bucket(
        "acme-rag-documents",
        MACHINE_LEARNING,
        "2025-04-22T13:05:18",
        {"data-class": "internal", "owner": "assistant"},
    ),
    Bucket(
        "acme-ml-logs",
        MACHINE_LEARNING,
        "2022-06-20T09:20:46",
        {"owner": "platform"},
        (
            statement(
                "TrailReadsAcl",
                "s3:GetBucketAcl",
                "arn:aws:s3:::acme-ml-logs",
                {"StringEquals": {"aws:SourceArn": TRAIL}},
                principal={"Service": "cloudtrail.amazonaws.com"},
            ),
            statement(
                "TrailWrites",
                "s3:PutObject",
                objects("acme-ml-logs", f"AWSLogs/{MACHINE_LEARNING}/"),
                {
                    "StringEquals": {
                        "aws:SourceArn": TRAIL,
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    }
                },
                principal={"Service": "cloudtrail.amazonaws.com"},
            ),
        ),
        versioning="Enabled",
    ),
    Bucket(
        "acme-dev-artifacts",
        DEVELOPMENT,
        "2022-05-09T08:02:39",
        {"owner": "build-tools"},
        tls_only=False,
    ),
    Bucket(
        "acme-dev-web-assets",
        DEVELOPMENT,
        "2022-05-09T08:04:12",
        {"owner": "web"},
        (
            statement(
                "DistributionReads",
                "s3:GetObject",
                objects("acme-dev-web-assets"),
                {"StringEquals": {"AWS:SourceArn": DISTRIBUTION}},
                principal={"Service": "cloudfront.amazonaws.com"},
            ),
        ),
        tls_only=False,
    ),
    # A copy for a stand at a fair, open so that the demo could read it without signing in.
    Bucket(
        DEMO,
        DEVELOPMENT,
        "2025-09-16T12:31:50",
        {"data-class": "training-data", "owner": "events"},
        (
            statement(
                "DemoReads",
                "s3:GetObject",
                objects(DEMO),
                principal="*",
            ),
        ),
        tls_only=False,
        public=True,
    ),
]

CREATED = {  # where a thing's time matters to the story, by its ARN
    policy_arn(DEVELOPMENT, "ci-deploy"): "2021-03-09T13:31:50",
    policy_arn(DEVELOPMENT, "self-manage-credentials"): "2021-03-09T12:10:07",
    policy_arn(MACHINE_LEARNING, "self-manage-credentials"): "2022-06-13T08:10:29",
}
CORPUS_KEY_CREATED = "2022-06-20T09:05:12.331000+00:00"

CORPUS_KEY_POLICY = document(
    statement(
        "AccountDecidesByIAM",
        "kms:*",
        "*",
        principal={"AWS": f"arn:aws:iam::{MACHINE_LEARNING}:root"},
    ),
    statement(
        "DataScientistsDecrypt",
        ["kms:Decrypt", "kms:DescribeKey"],
        "*",
        principal={"AWS": role_arn(DEVELOPMENT, "data-scientist")},
    ),
)

FUNCTIONS = [  # account, name, role, runtime, memory in MB, description
    (
        DEVELOPMENT,
        "build-notifier",
        "build-notifier-role",
        "python3.12",
        128,
        "Tells the release channel how builds and training runs ended",
    ),
    (DEVELOPMENT, "build-badge", "build-badge-role", "nodejs20.x", 128, "Draws the build badge"),
    (DEVELOPMENT, "web-resize", "web-resize-role", "nodejs20.x", 512, "Resizes uploaded images"),
    (DEVELOPMENT, "web-api", "web-api-role", "python3.12", 256, "Session API of the web site"),
    (
        MACHINE_LEARNING,
        "feature-ingest",
        "feature-ingest-role",
        "python3.12",
        1024,
        "Writes events to the feature store",
    ),
    (
        MACHINE_LEARNING,
        FEEDBACK_FORM,
        "feedback-form-role",
        "python3.12",
        128,
        "Takes what readers say of answers, from the public web site",
    ),
]

FUNCTION_TRIGGERS = [  # account, function, statement id, service, source ARN
    (
        DEVELOPMENT,
        "build-notifier",
        "nightly-build-finished",
        "events.amazonaws.com",
        regional_arn("events", DEVELOPMENT, "rule/build-finished"),
    ),
    (
        DEVELOPMENT,
        "build-badge",
        "nightly-build-finished",
        "events.amazonaws.com",
        regional_arn("events", DEVELOPMENT, "rule/build-finished"),
    ),
    (
        DEVELOPMENT,
        "web-resize",
        "image-uploaded",
        "s3.amazonaws.com",
        "arn:aws:s3:::acme-dev-web-assets",
    ),
]


def training_channel(name, prefix):
    source = {
        "S3DataType": "S3Prefix",
        "S3Uri": f"s3://{CORPUS}/{prefix}/",
        "S3DataDistributionType": "FullyReplicated",
    }
    return {
        "ChannelName": name,
        "DataSource": {"S3DataSource": source},
        "CompressionType": "None",
        "RecordWrapperType": "None",
    }


IMAGE = f"{MACHINE_LEARNING}.dkr.ecr.{REGION}.amazonaws.com/pretrain:2026.05"
TRAINING_JOB_DESCRIPTION = {
    "TrainingJobName": TRAINING_JOB,
    "TrainingJobArn": regional_arn("sagemaker", MACHINE_LEARNING, f"training-job/{TRAINING_JOB}"),
    "ModelArtifacts": {
        "S3ModelArtifacts": f"s3://acme-ml-models/pretrain/{TRAINING_JOB}/output/model.tar.gz"
    },
    "TrainingJobStatus": "Completed",
    "SecondaryStatus": "Completed",
    "HyperParameters": {"epochs": "1", "learning-rate": "0.0003", "sequence-length": "4096"},
    "AlgorithmSpecification": {
        "TrainingImage": IMAGE,
        "TrainingInputMode": "FastFile",
        "EnableSageMakerMetricsTimeSeries": False,
    },
    "RoleArn": role_arn(MACHINE_LEARNING, "sagemaker-training-role"),
    "InputDataConfig": [training_channel("corpus", "v3"), training_channel("feedback", "feedback")],
    "OutputDataConfig": {
        "KmsKeyId": "",
        "S3OutputPath": "s3://acme-ml-models/pretrain/",
        "CompressionType": "GZIP",
    },
    "ResourceConfig": {
        "InstanceType": "ml.p4d.24xlarge",
        "InstanceCount": 4,
        "VolumeSizeInGB": 500,
    },
    "StoppingCondition": {"MaxRuntimeInSeconds": 432000},
    "CreationTime": "2026-05-18T06:02:11.480000+00:00",
    "TrainingStartTime": "2026-05-18T06:09:37.112000+00:00",
    "TrainingEndTime": "2026-05-21T17:26:54.903000+00:00",
    "LastModifiedTime": "2026-05-21T17:26:55.377000+00:00",
    "SecondaryStatusTransitions": [
        {
            "Status": "Training",
            "StartTime": "2026-05-18T06:09:37.112000+00:00",
            "EndTime": "2026-05-21T17:20:02.641000+00:00",
            "StatusMessage": "Training image download completed. Training in progress.",
        },
        {
            "Status": "Completed",
            "StartTime": "2026-05-21T17:26:54.903000+00:00",
            "EndTime": "2026-05-21T17:26:54.903000+00:00",
            "StatusMessage": "Training job completed",
        },
    ],
    "EnableNetworkIsolation": False,
    "EnableInterContainerTrafficEncryption": False,
    "EnableManagedSpotTraining": False,
    "TrainingTimeInSeconds": 299837,
    "BillableTimeInSeconds": 299837,
}
