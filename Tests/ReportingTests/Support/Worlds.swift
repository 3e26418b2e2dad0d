import Documents
import Environment

/// The organisations that the tests report on.
enum Worlds {
  static let dev = "111122223333"
  static let ml = "444455556666"
  static let office = #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#

  /// A phished developer reaches the training data of another account through a function; another
  /// one does from the office alone; a build server is administrator.
  static func acme() -> SmallWorld {
    var world = SmallWorld()
    world.account(dev, named: "acme-dev")
    world.account(ml, named: "acme-ml")
    world.person(
      "dana", in: dev, factors: [],
      may: .allow(
        "lambda:UpdateFunctionCode", "lambda:InvokeFunction",
        on: Names.function("build-*", dev), sid: "MaintainHelpers"))
    world.person(
      "erik", in: dev, factors: [.totp],
      may: .allow("sts:AssumeRole", on: Names.role("trainer", ml), sid: "Train", only: office))
    world.person("fido", in: dev, factors: [.fido2], may: .allow("*", on: "*"))
    world.machine("jenkins", in: dev, may: .allow("*", on: "*", sid: "Everything"))
    world.function("build-badge", in: dev, runningAs: "build")
    world.role(
      "build", in: dev, trusting: .trust(service: "lambda.amazonaws.com"),
      may: .allow("sts:AssumeRole", on: Names.role("trainer", ml)))
    world.role(
      "trainer", in: ml, trusting: .trust(dev, sid: "Development"),
      may: .allow("s3:GetObject", "s3:PutObject", on: Names.bucket("corpus/*"), sid: "Corpus"))
    world.bucket("corpus", in: ml, tags: ["data-class": "training-data"])
    addCoverage(to: &world)
    return world
  }

  private static func addCoverage(to world: inout SmallWorld) {
    world.asOf(1_781_510_400)
    world.file("\(dev)/iam/get-account-authorization-details.json", .read, note: "identities")
    world.file("\(ml)/s3api/get-bucket-policy/corpus.json", .broken, note: "it holds an error")
    world.file("\(dev)/eu-central-1/ecs/list-clusters.json", .unused, note: "read by no rule yet")
    world.file("\(dev)/iam/get-access-key-last-used/AKIAX.json", .unused, note: "read by no rule")
    world.gap(
      "the account's parameters", of: ml, weight: 15, why: "no path to a parameter can be found",
      command: "aws ssm describe-parameters")
    world.gap(
      "the account's instances", of: dev, weight: 75,
      why: "taking over a running instance is not judged",
      command:
        "aws ec2 describe-instances --region eu-central-1 --output json --no-paginate --query X")
    world.remark(
      Diagnostic(
        .warning, "policy.action", "the statement has no Action; it is left out",
        advice: "export it again",
        at: Origin(file: "\(ml)/s3api/get-bucket-policy/corpus.json", line: 3)))
  }

  /// Nothing at all.
  static func empty() -> SmallWorld { SmallWorld() }

  /// An organisation in which nobody reaches anything.
  static func safe() -> SmallWorld {
    var world = SmallWorld()
    world.account(ml, named: "acme-ml")
    world.person("dana", in: ml, factors: [])
    world.bucket("corpus", in: ml, tags: ["data-class": "training-data"])
    return world
  }

  /// So many people, who all reach the data through one role.
  static func crowd(_ count: Int) -> SmallWorld {
    var world = SmallWorld()
    world.account(ml, named: "acme-ml")
    for number in 1...count {
      world.person(
        "person-\(1000 + number)", in: ml, factors: [],
        may: .allow("sts:AssumeRole", on: Names.role("trainer", ml)))
    }
    world.role(
      "trainer", in: ml, trusting: .trust(ml),
      may: .allow("s3:GetObject", "s3:PutObject", on: Names.bucket("corpus/*")))
    world.bucket("corpus", in: ml, tags: ["data-class": "training-data"])
    return world
  }

  /// The way of ``acme()``, with one hostile text for every name that a file can hold.
  static func hostile(_ name: String) -> SmallWorld {
    var world = SmallWorld()
    world.account(ml, named: name)
    world.person(
      name, in: ml, factors: [],
      may: .allow("lambda:*", on: "*", sid: name, only: condition(name)))
    world.function(name, in: ml, runningAs: name)
    world.role(
      name, in: ml, trusting: .trust(service: "lambda.amazonaws.com"),
      may: .allow("s3:*", on: "*", sid: name))
    world.bucket(name, in: ml, tags: ["data-class": "training-data"])
    world.gap(name, of: ml, weight: 1, why: name, command: name)
    world.file(name, .broken, note: name)
    world.file("\(ml)/\(name)", .unused, note: name)
    world.remark(
      Diagnostic(.error, "test.code", name, advice: name, at: Origin(file: name, line: 1)))
    return world
  }

  private static func condition(_ value: String) -> String {
    "{\"StringEquals\": {\"aws:SourceVpc\": \(JSONText.quoted(value))}}"
  }
}
