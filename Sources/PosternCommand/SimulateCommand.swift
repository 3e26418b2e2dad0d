import ArgumentParser
import Postern

/// Decides written requests, without a snapshot.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Decide requests that are written with all their policies.",
    usage: """
      postern simulate --cases <cases>
      postern simulate --principal <id> --action <action> --resource <id> ...
      """,
    discussion: """
      With --cases reads a JSON list of cases, or one case a line, and prints one JSON line for \
      each. Without it decides one request under the policies of the files that are named, and \
      prints the answer with its reasons.

      Example:
        postern simulate --cases cases.json
        postern simulate --principal arn:aws:iam::111122223333:user/maya \\
          --action s3:GetObject --resource arn:aws:s3:::data/x --policy maya.json
      """)

  @Option(help: "The file of cases; - for the standard input.", completion: .file())
  var cases: String?

  @Option(help: "A user's, role's, session's or root's ARN, a service, or * for anyone.")
  var principal: String?

  @Option(help: "For example s3:GetObject.")
  var action: String?

  @Option(help: "The resource's ARN, or *.")
  var resource: String?

  @Option(
    name: .customLong("resource-account"),
    help: "The account that owns the resource; else that of its ARN, else the principal's.")
  var resourceAccount: String?

  @Option(help: "A context key and its value, as key=value; may be repeated.")
  var context: [String] = []

  @Option(help: "A context key that the request does not have; may be repeated.")
  var absent: [String] = []

  @Option(help: "A file with an identity policy; may be repeated.", completion: .file())
  var policy: [String] = []

  @Option(help: "A file with the permissions boundary.", completion: .file())
  var boundary: String?

  @Option(
    name: .customLong("session-policy"), help: "A file with a session policy; may be repeated.",
    completion: .file())
  var sessionPolicy: [String] = []

  @Option(
    name: .customLong("resource-policy"), help: "A file with the resource's own policy.",
    completion: .file())
  var resourcePolicy: String?

  @Option(
    help: "A file with a service control policy; each is a level of its own; may be repeated.",
    completion: .file())
  var scp: [String] = []

  @Option(
    help: "A file with a resource control policy; each is a level of its own; may be repeated.",
    completion: .file())
  var rcp: [String] = []

  @Option(help: "Of one request: text or json.")
  var format: Format = .text

  func validate() throws {
    let parts = [principal, action, resource]
    if cases != nil {
      guard parts.allSatisfy({ $0 == nil }) else {
        throw ValidationError("--cases holds whole requests; it goes without --principal")
      }
    } else if parts.contains(nil) {
      throw ValidationError("expected --cases, or --principal, --action and --resource")
    }
    if let entry = context.first(where: { !$0.contains("=") }) {
      throw ValidationError("--context takes key=value, not '\(entry)'")
    }
  }

  mutating func run() async throws {
    do {
      if let cases { try decideCases(cases) } else { try decideOne() }
    } catch let problem as Problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw problem.isUsage ? ExitStatus.usage.error : ExitStatus.nothingUsable.error
    }
  }

  private func decideCases(_ cases: String) throws {
    let simulation = try Simulation.read(
      cases, standardInput: cases == "-" ? Console.input() : nil)
    Console.print(simulation.lines)
    try end(with: simulation.complaints)
  }

  private func decideOne() throws {
    guard let principal, let action, let resource else { return }
    var request = SingleRequest(principal: principal, action: action, resource: resource)
    request.resourceAccount = resourceAccount
    request.context = context.map { entry in
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
    request.absent = absent
    request.policies = [
      .inline: policy, .boundary: [boundary].compactMap(\.self), .session: sessionPolicy,
      .resource: [resourcePolicy].compactMap(\.self), .serviceControl: scp,
      .resourceControl: rcp,
    ].filter { !$0.value.isEmpty }
    let (answer, complaints) = try request.decide()
    Console.print(format == .json ? answer.json : answer.text(colour: Console.hasColour))
    for remark in answer.remarks { Console.note("postern: " + remark) }
    try end(with: complaints)
  }

  private func end(with complaints: [String]) throws {
    for line in complaints { Console.note("postern: " + line) }
    if !complaints.isEmpty { throw ExitStatus.partlyUnreadable.error }
  }
}
