#include "CEmbedded.h"

// Files are embedded with the directive of C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char managed_policies[] = {
#embed "data/aws-managed-policies.txt"
};

static const unsigned char service_authorization[] = {
#embed "data/service-authorization.txt"
};

static const unsigned char resource_types[] = {
#embed "data/resource-types.txt"
};

static const unsigned char condition_keys[] = {
#embed "data/condition-keys.txt"
};

static const unsigned char attack_techniques[] = {
#embed "data/attack-techniques.txt"
};

static const unsigned char atlas_impacts[] = {
#embed "data/atlas-impacts.txt"
};

postern_embedded_file postern_atlas_impacts(void) {
  return (postern_embedded_file){"atlas-impacts.txt", atlas_impacts, sizeof atlas_impacts};
}

postern_embedded_file postern_aws_managed_policies(void) {
  return (postern_embedded_file){"aws-managed-policies.txt", managed_policies,
                                 sizeof managed_policies};
}

postern_embedded_file postern_service_authorization(void) {
  return (postern_embedded_file){"service-authorization.txt", service_authorization,
                                 sizeof service_authorization};
}

postern_embedded_file postern_resource_types(void) {
  return (postern_embedded_file){"resource-types.txt", resource_types, sizeof resource_types};
}

postern_embedded_file postern_condition_keys(void) {
  return (postern_embedded_file){"condition-keys.txt", condition_keys, sizeof condition_keys};
}

postern_embedded_file postern_attack_techniques(void) {
  return (postern_embedded_file){"attack-techniques.txt", attack_techniques,
                                 sizeof attack_techniques};
}

static const unsigned char catalogue_airflow[] = {
#embed "../Techniques/Catalogue/airflow.yaml"
};
static const unsigned char catalogue_apprunner[] = {
#embed "../Techniques/Catalogue/apprunner.yaml"
};
static const unsigned char catalogue_autoscaling[] = {
#embed "../Techniques/Catalogue/autoscaling.yaml"
};
static const unsigned char catalogue_batch[] = {
#embed "../Techniques/Catalogue/batch.yaml"
};
static const unsigned char catalogue_bedrock[] = {
#embed "../Techniques/Catalogue/bedrock.yaml"
};
static const unsigned char catalogue_braket[] = {
#embed "../Techniques/Catalogue/braket.yaml"
};
static const unsigned char catalogue_cloudformation[] = {
#embed "../Techniques/Catalogue/cloudformation.yaml"
};
static const unsigned char catalogue_codebuild[] = {
#embed "../Techniques/Catalogue/codebuild.yaml"
};
static const unsigned char catalogue_codedeploy[] = {
#embed "../Techniques/Catalogue/codedeploy.yaml"
};
static const unsigned char catalogue_codepipeline[] = {
#embed "../Techniques/Catalogue/codepipeline.yaml"
};
static const unsigned char catalogue_cognitoidentity[] = {
#embed "../Techniques/Catalogue/cognitoidentity.yaml"
};
static const unsigned char catalogue_datapipeline[] = {
#embed "../Techniques/Catalogue/datapipeline.yaml"
};
static const unsigned char catalogue_ec2[] = {
#embed "../Techniques/Catalogue/ec2.yaml"
};
static const unsigned char catalogue_ecs[] = {
#embed "../Techniques/Catalogue/ecs.yaml"
};
static const unsigned char catalogue_eks[] = {
#embed "../Techniques/Catalogue/eks.yaml"
};
static const unsigned char catalogue_elasticbeanstalk[] = {
#embed "../Techniques/Catalogue/elasticbeanstalk.yaml"
};
static const unsigned char catalogue_emr[] = {
#embed "../Techniques/Catalogue/emr.yaml"
};
static const unsigned char catalogue_emrserverless[] = {
#embed "../Techniques/Catalogue/emrserverless.yaml"
};
static const unsigned char catalogue_gamelift[] = {
#embed "../Techniques/Catalogue/gamelift.yaml"
};
static const unsigned char catalogue_glue[] = {
#embed "../Techniques/Catalogue/glue.yaml"
};
static const unsigned char catalogue_iam[] = {
#embed "../Techniques/Catalogue/iam.yaml"
};
static const unsigned char catalogue_imagebuilder[] = {
#embed "../Techniques/Catalogue/imagebuilder.yaml"
};
static const unsigned char catalogue_kinesisanalytics[] = {
#embed "../Techniques/Catalogue/kinesisanalytics.yaml"
};
static const unsigned char catalogue_kms[] = {
#embed "../Techniques/Catalogue/kms.yaml"
};
static const unsigned char catalogue_lambda[] = {
#embed "../Techniques/Catalogue/lambda.yaml"
};
static const unsigned char catalogue_omics[] = {
#embed "../Techniques/Catalogue/omics.yaml"
};
static const unsigned char catalogue_rolesanywhere[] = {
#embed "../Techniques/Catalogue/rolesanywhere.yaml"
};
static const unsigned char catalogue_s3[] = {
#embed "../Techniques/Catalogue/s3.yaml"
};
static const unsigned char catalogue_sagemaker[] = {
#embed "../Techniques/Catalogue/sagemaker.yaml"
};
static const unsigned char catalogue_scheduler[] = {
#embed "../Techniques/Catalogue/scheduler.yaml"
};
static const unsigned char catalogue_secretsmanager[] = {
#embed "../Techniques/Catalogue/secretsmanager.yaml"
};
static const unsigned char catalogue_ssm[] = {
#embed "../Techniques/Catalogue/ssm.yaml"
};
static const unsigned char catalogue_sso[] = {
#embed "../Techniques/Catalogue/sso.yaml"
};
static const unsigned char catalogue_stepfunctions[] = {
#embed "../Techniques/Catalogue/stepfunctions.yaml"
};
static const unsigned char catalogue_sts[] = {
#embed "../Techniques/Catalogue/sts.yaml"
};

#define CATALOGUE_FILE(service)                                                                    \
  { #service ".yaml", catalogue_##service, sizeof catalogue_##service }

static const postern_embedded_file catalogue[] = {
    CATALOGUE_FILE(airflow),
    CATALOGUE_FILE(apprunner),
    CATALOGUE_FILE(autoscaling),
    CATALOGUE_FILE(batch),
    CATALOGUE_FILE(bedrock),
    CATALOGUE_FILE(braket),
    CATALOGUE_FILE(cloudformation),
    CATALOGUE_FILE(codebuild),
    CATALOGUE_FILE(codedeploy),
    CATALOGUE_FILE(codepipeline),
    CATALOGUE_FILE(cognitoidentity),
    CATALOGUE_FILE(datapipeline),
    CATALOGUE_FILE(ec2),
    CATALOGUE_FILE(ecs),
    CATALOGUE_FILE(eks),
    CATALOGUE_FILE(elasticbeanstalk),
    CATALOGUE_FILE(emr),
    CATALOGUE_FILE(emrserverless),
    CATALOGUE_FILE(gamelift),
    CATALOGUE_FILE(glue),
    CATALOGUE_FILE(iam),
    CATALOGUE_FILE(imagebuilder),
    CATALOGUE_FILE(kinesisanalytics),
    CATALOGUE_FILE(kms),
    CATALOGUE_FILE(lambda),
    CATALOGUE_FILE(omics),
    CATALOGUE_FILE(rolesanywhere),
    CATALOGUE_FILE(s3),
    CATALOGUE_FILE(sagemaker),
    CATALOGUE_FILE(scheduler),
    CATALOGUE_FILE(secretsmanager),
    CATALOGUE_FILE(ssm),
    CATALOGUE_FILE(sso),
    CATALOGUE_FILE(stepfunctions),
    CATALOGUE_FILE(sts),
};

size_t postern_catalogue_count(void) { return sizeof catalogue / sizeof catalogue[0]; }

postern_embedded_file postern_catalogue_file(size_t index) {
  return index < postern_catalogue_count() ? catalogue[index]
                                           : (postern_embedded_file){"", (const unsigned char *)"", 0};
}
