#!/bin/sh
# Writes a snapshot for Postern: the outputs of read-only commands of the AWS command line.
#
# usage: sh collect.sh [FOLDER]      FOLDER is "snapshot" unless it is given
#
# Goes on after a failed call; what it said is kept as FILE.json.err beside the output.
# Run again, it keeps the outputs that are there and makes the missing ones.
# Each call takes about 0.7 s; there is one for each kind of inventory, and several for each
# user and bucket.
#
# Permissions that it needs:
#
#   ec2:DescribeIamInstanceProfileAssociations
#   ec2:DescribeInstances
#   iam:GenerateCredentialReport
#   iam:GetAccountAuthorizationDetails
#   iam:GetCredentialReport
#   iam:GetLoginProfile
#   iam:GetOpenIDConnectProvider
#   iam:ListAccessKeys
#   iam:ListAccountAliases
#   iam:ListMFADevices
#   iam:ListOpenIDConnectProviders
#   iam:ListSAMLProviders
#   iam:ListVirtualMFADevices
#   lambda:GetFunctionUrlConfig
#   lambda:GetPolicy
#   lambda:ListFunctions
#   organizations:DescribeOrganization
#   organizations:DescribePolicy
#   organizations:ListAccounts
#   organizations:ListAccountsForParent
#   organizations:ListOrganizationalUnitsForParent
#   organizations:ListPolicies
#   organizations:ListPoliciesForTarget
#   organizations:ListRoots
#   s3:GetAccountPublicAccessBlock
#   s3:GetBucketAcl
#   s3:GetBucketLocation
#   s3:GetBucketOwnershipControls
#   s3:GetBucketPolicy
#   s3:GetBucketPublicAccessBlock
#   s3:GetBucketTagging
#   s3:GetEncryptionConfiguration
#   s3:ListAllMyBuckets
#   sagemaker:DescribeNotebookInstance
#   sagemaker:DescribeTrainingJob
#   sagemaker:ListNotebookInstances
#   sagemaker:ListTrainingJobs
#   secretsmanager:GetResourcePolicy
#   secretsmanager:ListSecrets
#   ssm:DescribeInstanceInformation
#   ssm:DescribeParameters
#   sts:GetCallerIdentity
#
# The same as a policy:
#
# {
#   "Version": "2012-10-17",
#   "Statement": [
#     {
#       "Effect": "Allow",
#       "Action": [
#         "ec2:DescribeIamInstanceProfileAssociations",
#         "ec2:DescribeInstances",
#         "iam:GenerateCredentialReport",
#         "iam:GetAccountAuthorizationDetails",
#         "iam:GetCredentialReport",
#         "iam:GetLoginProfile",
#         "iam:GetOpenIDConnectProvider",
#         "iam:ListAccessKeys",
#         "iam:ListAccountAliases",
#         "iam:ListMFADevices",
#         "iam:ListOpenIDConnectProviders",
#         "iam:ListSAMLProviders",
#         "iam:ListVirtualMFADevices",
#         "lambda:GetFunctionUrlConfig",
#         "lambda:GetPolicy",
#         "lambda:ListFunctions",
#         "organizations:DescribeOrganization",
#         "organizations:DescribePolicy",
#         "organizations:ListAccounts",
#         "organizations:ListAccountsForParent",
#         "organizations:ListOrganizationalUnitsForParent",
#         "organizations:ListPolicies",
#         "organizations:ListPoliciesForTarget",
#         "organizations:ListRoots",
#         "s3:GetAccountPublicAccessBlock",
#         "s3:GetBucketAcl",
#         "s3:GetBucketLocation",
#         "s3:GetBucketOwnershipControls",
#         "s3:GetBucketPolicy",
#         "s3:GetBucketPublicAccessBlock",
#         "s3:GetBucketTagging",
#         "s3:GetEncryptionConfiguration",
#         "s3:ListAllMyBuckets",
#         "sagemaker:DescribeNotebookInstance",
#         "sagemaker:DescribeTrainingJob",
#         "sagemaker:ListNotebookInstances",
#         "sagemaker:ListTrainingJobs",
#         "secretsmanager:GetResourcePolicy",
#         "secretsmanager:ListSecrets",
#         "ssm:DescribeInstanceInformation",
#         "ssm:DescribeParameters",
#         "sts:GetCallerIdentity"
#       ],
#       "Resource": "*"
#     }
#   ]
# }

set -u
umask 077
OUT=${1:-snapshot}
case $OUT in
  /*) ;;
  *) OUT=./$OUT ;;
esac
AWS_PAGER=
export AWS_PAGER
if [ -z "${AWS_DEFAULT_REGION:-}" ]; then
  AWS_DEFAULT_REGION=${AWS_REGION:-$(aws configure get region || echo us-east-1)}
  export AWS_DEFAULT_REGION
fi
# Empty: all regions that the account has enabled.
REGIONS='us-east-1 eu-west-1'

# save FILE ARGUMENT...: keeps in FILE.json what a command prints, and in FILE.json.err why it
# failed. An output is there whole or not at all.
save() {
  target=$1
  shift
  if [ -s "$target.json" ]; then return 0; fi
  mkdir -p "${target%/*}"
  if aws "$@" --output json </dev/null >"$OUT/.part" 2>"$OUT/.error"; then
    [ -s "$OUT/.part" ] || echo '{}' >"$OUT/.part"
    mv "$OUT/.part" "$target.json"
    rm -f "$OUT/.error" "$target.json.err"
  else
    rm -f "$OUT/.part"
    mv "$OUT/.error" "$target.json.err"
    # Some errors are answers: there is no such policy.
    grep -qE '\((AWSOrganizationsNotInUseException|NoSuchBucketPolicy|NoSuchEntity|NoSuchPublicAccessBlockConfiguration|NoSuchTagSet|OwnershipControlsNotFoundError|ResourceNotFoundException|ServerSideEncryptionConfigurationNotFoundError)\)' "$target.json.err" ||
      note "failed: aws $1 $2, see $target.json.err"
  fi
}

# names ARGUMENT...: the names that a command lists, one on a line.
names() {
  aws "$@" --output text </dev/null 2>/dev/null | grep -vx 'None'
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

# report: has the credential report made, and waits until it is, for two minutes at most.
report() {
  tries=0
  while [ "$tries" -lt 60 ]; do
    state=$(aws iam generate-credential-report --query State --output text </dev/null) || return
    if [ "$state" = COMPLETE ]; then return; fi
    tries=$((tries + 1))
    sleep 2
  done
}

# region: the inventories of one region.
region() {
  base=$OUT/$account/$region
  save "$base/ec2/describe-instances" ec2 describe-instances --region "$region"
  save "$base/ec2/describe-iam-instance-profile-associations" ec2 describe-iam-instance-profile-associations --region "$region"
  save "$base/ssm/describe-instance-information" ssm describe-instance-information --region "$region"
  save "$base/ssm/describe-parameters" ssm describe-parameters --region "$region"
  save "$base/lambda/list-functions" lambda list-functions --region "$region"
  save "$base/sagemaker/list-notebook-instances" sagemaker list-notebook-instances --region "$region"
  save "$base/sagemaker/list-training-jobs" sagemaker list-training-jobs --sort-by=CreationTime --sort-order=Descending --region "$region"
  save "$base/secretsmanager/list-secrets" secretsmanager list-secrets --region "$region"
  : >"$OUT/.names"
  names lambda list-functions --region "$region" --query 'Functions[].[FunctionName]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/lambda/get-policy/$item" lambda get-policy "--function-name=$name" --region "$region"
    save "$base/lambda/get-function-url-config/$item" lambda get-function-url-config "--function-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names sagemaker list-notebook-instances --region "$region" --query 'NotebookInstances[].[NotebookInstanceName]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/sagemaker/describe-notebook-instance/$item" sagemaker describe-notebook-instance "--notebook-instance-name=$name" --region "$region"
  done <"$OUT/.names"
  # Of very many, the newest 200.
  : >"$OUT/.names"
  names sagemaker list-training-jobs --sort-by=CreationTime --sort-order=Descending --region "$region" --query 'TrainingJobSummaries[].[TrainingJobName]' | head -n 200 >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/sagemaker/describe-training-job/$item" sagemaker describe-training-job "--training-job-name=$name" --region "$region"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names secretsmanager list-secrets --region "$region" --query 'SecretList[].[ARN]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save "$base/secretsmanager/get-resource-policy/$item" secretsmanager get-resource-policy "--secret-id=$name" --region "$region"
  done <"$OUT/.names"
}

# account: everything of one account.
account() {
  base=$OUT/$account
  [ -s "$base/iam/get-credential-report.json" ] || report
  save "$base/sts/get-caller-identity" sts get-caller-identity
  save "$base/iam/get-account-authorization-details" iam get-account-authorization-details
  save "$base/iam/get-credential-report" iam get-credential-report
  save "$base/iam/list-account-aliases" iam list-account-aliases
  save "$base/iam/list-virtual-mfa-devices" iam list-virtual-mfa-devices
  save "$base/iam/list-open-id-connect-providers" iam list-open-id-connect-providers
  save "$base/iam/list-saml-providers" iam list-saml-providers
  save "$base/s3api/list-buckets" s3api list-buckets
  save "$base/s3control/get-public-access-block" s3control get-public-access-block "--account-id=$account"
  : >"$OUT/.names"
  names iam list-open-id-connect-providers --query 'OpenIDConnectProviderList[].[Arn]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$(printf '%s' "$name" | tr '/:' '__')
    usable "$item" || continue
    save "$base/iam/get-open-id-connect-provider/$item" iam get-open-id-connect-provider "--open-id-connect-provider-arn=$name"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names iam get-account-authorization-details --filter User --query 'UserDetailList[].[UserName]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/iam/list-mfa-devices/$item" iam list-mfa-devices "--user-name=$name"
    save "$base/iam/list-access-keys/$item" iam list-access-keys "--user-name=$name"
    save "$base/iam/get-login-profile/$item" iam get-login-profile "--user-name=$name"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names s3api list-buckets --query 'Buckets[].[Name]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/s3api/get-bucket-policy/$item" s3api get-bucket-policy "--bucket=$name"
    save "$base/s3api/get-bucket-tagging/$item" s3api get-bucket-tagging "--bucket=$name"
    save "$base/s3api/get-bucket-encryption/$item" s3api get-bucket-encryption "--bucket=$name"
    save "$base/s3api/get-bucket-location/$item" s3api get-bucket-location "--bucket=$name"
    save "$base/s3api/get-public-access-block/$item" s3api get-public-access-block "--bucket=$name"
    save "$base/s3api/get-bucket-ownership-controls/$item" s3api get-bucket-ownership-controls "--bucket=$name"
    save "$base/s3api/get-bucket-acl/$item" s3api get-bucket-acl "--bucket=$name"
  done <"$OUT/.names"
  regions=${REGIONS:-$(names ec2 describe-regions --query 'Regions[].[RegionName]')}
  for region in $regions; do
    region
  done
}

# organization: the tree of accounts and what limits them.
organization() {
  base=$OUT/$account
  save "$base/organizations/describe-organization" organizations describe-organization
  save "$base/organizations/list-accounts" organizations list-accounts
  save "$base/organizations/list-roots" organizations list-roots
  save "$base/organizations/list-policies/SERVICE_CONTROL_POLICY" organizations list-policies --filter=SERVICE_CONTROL_POLICY
  save "$base/organizations/list-policies/RESOURCE_CONTROL_POLICY" organizations list-policies --filter=RESOURCE_CONTROL_POLICY
  : >"$OUT/.names"
  names organizations list-roots --query 'Roots[].[Id]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/organizations/list-organizational-units-for-parent/$item" organizations list-organizational-units-for-parent "--parent-id=$name"
    save "$base/organizations/list-accounts-for-parent/$item" organizations list-accounts-for-parent "--parent-id=$name"
    save "$base/organizations/list-policies-for-target/$item.SERVICE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=SERVICE_CONTROL_POLICY
    save "$base/organizations/list-policies-for-target/$item.RESOURCE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=RESOURCE_CONTROL_POLICY
    names organizations list-organizational-units-for-parent "--parent-id=$name" --query 'OrganizationalUnits[].[Id]' >>"$OUT/.names"
  done <"$OUT/.names"
  : >"$OUT/.names"
  names organizations list-accounts --query 'Accounts[].[Id]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/organizations/list-policies-for-target/$item.SERVICE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=SERVICE_CONTROL_POLICY
    save "$base/organizations/list-policies-for-target/$item.RESOURCE_CONTROL_POLICY" organizations list-policies-for-target "--target-id=$name" --filter=RESOURCE_CONTROL_POLICY
  done <"$OUT/.names"
  : >"$OUT/.names"
  names organizations list-policies --filter=SERVICE_CONTROL_POLICY --query 'Policies[].[Id]' >>"$OUT/.names"
  names organizations list-policies --filter=RESOURCE_CONTROL_POLICY --query 'Policies[].[Id]' >>"$OUT/.names"
  while IFS= read -r name; do
    item=$name
    usable "$item" || continue
    save "$base/organizations/describe-policy/$item" organizations describe-policy "--policy-id=$name"
  done <"$OUT/.names"
}

mkdir -p "$OUT" || exit 74
trap 'rm -f "$OUT/.names" "$OUT/.part" "$OUT/.error"' EXIT
trap 'exit 130' INT TERM
account=$(aws sts get-caller-identity --query Account --output text </dev/null) || exit 65
own=$account
account
organization
