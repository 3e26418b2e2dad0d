/// A grant in plain words: how it is written, and what it means to AWS.
struct GrantForm: Sendable {
  /// What a grant's statement is about.
  enum Place: Sendable {
    /// The named thing itself.
    case thing
    /// The objects of the named bucket, under the prefix if one is given.
    case objects
    /// A pattern with `{region}` and `{account}`.
    case pattern(String)
  }

  /// One word of a form.
  enum Word: Sendable {
    /// One of these words as it stands.
    case fixed([String])
    /// The name of a thing of one of these kinds; the kind's word stands before it.
    case name([DesignKind])
    /// A service that a role can be passed to.
    case service
  }

  /// As it is written; `{role}` stands for the word and a name.
  let text: String
  let actions: [String]
  let places: [Place]
  let words: [Word]

  private init(_ text: String, _ actions: [String], _ places: [Place]) {
    self.text = text
    self.actions = actions
    self.places = places
    words = text.split(separator: " ").flatMap { GrantForm.words(of: String($0)) }
  }

  private static func words(of part: String) -> [Word] {
    guard part.hasPrefix("{") else { return [.fixed([part])] }
    let name = String(part.dropFirst().dropLast())
    if name == "service" { return [.service] }
    let kinds = name == "user" ? [.person, .machine] : [DesignKind(rawValue: name) ?? .role]
    return [.fixed(kinds.map(\.rawValue)), .name(kinds)]
  }

  /// Every grant there is. Actions and resources are those of AWS's service authorization
  /// reference.
  static let all: [GrantForm] = [
    GrantForm("read {bucket}", ["s3:GetObject", "s3:ListBucket"], [.objects, .thing]),
    GrantForm("list {bucket}", ["s3:ListBucket"], [.thing]),
    GrantForm("write {bucket}", ["s3:PutObject"], [.objects]),
    GrantForm("delete from {bucket}", ["s3:DeleteObject", "s3:DeleteObjectVersion"], [.objects]),
    GrantForm("change policy of {bucket}", ["s3:PutBucketPolicy"], [.thing]),
    GrantForm("manage {bucket}", ["s3:*"], [.thing, .objects]),
    GrantForm(
      "read {secret}", ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      [.thing]),
    GrantForm("write {secret}", ["secretsmanager:PutSecretValue"], [.thing]),
    GrantForm("assume {role}", ["sts:AssumeRole"], [.thing]),
    GrantForm("pass {role} to {service}", ["iam:PassRole"], [.thing]),
    GrantForm("pass {role}", ["iam:PassRole"], [.thing]),
    GrantForm("change trust of {role}", ["iam:UpdateAssumeRolePolicy"], [.thing]),
    GrantForm("change permissions of {role}", ["iam:PutRolePolicy"], [.thing]),
    GrantForm("change permissions of {user}", ["iam:PutUserPolicy"], [.thing]),
    GrantForm("change permissions of {group}", ["iam:PutGroupPolicy"], [.thing]),
    GrantForm("join {group}", ["iam:AddUserToGroup"], [.thing]),
    GrantForm(
      "manage access keys of {user}",
      ["iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:ListAccessKeys"], [.thing]),
    GrantForm(
      "reset password of {user}", ["iam:CreateLoginProfile", "iam:UpdateLoginProfile"], [.thing]),
    GrantForm(
      "update {function}", ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
      [.thing]),
    GrantForm("invoke {function}", ["lambda:InvokeFunction"], [.thing]),
    GrantForm(
      "create functions", ["lambda:CreateFunction"],
      [.pattern("arn:aws:lambda:{region}:{account}:function:*")]),
    GrantForm(
      "start training jobs", ["sagemaker:CreateTrainingJob"],
      [.pattern("arn:aws:sagemaker:{region}:{account}:training-job/*")]),
    GrantForm(
      "start processing jobs", ["sagemaker:CreateProcessingJob"],
      [.pattern("arn:aws:sagemaker:{region}:{account}:processing-job/*")]),
    GrantForm(
      "create notebooks", ["sagemaker:CreateNotebookInstance"],
      [.pattern("arn:aws:sagemaker:{region}:{account}:notebook-instance/*")]),
    GrantForm("open {notebook}", ["sagemaker:CreatePresignedNotebookInstanceUrl"], [.thing]),
    GrantForm("start session on {instance}", ["ssm:StartSession"], [.thing]),
    GrantForm(
      "run commands on {instance}", ["ssm:SendCommand"],
      [.thing, .pattern("arn:aws:ssm:{region}::document/AWS-RunShellScript")]),
    GrantForm(
      "change start script of {instance}",
      ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"], [.thing]),
    GrantForm("launch instances", ["ec2:RunInstances"], [.pattern("*")]),
    GrantForm("administer", ["*"], [.pattern("*")]),
  ]

  /// The form with a word in place of each name.
  var shown: String {
    words.map { word in
      switch word {
      case .fixed(let words): words.joined(separator: "|")
      case .name: "NAME"
      case .service: "SERVICE"
      }
    }.joined(separator: " ")
  }

  /// Whether a grant is written in this form.
  func matches(_ grant: [String]) -> Bool {
    grant.count == words.count
      && zip(words, grant).allSatisfy { word, text in
        if case .fixed(let known) = word { return known.contains(text) }
        return true
      }
  }
}
