/// Kinds of things in words.
enum KindWords {
  private static let known = [
    "aws:iam:user": "user", "aws:iam:role": "role", "aws:account": "administrator",
    "aws:s3:bucket": "bucket", "aws:lambda:function": "function", "aws:ec2:instance": "instance",
    "aws:sagemaker:notebook-instance": "notebook", "aws:sagemaker:training-job": "training job",
    "aws:secretsmanager:secret": "secret", "aws:ssm:parameter": "parameter",
    "aws:iam:identity-provider": "identity provider", "aws:external": "identity from outside",
  ]

  /// A kind such as `aws:s3:bucket` in words; the kind itself where there are none.
  static func of(_ kind: String) -> String { known[kind] ?? kind }
}
