import ArgumentParser
import Postern

/// One question, with reasons.
struct CanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can", abstract: "Answer one question: may this principal do this to that?",
    discussion: """
      Example:
        postern can maya.chen lambda:UpdateFunctionCode \\
          arn:aws:lambda:eu-central-1:111122223333:function:build-notifier \\
          --snapshot samples/acme-ai
      """)

  @Argument(help: "An ARN, or a name that only one thing has.")
  var principal: String

  @Argument(help: "For example s3:GetObject.")
  var action: String

  @Argument(help: "The resource's ARN, or *.")
  var resource: String

  @Option(name: .long, help: "Snapshot folders or exports; may be repeated.")
  var snapshot: [String] = ["."]

  @Option(help: "A context key and its value, as key=value; may be repeated.")
  var context: [String] = []

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var options: SnapshotOptions

  @ParentCommand var root: Root

  func validate() throws {
    if let entry = context.first(where: { !$0.contains("=") }) {
      throw ValidationError("--context takes key=value, not '\(entry)'")
    }
  }

  mutating func run() async throws {
    var fixed: [String: String] = [:]
    for entry in context {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fixed[String(parts[0])] = String(parts[1])
    }
    let workspace = try options.open(snapshot, root)
    do {
      let answer = try workspace.can(principal, action, resource, context: fixed)
      Console.print(format == .json ? answer.json : answer.text(colour: Console.hasColour))
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw ExitStatus.usage.error
    }
    try options.finish(workspace)
  }
}
