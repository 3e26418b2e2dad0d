#!/bin/sh
# Writes a snapshot for Postern: the outputs of read-only commands of the AWS command line.
#
# usage: sh collect.sh [FOLDER]      FOLDER is "snapshot" unless it is given
#
# Goes on after a failed call; what it said is kept as FILE.json.err beside the output.
# Run again, it keeps the outputs that are there and makes the missing ones.
# Each call takes about 0.7 s. An account has 10 calls, and 62 in each region; a bucket 11,
# a user or a key 3, a function 2, a cluster 3 or 4,
# a permission set 4, an access point 3, any other thing 1 or 2.
#
# Ends with 0 when everything is there, with 3 when a call failed or was refused, with 65 when
# the credentials are no good, with 74 when it cannot write, with 130 when interrupted.
#
# Permissions that it needs (postern collect --print-policy prints them as a policy):
#
#   airflow:GetEnvironment
#   airflow:ListEnvironments
#   apprunner:DescribeService
#   apprunner:ListServices
#   autoscaling:DescribeAutoScalingGroups
#   batch:DescribeJobDefinitions
#   batch:DescribeJobQueues
#   bedrock-agentcore:GetCodeInterpreter
#   bedrock-agentcore:ListCodeInterpreters
#   bedrock:GetAgent
#   bedrock:GetAgentActionGroup
#   bedrock:GetCustomModel
#   bedrock:GetDataSource
#   bedrock:GetEvaluationJob
#   bedrock:GetKnowledgeBase
#   bedrock:GetModelCustomizationJob
#   bedrock:GetModelImportJob
#   bedrock:GetModelInvocationJob
#   bedrock:GetModelInvocationLoggingConfiguration
#   bedrock:ListAgentActionGroups
#   bedrock:ListAgents
#   bedrock:ListCustomModels
#   bedrock:ListDataSources
#   bedrock:ListEvaluationJobs
#   bedrock:ListKnowledgeBases
#   bedrock:ListModelCustomizationJobs
#   bedrock:ListModelImportJobs
#   bedrock:ListModelInvocationJobs
#   cloudformation:DescribeStackSet
#   cloudformation:DescribeStacks
#   cloudformation:ListStackInstances
#   cloudformation:ListStackSets
#   codebuild:BatchGetProjects
#   codebuild:ListProjects
#   codedeploy:GetDeploymentGroup
#   codedeploy:ListApplications
#   codedeploy:ListDeploymentGroups
#   codepipeline:GetPipeline
#   codepipeline:ListPipelines
#   cognito-identity:DescribeIdentityPool
#   cognito-identity:GetIdentityPoolRoles
#   cognito-identity:ListIdentityPools
#   ec2:DescribeIamInstanceProfileAssociations
#   ec2:DescribeInstances
#   ec2:DescribeLaunchTemplateVersions
#   ec2:DescribeLaunchTemplates
#   ec2:DescribeSecurityGroups
#   ecr:DescribeRepositories
#   ecr:GetRepositoryPolicy
#   ecr:ListTagsForResource
#   ecs:DescribeClusters
#   ecs:DescribeContainerInstances
#   ecs:DescribeServices
#   ecs:DescribeTaskDefinition
#   ecs:DescribeTasks
#   ecs:ListClusters
#   ecs:ListContainerInstances
#   ecs:ListServices
#   ecs:ListTaskDefinitions
#   ecs:ListTasks
#   eks:DescribeCluster
#   eks:DescribeNodegroup
#   eks:DescribePodIdentityAssociation
#   eks:ListClusters
#   eks:ListNodegroups
#   eks:ListPodIdentityAssociations
#   elasticbeanstalk:DescribeApplicationVersions
#   elasticbeanstalk:DescribeEnvironments
#   elasticmapreduce:DescribeCluster
#   elasticmapreduce:ListBootstrapActions
#   elasticmapreduce:ListClusters
#   elasticmapreduce:ListInstanceFleets
#   elasticmapreduce:ListInstanceGroups
#   elasticmapreduce:ListSteps
#   glue:GetDatabases
#   glue:GetDevEndpoints
#   glue:GetJobs
#   glue:GetTables
#   iam:GenerateCredentialReport
#   iam:GetAccountAuthorizationDetails
#   iam:GetAccountSummary
#   iam:GetCredentialReport
#   iam:GetLoginProfile
#   iam:GetOpenIDConnectProvider
#   iam:ListAccessKeys
#   iam:ListAccountAliases
#   iam:ListMFADevices
#   iam:ListOpenIDConnectProviders
#   iam:ListSAMLProviders
#   iam:ListVirtualMFADevices
#   identitystore:ListGroupMemberships
#   identitystore:ListGroups
#   identitystore:ListUsers
#   kms:DescribeKey
#   kms:GetKeyPolicy
#   kms:ListAliases
#   kms:ListGrants
#   kms:ListKeys
#   lambda:GetPolicy
#   lambda:ListEventSourceMappings
#   lambda:ListFunctionUrlConfigs
#   lambda:ListFunctions
#   organizations:DescribeOrganization
#   organizations:DescribePolicy
#   organizations:ListAccounts
#   organizations:ListAccountsForParent
#   organizations:ListOrganizationalUnitsForParent
#   organizations:ListPolicies
#   organizations:ListPoliciesForTarget
#   organizations:ListRoots
#   s3:GetAccessPoint
#   s3:GetAccessPointPolicy
#   s3:GetAccessPointPolicyStatus
#   s3:GetAccountPublicAccessBlock
#   s3:GetBucketAcl
#   s3:GetBucketLocation
#   s3:GetBucketObjectLockConfiguration
#   s3:GetBucketOwnershipControls
#   s3:GetBucketPolicy
#   s3:GetBucketPublicAccessBlock
#   s3:GetBucketTagging
#   s3:GetBucketVersioning
#   s3:GetEncryptionConfiguration
#   s3:GetLifecycleConfiguration
#   s3:GetReplicationConfiguration
#   s3:ListAccessPoints
#   s3:ListAllMyBuckets
#   sagemaker:DescribeAutoMLJobV2
#   sagemaker:DescribeCluster
#   sagemaker:DescribeDomain
#   sagemaker:DescribeEndpoint
#   sagemaker:DescribeEndpointConfig
#   sagemaker:DescribeFeatureGroup
#   sagemaker:DescribeHyperParameterTuningJob
#   sagemaker:DescribeLabelingJob
#   sagemaker:DescribeModel
#   sagemaker:DescribeModelPackage
#   sagemaker:DescribeNotebookInstance
#   sagemaker:DescribeNotebookInstanceLifecycleConfig
#   sagemaker:DescribePipeline
#   sagemaker:DescribeProcessingJob
#   sagemaker:DescribeSpace
#   sagemaker:DescribeStudioLifecycleConfig
#   sagemaker:DescribeTrainingJob
#   sagemaker:DescribeTransformJob
#   sagemaker:DescribeUserProfile
#   sagemaker:ListAutoMLJobs
#   sagemaker:ListClusters
#   sagemaker:ListDomains
#   sagemaker:ListEndpointConfigs
#   sagemaker:ListEndpoints
#   sagemaker:ListFeatureGroups
#   sagemaker:ListHyperParameterTuningJobs
#   sagemaker:ListLabelingJobs
#   sagemaker:ListModelPackageGroups
#   sagemaker:ListModelPackages
#   sagemaker:ListModels
#   sagemaker:ListNotebookInstanceLifecycleConfigs
#   sagemaker:ListNotebookInstances
#   sagemaker:ListPipelines
#   sagemaker:ListProcessingJobs
#   sagemaker:ListSpaces
#   sagemaker:ListStudioLifecycleConfigs
#   sagemaker:ListTrainingJobs
#   sagemaker:ListTransformJobs
#   sagemaker:ListUserProfiles
#   secretsmanager:GetResourcePolicy
#   secretsmanager:ListSecrets
#   ssm:DescribeInstanceInformation
#   ssm:DescribeParameters
#   sso:DescribePermissionSet
#   sso:GetInlinePolicyForPermissionSet
#   sso:GetPermissionsBoundaryForPermissionSet
#   sso:ListAccountAssignments
#   sso:ListAccountsForProvisionedPermissionSet
#   sso:ListCustomerManagedPolicyReferencesInPermissionSet
#   sso:ListInstances
#   sso:ListManagedPoliciesInPermissionSet
#   sso:ListPermissionSets
#   states:DescribeStateMachine
#   states:ListStateMachines
#   sts:GetCallerIdentity

set -u
umask 077
OUT=${1:-snapshot}
case $OUT in
  /*) ;;
  *) OUT=./$OUT ;;
esac
AWS_PAGER=
# Throttled calls are tried again by the command line itself.
AWS_RETRY_MODE=${AWS_RETRY_MODE:-standard}
AWS_MAX_ATTEMPTS=${AWS_MAX_ATTEMPTS:-8}
export AWS_PAGER AWS_RETRY_MODE AWS_MAX_ATTEMPTS
if [ -z "${AWS_DEFAULT_REGION:-}" ]; then
  AWS_DEFAULT_REGION=${AWS_REGION:-$(aws configure get region || echo us-east-1)}
  export AWS_DEFAULT_REGION
fi
# Empty: all regions that the account has enabled.
REGIONS='us-east-1 eu-west-1'

# What errors say of a thing that is not there, of a missing permission, of a broken answer.
ABSENT='AWSOrganizationsNotInUseException|NoSuchAccessPointPolicy|NoSuchBucketPolicy|NoSuchEntity|NoSuchLifecycleConfiguration|NoSuchPublicAccessBlockConfiguration|NoSuchTagSet|ObjectLockConfigurationNotFoundError|OwnershipControlsNotFoundError|ReplicationConfigurationNotFoundError|RepositoryPolicyNotFoundException|ResourceNotFoundException|ServerSideEncryptionConfigurationNotFoundError'
REFUSED='AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError|AuthorizationErrorException|Client.UnauthorizedOperation|NotAuthorized|403'
BROKEN='the answer was empty, or was cut off|Unable to parse response|Connection was closed|Could not connect|Connection reset|Connection broken|IncompleteRead|Read timeout|Connect timeout'

# ask ARGUMENT...: runs a command; what it prints is then in .part, and why it failed in .error.
# A broken answer is asked for again, three times at most. Of services that answer in JSON the
# command line passes an answer that was cut off for one without content.
ask() {
  for wait in 1 3 0; do
    if aws "$@" </dev/null >"$OUT/.part" 2>"$OUT/.error"; then
      if [ -s "$OUT/.part" ]; then return 0; fi
      case "$*" in
        ec2' '* | iam' '* | s3api' '* | s3control' '* | sts' '* | *' --output text') return 0 ;;
      esac
      echo 'the answer was empty, or was cut off' >"$OUT/.error"
    elif ! grep -qE "$BROKEN" "$OUT/.error"; then
      break
    fi
    [ "$wait" = 0 ] || sleep "$wait"
  done
  if grep -qE '\((ExpiredToken|ExpiredTokenException|RequestExpired)\)' "$OUT/.error"; then
    note 'the credentials are too old; sign in, and run the same again'
    exit 65
  fi
  return 1
}

# elsewhere FILE SERVICE: whether an error says that the region does not have the service.
elsewhere() {
  case $2 in
    apprunner | batch | bedrock | bedrock-agent | bedrock-agentcore-control | codepipeline | cognito-identity | identitystore | sso-admin) grep -q 'Could not connect to the endpoint URL' "$1" ;;
    *) return 1 ;;
  esac
}

# save PERMISSION FILE ARGUMENT...: keeps in FILE.json what a command prints, and in FILE.json.err
# why it failed. An output is there whole or not at all.
save() {
  permission=$1
  target=$2
  shift 2
  if [ -s "$target.json" ]; then return 0; fi
  mkdir -p "${target%/*}"
  if ask "$@" --output json; then
    [ -s "$OUT/.part" ] || echo '{}' >"$OUT/.part"
    mv "$OUT/.part" "$target.json"
    rm -f "$target.json.err"
  else
    mv "$OUT/.error" "$target.json.err"
    # Some errors are answers: there is no such policy.
    if grep -qE "\(($ABSENT)\)" "$target.json.err"; then return 0; fi
    if elsewhere "$target.json.err" "$1"; then return 0; fi
    if grep -qE "\(($REFUSED)\)" "$target.json.err"; then
      miss "refused: aws $1 $2: needs $permission, see $target.json.err"
    else
      miss "failed: aws $1 $2, see $target.json.err"
    fi
  fi
}

# names ARGUMENT...: adds the names that a command lists to the file $list, one on a line. A list
# that is refused was told of before; another failure must not pass for an empty list.
names() {
  if ask "$@" --output text; then
    grep -vx 'None' "$OUT/.part" >>"$list"
    # No list at all, rather than an empty one.
    if grep -qx 'None' "$OUT/.part"; then miss "failed: the names of aws $1 $2: cut off"; fi
  elif elsewhere "$OUT/.error" "$1"; then
    return 0
  elif ! grep -qE "\(($REFUSED|$ABSENT)\)" "$OUT/.error"; then
    miss "failed: the names of aws $1 $2: what they name is not asked about"
  fi
}

# usable NAME: whether a name can be a file's.
usable() {
  case $1 in
    '' | .* | */*)
      note "skipped: a file cannot have the name '$1'"
      return 1
      ;;
  esac
}

# note TEXT: tells something, without what a terminal would obey.
note() {
  printf '%s\n' "$1" | tr -cd '[:print:]\n' >&2
}

# miss TEXT: tells that a call brought nothing, and counts it.
miss() {
  note "$1"
  echo x >>"$OUT/.missing"
}

# tell TEXT: tells how far it is, where someone watches.
tell() {
  if [ -t 2 ]; then note "$1"; fi
}

# report: has the credential report made, and waits until it is, for two minutes at most.
report() {
  tries=0
  while [ "$tries" -lt 60 ]; do
    if ! ask iam generate-credential-report --query State --output text; then
      miss "failed: aws iam generate-credential-report: needs iam:GenerateCredentialReport"
      return
    fi
    if grep -qx COMPLETE "$OUT/.part"; then return; fi
    tries=$((tries + 1))
    sleep 2
  done
}

# region: the inventories of one region.
region() {
  tell "account $account, region $region"
  base=$OUT/$account/$region
  save s3:ListAccessPoints "$base/s3control/list-access-points" s3control list-access-points "--account-id=$account" --region "$region"
  save kms:ListKeys "$base/kms/list-keys" kms list-keys --region "$region"
  save kms:ListAliases "$base/kms/list-aliases" kms list-aliases --region "$region"
  save ec2:DescribeInstances "$base/ec2/describe-instances" ec2 describe-instances --region "$region"
  save ec2:DescribeIamInstanceProfileAssociations "$base/ec2/describe-iam-instance-profile-associations" ec2 describe-iam-instance-profile-associations --region "$region"
  save ssm:DescribeInstanceInformation "$base/ssm/describe-instance-information" ssm describe-instance-information --region "$region"
  save ssm:DescribeParameters "$base/ssm/describe-parameters" ssm describe-parameters --region "$region"
  save lambda:ListFunctions "$base/lambda/list-functions" lambda list-functions --region "$region"
  save sagemaker:ListNotebookInstances "$base/sagemaker/list-notebook-instances" sagemaker list-notebook-instances --region "$region"
  save sagemaker:ListTrainingJobs "$base/sagemaker/list-training-jobs" sagemaker list-training-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save secretsmanager:ListSecrets "$base/secretsmanager/list-secrets" secretsmanager list-secrets --region "$region"
  save ec2:DescribeSecurityGroups "$base/ec2/describe-security-groups" ec2 describe-security-groups --region "$region"
  save ec2:DescribeLaunchTemplates "$base/ec2/describe-launch-templates" ec2 describe-launch-templates --region "$region"
  save ec2:DescribeLaunchTemplateVersions "$base/ec2/describe-launch-template-versions" ec2 describe-launch-template-versions --versions '$Default' '$Latest' --region "$region"
  save autoscaling:DescribeAutoScalingGroups "$base/autoscaling/describe-auto-scaling-groups" autoscaling describe-auto-scaling-groups --region "$region"
  save lambda:ListEventSourceMappings "$base/lambda/list-event-source-mappings" lambda list-event-source-mappings --region "$region"
  save glue:GetDevEndpoints "$base/glue/get-dev-endpoints" glue get-dev-endpoints --region "$region"
  save glue:GetJobs "$base/glue/get-jobs" glue get-jobs --region "$region"
  save batch:DescribeJobQueues "$base/batch/describe-job-queues" batch describe-job-queues --region "$region"
  save batch:DescribeJobDefinitions "$base/batch/describe-job-definitions" batch describe-job-definitions --status=ACTIVE --region "$region"
  save airflow:ListEnvironments "$base/mwaa/list-environments" mwaa list-environments --region "$region"
  save elasticbeanstalk:DescribeEnvironments "$base/elasticbeanstalk/describe-environments" elasticbeanstalk describe-environments --no-include-deleted --region "$region"
  save elasticbeanstalk:DescribeApplicationVersions "$base/elasticbeanstalk/describe-application-versions" elasticbeanstalk describe-application-versions --region "$region"
  save elasticmapreduce:ListClusters "$base/emr/list-clusters" emr list-clusters --active --region "$region"
  save ecs:ListClusters "$base/ecs/list-clusters" ecs list-clusters --region "$region"
  save ecs:ListTaskDefinitions "$base/ecs/list-task-definitions" ecs list-task-definitions --sort=DESC --region "$region"
  save eks:ListClusters "$base/eks/list-clusters" eks list-clusters --region "$region"
  save codebuild:ListProjects "$base/codebuild/list-projects" codebuild list-projects --region "$region"
  save codepipeline:ListPipelines "$base/codepipeline/list-pipelines" codepipeline list-pipelines --region "$region"
  save codedeploy:ListApplications "$base/deploy/list-applications" deploy list-applications --region "$region"
  save ecr:DescribeRepositories "$base/ecr/describe-repositories" ecr describe-repositories --region "$region"
  save cloudformation:DescribeStacks "$base/cloudformation/describe-stacks" cloudformation describe-stacks --region "$region"
  save cloudformation:ListStackSets "$base/cloudformation/list-stack-sets" cloudformation list-stack-sets --status=ACTIVE --region "$region"
  save apprunner:ListServices "$base/apprunner/list-services" apprunner list-services --region "$region"
  save bedrock-agentcore:ListCodeInterpreters "$base/bedrock-agentcore-control/list-code-interpreters" bedrock-agentcore-control list-code-interpreters --region "$region"
  save states:ListStateMachines "$base/stepfunctions/list-state-machines" stepfunctions list-state-machines --region "$region"
  save cognito-identity:ListIdentityPools "$base/cognito-identity/list-identity-pools" cognito-identity list-identity-pools --max-results=60 --region "$region"
  save sso:ListInstances "$base/sso-admin/list-instances" sso-admin list-instances --region "$region"
  save sagemaker:ListHyperParameterTuningJobs "$base/sagemaker/list-hyper-parameter-tuning-jobs" sagemaker list-hyper-parameter-tuning-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListAutoMLJobs "$base/sagemaker/list-auto-ml-jobs" sagemaker list-auto-ml-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListProcessingJobs "$base/sagemaker/list-processing-jobs" sagemaker list-processing-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListLabelingJobs "$base/sagemaker/list-labeling-jobs" sagemaker list-labeling-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListTransformJobs "$base/sagemaker/list-transform-jobs" sagemaker list-transform-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListFeatureGroups "$base/sagemaker/list-feature-groups" sagemaker list-feature-groups --region "$region"
  save sagemaker:ListModels "$base/sagemaker/list-models" sagemaker list-models --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListEndpoints "$base/sagemaker/list-endpoints" sagemaker list-endpoints --region "$region"
  save sagemaker:ListEndpointConfigs "$base/sagemaker/list-endpoint-configs" sagemaker list-endpoint-configs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save sagemaker:ListPipelines "$base/sagemaker/list-pipelines" sagemaker list-pipelines --region "$region"
  save sagemaker:ListDomains "$base/sagemaker/list-domains" sagemaker list-domains --region "$region"
  save sagemaker:ListNotebookInstanceLifecycleConfigs "$base/sagemaker/list-notebook-instance-lifecycle-configs" sagemaker list-notebook-instance-lifecycle-configs --region "$region"
  save sagemaker:ListStudioLifecycleConfigs "$base/sagemaker/list-studio-lifecycle-configs" sagemaker list-studio-lifecycle-configs --region "$region"
  save sagemaker:ListClusters "$base/sagemaker/list-clusters" sagemaker list-clusters --region "$region"
  save bedrock:ListModelCustomizationJobs "$base/bedrock/list-model-customization-jobs" bedrock list-model-customization-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save bedrock:ListCustomModels "$base/bedrock/list-custom-models" bedrock list-custom-models --region "$region"
  save bedrock:ListModelImportJobs "$base/bedrock/list-model-import-jobs" bedrock list-model-import-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save bedrock:ListEvaluationJobs "$base/bedrock/list-evaluation-jobs" bedrock list-evaluation-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save bedrock:ListModelInvocationJobs "$base/bedrock/list-model-invocation-jobs" bedrock list-model-invocation-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save bedrock:ListAgents "$base/bedrock-agent/list-agents" bedrock-agent list-agents --region "$region"
  save bedrock:ListKnowledgeBases "$base/bedrock-agent/list-knowledge-bases" bedrock-agent list-knowledge-bases --region "$region"
  save sagemaker:ListModelPackageGroups "$base/sagemaker/list-model-package-groups" sagemaker list-model-package-groups --region "$region"
  save bedrock:GetModelInvocationLoggingConfiguration "$base/bedrock/get-model-invocation-logging-configuration" bedrock get-model-invocation-logging-configuration --region "$region"
  save glue:GetDatabases "$base/glue/get-databases" glue get-databases --region "$region"
  : >"$OUT/.names"
  names s3control list-access-points "--account-id=$account" --region "$region" --query 'AccessPointList[].[Name]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save s3:GetAccessPoint "$base/s3control/get-access-point/$item" s3control get-access-point "--account-id=$account" "--name=$name" --region "$region"
    save s3:GetAccessPointPolicy "$base/s3control/get-access-point-policy/$item" s3control get-access-point-policy "--account-id=$account" "--name=$name" --region "$region"
    save s3:GetAccessPointPolicyStatus "$base/s3control/get-access-point-policy-status/$item" s3control get-access-point-policy-status "--account-id=$account" "--name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names lambda list-functions --region "$region" --query 'Functions[].[FunctionName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save lambda:GetPolicy "$base/lambda/get-policy/$item" lambda get-policy "--function-name=$name" --region "$region"
    save lambda:ListFunctionUrlConfigs "$base/lambda/list-function-url-configs/$item" lambda list-function-url-configs "--function-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-notebook-instances --region "$region" --query 'NotebookInstances[].[NotebookInstanceName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeNotebookInstance "$base/sagemaker/describe-notebook-instance/$item" sagemaker describe-notebook-instance "--notebook-instance-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-training-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'TrainingJobSummaries[].[TrainingJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeTrainingJob "$base/sagemaker/describe-training-job/$item" sagemaker describe-training-job "--training-job-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names secretsmanager list-secrets --region "$region" --query 'SecretList[].[ARN]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save secretsmanager:GetResourcePolicy "$base/secretsmanager/get-resource-policy/$item" secretsmanager get-resource-policy "--secret-id=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names kms list-keys --region "$region" --query 'Keys[].[KeyId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save kms:DescribeKey "$base/kms/describe-key/$item" kms describe-key "--key-id=$name" --region "$region"
    save kms:GetKeyPolicy "$base/kms/get-key-policy/$item" kms get-key-policy "--key-id=$name" --policy-name=default --region "$region"
    save kms:ListGrants "$base/kms/list-grants/$item" kms list-grants "--key-id=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names apprunner list-services --region "$region" --query 'ServiceSummaryList[].[ServiceArn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save apprunner:DescribeService "$base/apprunner/describe-service/$item" apprunner describe-service "--service-arn=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names bedrock-agentcore-control list-code-interpreters --region "$region" --query 'codeInterpreterSummaries[].[codeInterpreterId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save bedrock-agentcore:GetCodeInterpreter "$base/bedrock-agentcore-control/get-code-interpreter/$item" bedrock-agentcore-control get-code-interpreter "--code-interpreter-id=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names cloudformation list-stack-sets --status=ACTIVE --region "$region" --query 'Summaries[].[StackSetName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save cloudformation:DescribeStackSet "$base/cloudformation/describe-stack-set/$item" cloudformation describe-stack-set "--stack-set-name=$name" --region "$region"
    save cloudformation:ListStackInstances "$base/cloudformation/list-stack-instances/$item" cloudformation list-stack-instances "--stack-set-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names codebuild list-projects --region "$region" --query 'projects[].[@]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save codebuild:BatchGetProjects "$base/codebuild/batch-get-projects/$item" codebuild batch-get-projects "--names=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names deploy list-applications --region "$region" --query 'applications[].[@]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save codedeploy:ListDeploymentGroups "$base/deploy/list-deployment-groups/$item" deploy list-deployment-groups "--application-name=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names deploy list-deployment-groups "--application-name=$parent1" --region "$region" --query 'deploymentGroups[].[@]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save codedeploy:GetDeploymentGroup "$base/deploy/get-deployment-group/$parent1item.$item" deploy get-deployment-group "--application-name=$parent1" "--deployment-group-name=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names codepipeline list-pipelines --region "$region" --query 'pipelines[].[name]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save codepipeline:GetPipeline "$base/codepipeline/get-pipeline/$item" codepipeline get-pipeline "--name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names cognito-identity list-identity-pools --max-results=60 --region "$region" --query 'IdentityPools[].[IdentityPoolId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save cognito-identity:DescribeIdentityPool "$base/cognito-identity/describe-identity-pool/$item" cognito-identity describe-identity-pool "--identity-pool-id=$name" --region "$region"
    save cognito-identity:GetIdentityPoolRoles "$base/cognito-identity/get-identity-pool-roles/$item" cognito-identity get-identity-pool-roles "--identity-pool-id=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names ecs list-clusters --region "$region" --query 'clusterArns[].[@]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save ecs:DescribeClusters "$base/ecs/describe-clusters/$item" ecs describe-clusters --include=TAGS "--clusters=$name" --region "$region"
    save ecs:ListServices "$base/ecs/list-services/$item" ecs list-services "--cluster=$name" --region "$region"
    save ecs:ListTasks "$base/ecs/list-tasks/$item" ecs list-tasks "--cluster=$name" --region "$region"
    save ecs:ListContainerInstances "$base/ecs/list-container-instances/$item" ecs list-container-instances "--cluster=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names ecs list-container-instances "--cluster=$parent1" --region "$region" --query 'containerInstanceArns[].[@]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$(printf '%s' "$name" | tr '/:' '__')
      usable "$item" || continue
      save ecs:DescribeContainerInstances "$base/ecs/describe-container-instances/$item" ecs describe-container-instances "--cluster=$parent1" "--container-instances=$name" --region "$region"
    done <"$OUT/.names2"
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names ecs list-services "--cluster=$parent1" --region "$region" --query 'serviceArns[].[@]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$(printf '%s' "$name" | tr '/:' '__')
      usable "$item" || continue
      save ecs:DescribeServices "$base/ecs/describe-services/$item" ecs describe-services "--cluster=$parent1" --include=TAGS "--services=$name" --region "$region"
    done <"$OUT/.names2"
    # Of very many, the first 200.
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names ecs list-tasks "--cluster=$parent1" --region "$region" --query 'taskArns[].[@]'
    list="$OUT/.names"
    count2=0
    while IFS= read -r name; do
      item=$(printf '%s' "$name" | tr '/:' '__')
      count2=$((count2 + 1))
      [ "$count2" -le 200 ] || break
      usable "$item" || continue
      save ecs:DescribeTasks "$base/ecs/describe-tasks/$item" ecs describe-tasks "--cluster=$parent1" --include=TAGS "--tasks=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names ecs list-task-definitions --sort=DESC --region "$region" --query 'taskDefinitionArns[].[@]'
  count1=0
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save ecs:DescribeTaskDefinition "$base/ecs/describe-task-definition/$item" ecs describe-task-definition "--task-definition=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names eks list-clusters --region "$region" --query 'clusters[].[@]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save eks:DescribeCluster "$base/eks/describe-cluster/$item" eks describe-cluster "--name=$name" --region "$region"
    save eks:ListNodegroups "$base/eks/list-nodegroups/$item" eks list-nodegroups "--cluster-name=$name" --region "$region"
    save eks:ListPodIdentityAssociations "$base/eks/list-pod-identity-associations/$item" eks list-pod-identity-associations "--cluster-name=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names eks list-nodegroups "--cluster-name=$parent1" --region "$region" --query 'nodegroups[].[@]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save eks:DescribeNodegroup "$base/eks/describe-nodegroup/$parent1item.$item" eks describe-nodegroup "--cluster-name=$parent1" "--nodegroup-name=$name" --region "$region"
    done <"$OUT/.names2"
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names eks list-pod-identity-associations "--cluster-name=$parent1" --region "$region" --query 'associations[].[associationId]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save eks:DescribePodIdentityAssociation "$base/eks/describe-pod-identity-association/$item" eks describe-pod-identity-association "--cluster-name=$parent1" "--association-id=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names mwaa list-environments --region "$region" --query 'Environments[].[@]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save airflow:GetEnvironment "$base/mwaa/get-environment/$item" mwaa get-environment "--name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names emr list-clusters --active --region "$region" --query 'Clusters[].[Id]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save elasticmapreduce:DescribeCluster,elasticmapreduce:ListBootstrapActions,elasticmapreduce:ListInstanceFleets,elasticmapreduce:ListInstanceGroups "$base/emr/describe-cluster/$item" emr describe-cluster "--cluster-id=$name" --region "$region"
    save elasticmapreduce:ListSteps "$base/emr/list-steps/$item" emr list-steps "--cluster-id=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names ecr describe-repositories --region "$region" --query 'repositories[].[repositoryArn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save ecr:ListTagsForResource "$base/ecr/list-tags-for-resource/$item" ecr list-tags-for-resource "--resource-arn=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names ecr describe-repositories --region "$region" --query 'repositories[].[repositoryName]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/' '_')
    usable "$item" || continue
    save ecr:GetRepositoryPolicy "$base/ecr/get-repository-policy/$item" ecr get-repository-policy "--repository-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names stepfunctions list-state-machines --region "$region" --query 'stateMachines[].[stateMachineArn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save states:DescribeStateMachine "$base/stepfunctions/describe-state-machine/$item" stepfunctions describe-state-machine "--state-machine-arn=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sso-admin list-instances --region "$region" --query 'Instances[].[InstanceArn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save sso:ListPermissionSets "$base/sso-admin/list-permission-sets/$item" sso-admin list-permission-sets "--instance-arn=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names sso-admin list-permission-sets "--instance-arn=$parent1" --region "$region" --query 'PermissionSets[].[@]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$(printf '%s' "$name" | tr '/:' '__')
      usable "$item" || continue
      save sso:DescribePermissionSet "$base/sso-admin/describe-permission-set/$item" sso-admin describe-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      save sso:ListAccountsForProvisionedPermissionSet "$base/sso-admin/list-accounts-for-provisioned-permission-set/$item" sso-admin list-accounts-for-provisioned-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      save sso:GetInlinePolicyForPermissionSet "$base/sso-admin/get-inline-policy-for-permission-set/$item" sso-admin get-inline-policy-for-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      save sso:ListManagedPoliciesInPermissionSet "$base/sso-admin/list-managed-policies-in-permission-set/$item" sso-admin list-managed-policies-in-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      save sso:ListCustomerManagedPolicyReferencesInPermissionSet "$base/sso-admin/list-customer-managed-policy-references-in-permission-set/$item" sso-admin list-customer-managed-policy-references-in-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      save sso:GetPermissionsBoundaryForPermissionSet "$base/sso-admin/get-permissions-boundary-for-permission-set/$item" sso-admin get-permissions-boundary-for-permission-set "--instance-arn=$parent1" "--permission-set-arn=$name" --region "$region"
      parent2=$name
      parent2item=$item
      list="$OUT/.names3"
      : >"$OUT/.names3"
      names sso-admin list-accounts-for-provisioned-permission-set "--instance-arn=$parent1" "--permission-set-arn=$parent2" --region "$region" --query 'AccountIds[].[@]'
      list="$OUT/.names"
      while IFS= read -r name; do
        item=$name
        usable "$item" || continue
        save sso:ListAccountAssignments "$base/sso-admin/list-account-assignments/$parent2item.$item" sso-admin list-account-assignments "--permission-set-arn=$parent2" "--instance-arn=$parent1" "--account-id=$name" --region "$region"
      done <"$OUT/.names3"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sso-admin list-instances --region "$region" --query 'Instances[].[IdentityStoreId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save identitystore:ListUsers "$base/identitystore/list-users/$item" identitystore list-users "--identity-store-id=$name" --region "$region"
    save identitystore:ListGroups "$base/identitystore/list-groups/$item" identitystore list-groups "--identity-store-id=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names identitystore list-groups "--identity-store-id=$parent1" --region "$region" --query 'Groups[].[GroupId]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save identitystore:ListGroupMemberships "$base/identitystore/list-group-memberships/$item" identitystore list-group-memberships "--identity-store-id=$parent1" "--group-id=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-hyper-parameter-tuning-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'HyperParameterTuningJobSummaries[].[HyperParameterTuningJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeHyperParameterTuningJob "$base/sagemaker/describe-hyper-parameter-tuning-job/$item" sagemaker describe-hyper-parameter-tuning-job "--hyper-parameter-tuning-job-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-auto-ml-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'AutoMLJobSummaries[].[AutoMLJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeAutoMLJobV2 "$base/sagemaker/describe-auto-ml-job-v2/$item" sagemaker describe-auto-ml-job-v2 "--auto-ml-job-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-processing-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'ProcessingJobSummaries[].[ProcessingJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeProcessingJob "$base/sagemaker/describe-processing-job/$item" sagemaker describe-processing-job "--processing-job-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-labeling-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'LabelingJobSummaryList[].[LabelingJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeLabelingJob "$base/sagemaker/describe-labeling-job/$item" sagemaker describe-labeling-job "--labeling-job-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-transform-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'TransformJobSummaries[].[TransformJobName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeTransformJob "$base/sagemaker/describe-transform-job/$item" sagemaker describe-transform-job "--transform-job-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-feature-groups --region "$region" --query 'FeatureGroupSummaries[].[FeatureGroupName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeFeatureGroup "$base/sagemaker/describe-feature-group/$item" sagemaker describe-feature-group "--feature-group-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names sagemaker list-models --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'Models[].[ModelName]'
  count1=0
  while IFS= read -r name; do
    item=$name
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save sagemaker:DescribeModel "$base/sagemaker/describe-model/$item" sagemaker describe-model "--model-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-model-package-groups --region "$region" --query 'ModelPackageGroupSummaryList[].[ModelPackageGroupName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:ListModelPackages "$base/sagemaker/list-model-packages/$item" sagemaker list-model-packages "--model-package-group-name=$name" --region "$region"
    parent1=$name
    parent1item=$item
    # Of very many, the first 200.
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names sagemaker list-model-packages "--model-package-group-name=$parent1" --region "$region" --query 'ModelPackageSummaryList[].[ModelPackageArn]'
    list="$OUT/.names"
    count2=0
    while IFS= read -r name; do
      item=$(printf '%s' "$name" | tr '/:' '__')
      count2=$((count2 + 1))
      [ "$count2" -le 200 ] || break
      usable "$item" || continue
      save sagemaker:DescribeModelPackage "$base/sagemaker/describe-model-package/$item" sagemaker describe-model-package "--model-package-name=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-endpoints --region "$region" --query 'Endpoints[].[EndpointName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeEndpoint "$base/sagemaker/describe-endpoint/$item" sagemaker describe-endpoint "--endpoint-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-endpoint-configs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'EndpointConfigs[].[EndpointConfigName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeEndpointConfig "$base/sagemaker/describe-endpoint-config/$item" sagemaker describe-endpoint-config "--endpoint-config-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-pipelines --region "$region" --query 'PipelineSummaries[].[PipelineName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribePipeline "$base/sagemaker/describe-pipeline/$item" sagemaker describe-pipeline "--pipeline-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-domains --region "$region" --query 'Domains[].[DomainId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeDomain "$base/sagemaker/describe-domain/$item" sagemaker describe-domain "--domain-id=$name" --region "$region"
    save sagemaker:ListUserProfiles "$base/sagemaker/list-user-profiles/$item" sagemaker list-user-profiles "--domain-id-equals=$name" --region "$region"
    save sagemaker:ListSpaces "$base/sagemaker/list-spaces/$item" sagemaker list-spaces "--domain-id-equals=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names sagemaker list-user-profiles "--domain-id-equals=$parent1" --region "$region" --query 'UserProfiles[].[UserProfileName]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save sagemaker:DescribeUserProfile "$base/sagemaker/describe-user-profile/$parent1item.$item" sagemaker describe-user-profile "--domain-id=$parent1" "--user-profile-name=$name" --region "$region"
    done <"$OUT/.names2"
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names sagemaker list-spaces "--domain-id-equals=$parent1" --region "$region" --query 'Spaces[].[SpaceName]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save sagemaker:DescribeSpace "$base/sagemaker/describe-space/$parent1item.$item" sagemaker describe-space "--domain-id=$parent1" "--space-name=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-notebook-instance-lifecycle-configs --region "$region" --query 'NotebookInstanceLifecycleConfigs[].[NotebookInstanceLifecycleConfigName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeNotebookInstanceLifecycleConfig "$base/sagemaker/describe-notebook-instance-lifecycle-config/$item" sagemaker describe-notebook-instance-lifecycle-config "--notebook-instance-lifecycle-config-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-studio-lifecycle-configs --region "$region" --query 'StudioLifecycleConfigs[].[StudioLifecycleConfigName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeStudioLifecycleConfig "$base/sagemaker/describe-studio-lifecycle-config/$item" sagemaker describe-studio-lifecycle-config "--studio-lifecycle-config-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-clusters --region "$region" --query 'ClusterSummaries[].[ClusterName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save sagemaker:DescribeCluster "$base/sagemaker/describe-cluster/$item" sagemaker describe-cluster "--cluster-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names bedrock list-model-customization-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'modelCustomizationJobSummaries[].[jobArn]'
  count1=0
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save bedrock:GetModelCustomizationJob "$base/bedrock/get-model-customization-job/$item" bedrock get-model-customization-job "--job-identifier=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names bedrock list-custom-models --region "$region" --query 'modelSummaries[].[modelArn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save bedrock:GetCustomModel "$base/bedrock/get-custom-model/$item" bedrock get-custom-model "--model-identifier=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names bedrock list-model-import-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'modelImportJobSummaries[].[jobArn]'
  count1=0
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save bedrock:GetModelImportJob "$base/bedrock/get-model-import-job/$item" bedrock get-model-import-job "--job-identifier=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names bedrock list-evaluation-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'jobSummaries[].[jobArn]'
  count1=0
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save bedrock:GetEvaluationJob "$base/bedrock/get-evaluation-job/$item" bedrock get-evaluation-job "--job-identifier=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the first 200.
  : >"$OUT/.names"
  names bedrock list-model-invocation-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'invocationJobSummaries[].[jobArn]'
  count1=0
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    count1=$((count1 + 1))
    [ "$count1" -le 200 ] || break
    usable "$item" || continue
    save bedrock:GetModelInvocationJob "$base/bedrock/get-model-invocation-job/$item" bedrock get-model-invocation-job "--job-identifier=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names bedrock-agent list-agents --region "$region" --query 'agentSummaries[].[agentId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save bedrock:GetAgent "$base/bedrock-agent/get-agent/$item" bedrock-agent get-agent "--agent-id=$name" --region "$region"
    save bedrock:ListAgentActionGroups "$base/bedrock-agent/list-agent-action-groups/$item" bedrock-agent list-agent-action-groups --agent-version=DRAFT "--agent-id=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names bedrock-agent list-agent-action-groups --agent-version=DRAFT "--agent-id=$parent1" --region "$region" --query 'actionGroupSummaries[].[actionGroupId]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save bedrock:GetAgentActionGroup "$base/bedrock-agent/get-agent-action-group/$parent1item.$item" bedrock-agent get-agent-action-group "--agent-id=$parent1" --agent-version=DRAFT "--action-group-id=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names bedrock-agent list-knowledge-bases --region "$region" --query 'knowledgeBaseSummaries[].[knowledgeBaseId]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save bedrock:GetKnowledgeBase "$base/bedrock-agent/get-knowledge-base/$item" bedrock-agent get-knowledge-base "--knowledge-base-id=$name" --region "$region"
    save bedrock:ListDataSources "$base/bedrock-agent/list-data-sources/$item" bedrock-agent list-data-sources "--knowledge-base-id=$name" --region "$region"
    parent1=$name
    parent1item=$item
    list="$OUT/.names2"
    : >"$OUT/.names2"
    names bedrock-agent list-data-sources "--knowledge-base-id=$parent1" --region "$region" --query 'dataSourceSummaries[].[dataSourceId]'
    list="$OUT/.names"
    while IFS= read -r name; do
      item=$name
      usable "$item" || continue
      save bedrock:GetDataSource "$base/bedrock-agent/get-data-source/$parent1item.$item" bedrock-agent get-data-source "--knowledge-base-id=$parent1" "--data-source-id=$name" --region "$region"
    done <"$OUT/.names2"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names glue get-databases --region "$region" --query 'DatabaseList[].[Name]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save glue:GetTables "$base/glue/get-tables/$item" glue get-tables "--database-name=$name" --region "$region"
  done <"$OUT/.names"
}

# account: everything of one account.
account() {
  tell "account $account"
  base=$OUT/$account
  [ -s "$base/iam/get-credential-report.json" ] || report
  save sts:GetCallerIdentity "$base/sts/get-caller-identity" sts get-caller-identity
  save iam:GetAccountAuthorizationDetails "$base/iam/get-account-authorization-details" iam get-account-authorization-details
  save iam:GenerateCredentialReport,iam:GetCredentialReport "$base/iam/get-credential-report" iam get-credential-report
  save iam:GetAccountSummary "$base/iam/get-account-summary" iam get-account-summary
  save iam:ListAccountAliases "$base/iam/list-account-aliases" iam list-account-aliases
  save iam:ListVirtualMFADevices "$base/iam/list-virtual-mfa-devices" iam list-virtual-mfa-devices
  save iam:ListOpenIDConnectProviders "$base/iam/list-open-id-connect-providers" iam list-open-id-connect-providers
  save iam:ListSAMLProviders "$base/iam/list-saml-providers" iam list-saml-providers
  save s3:ListAllMyBuckets "$base/s3api/list-buckets" s3api list-buckets
  save s3:GetAccountPublicAccessBlock "$base/s3control/get-public-access-block" s3control get-public-access-block "--account-id=$account"
  : >"$OUT/.names"
  names iam list-open-id-connect-providers --query 'OpenIDConnectProviderList[].[Arn]'
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save iam:GetOpenIDConnectProvider "$base/iam/get-open-id-connect-provider/$item" iam get-open-id-connect-provider "--open-id-connect-provider-arn=$name"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names iam get-account-authorization-details --filter User --query 'UserDetailList[].[UserName]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save iam:ListMFADevices "$base/iam/list-mfa-devices/$item" iam list-mfa-devices "--user-name=$name"
    save iam:ListAccessKeys "$base/iam/list-access-keys/$item" iam list-access-keys "--user-name=$name"
    save iam:GetLoginProfile "$base/iam/get-login-profile/$item" iam get-login-profile "--user-name=$name"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names s3api list-buckets --query 'Buckets[].[Name]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save s3:GetBucketPolicy "$base/s3api/get-bucket-policy/$item" s3api get-bucket-policy "--bucket=$name"
    save s3:GetBucketTagging "$base/s3api/get-bucket-tagging/$item" s3api get-bucket-tagging "--bucket=$name"
    save s3:GetEncryptionConfiguration "$base/s3api/get-bucket-encryption/$item" s3api get-bucket-encryption "--bucket=$name"
    save s3:GetBucketLocation "$base/s3api/get-bucket-location/$item" s3api get-bucket-location "--bucket=$name"
    save s3:GetBucketPublicAccessBlock "$base/s3api/get-public-access-block/$item" s3api get-public-access-block "--bucket=$name"
    save s3:GetBucketOwnershipControls "$base/s3api/get-bucket-ownership-controls/$item" s3api get-bucket-ownership-controls "--bucket=$name"
    save s3:GetBucketAcl "$base/s3api/get-bucket-acl/$item" s3api get-bucket-acl "--bucket=$name"
    save s3:GetBucketVersioning "$base/s3api/get-bucket-versioning/$item" s3api get-bucket-versioning "--bucket=$name"
    save s3:GetBucketObjectLockConfiguration "$base/s3api/get-object-lock-configuration/$item" s3api get-object-lock-configuration "--bucket=$name"
    save s3:GetReplicationConfiguration "$base/s3api/get-bucket-replication/$item" s3api get-bucket-replication "--bucket=$name"
    save s3:GetLifecycleConfiguration "$base/s3api/get-bucket-lifecycle-configuration/$item" s3api get-bucket-lifecycle-configuration "--bucket=$name"
  done <"$OUT/.names"
  regions=$REGIONS
  if [ -z "$regions" ]; then
    : >"$OUT/.names"
    names ec2 describe-regions --query 'Regions[].[RegionName]'
    regions=$(cat "$OUT/.names")
    [ -n "$regions" ] || miss 'no region is asked about: needs ec2:DescribeRegions'
  fi
  for region in $regions; do
    region
  done
}

# organization: the tree of accounts and what limits them.
organization() {
  base=$OUT/$account
  save organizations:DescribeOrganization "$base/organizations/describe-organization" organizations describe-organization
  save organizations:ListAccounts "$base/organizations/list-accounts" organizations list-accounts
  save organizations:ListRoots "$base/organizations/list-roots" organizations list-roots
  save organizations:ListPolicies "$base/organizations/list-policies/SERVICE_CONTROL_POLICY" organizations list-policies --filter=SERVICE_CONTROL_POLICY
  save organizations:ListPolicies "$base/organizations/list-policies/RESOURCE_CONTROL_POLICY" organizations list-policies --filter=RESOURCE_CONTROL_POLICY
  : >"$OUT/.names"
  names organizations list-roots --query 'Roots[].[Id]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save organizations:ListOrganizationalUnitsForParent "$base/organizations/list-organizational-units-for-parent/$item" organizations list-organizational-units-for-parent "--parent-id=$name"
    save organizations:ListAccountsForParent "$base/organizations/list-accounts-for-parent/$item" organizations list-accounts-for-parent "--parent-id=$name"
    save organizations:ListPoliciesForTarget "$base/organizations/list-policies-for-target/$item.SERVICE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=SERVICE_CONTROL_POLICY
    save organizations:ListPoliciesForTarget "$base/organizations/list-policies-for-target/$item.RESOURCE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=RESOURCE_CONTROL_POLICY
    names organizations list-organizational-units-for-parent "--parent-id=$name" --query 'OrganizationalUnits[].[Id]'
  done <"$OUT/.names"
  : >"$OUT/.names"
  names organizations list-accounts --query 'Accounts[].[Id]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save organizations:ListPoliciesForTarget "$base/organizations/list-policies-for-target/$item.SERVICE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=SERVICE_CONTROL_POLICY
    save organizations:ListPoliciesForTarget "$base/organizations/list-policies-for-target/$item.RESOURCE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=RESOURCE_CONTROL_POLICY
  done <"$OUT/.names"
  : >"$OUT/.names"
  names organizations list-policies --filter=SERVICE_CONTROL_POLICY --query 'Policies[].[Id]'
  names organizations list-policies --filter=RESOURCE_CONTROL_POLICY --query 'Policies[].[Id]'
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save organizations:DescribePolicy "$base/organizations/describe-policy/$item" organizations describe-policy "--policy-id=$name"
  done <"$OUT/.names"
}

mkdir -p "$OUT" || exit 74
list=$OUT/.names
tidy() {
  rm -f "$OUT/.names" "$OUT/.names2" "$OUT/.names3" "$OUT/.part" "$OUT/.error" "$OUT/.missing"
}
tidy
trap tidy EXIT
trap 'exit 130' INT TERM
account=$(aws sts get-caller-identity --query Account --output text </dev/null) || exit 65
own=$account
account
organization

if [ -s "$OUT/.missing" ]; then
  note "$(grep -c x "$OUT/.missing") calls brought nothing; run again, only they are asked again"
  exit 3
fi
