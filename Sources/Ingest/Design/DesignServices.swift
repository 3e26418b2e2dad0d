/// The services that roles are passed to and trust, by the words that people use for them.
enum DesignServices {
  /// Names of services: the word, and what AWS calls the principal.
  static let principals: [String: String] = [
    "apprunner": "tasks.apprunner.amazonaws.com", "batch": "batch.amazonaws.com",
    "bedrock": "bedrock.amazonaws.com", "braket": "braket.amazonaws.com",
    "cloudformation": "cloudformation.amazonaws.com", "codebuild": "codebuild.amazonaws.com",
    "ec2": "ec2.amazonaws.com", "ecs": "ecs-tasks.amazonaws.com",
    "eks": "eks.amazonaws.com", "emr": "elasticmapreduce.amazonaws.com",
    "emr-serverless": "emr-serverless.amazonaws.com", "glue": "glue.amazonaws.com",
    "lambda": "lambda.amazonaws.com", "pods": "pods.eks.amazonaws.com",
    "sagemaker": "sagemaker.amazonaws.com", "scheduler": "scheduler.amazonaws.com",
    "ssm": "ssm.amazonaws.com", "stepfunctions": "states.amazonaws.com",
  ]

  /// Identity providers that trusts name by a word: the host of their issuer.
  static let providers: [String: String] = [
    "github": "token.actions.githubusercontent.com", "gitlab": "gitlab.com",
    "bitbucket": "api.bitbucket.org", "buildkite": "agent.buildkite.com",
    "circleci": "oidc.circleci.com", "google": "accounts.google.com",
    "terraform": "app.terraform.io",
  ]

  /// The words, sorted.
  static let words = principals.keys.sorted()

  /// The principal of a service: by its word, or as AWS calls it.
  static func principal(_ word: String) -> String? {
    if let known = principals[word] { return known }
    let isPrincipal = word.hasSuffix(".amazonaws.com") && !word.hasPrefix(".")
    return isPrincipal && word.utf8.allSatisfy(isHostByte) ? word : nil
  }

  /// The issuer of a provider: by its word, or as a host name.
  static func provider(_ word: String) -> String? {
    if let known = providers[word] { return known }
    let path = word.hasPrefix("https://") ? String(word.dropFirst(8)) : word
    let isHost = path.contains(".") && path.utf8.count <= 255
    return isHost && path.utf8.allSatisfy { isHostByte($0) || $0 == UInt8(ascii: "/") }
      ? path : nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
