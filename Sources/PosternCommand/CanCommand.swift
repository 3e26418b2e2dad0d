import ArgumentParser
import Postern

/// One question, with reasons.
struct CanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can", abstract: "Answer one question: may this principal do this to that?",
    usage: """
      postern can <principal> <action> <resource> [--snapshot <path>] ...
      postern can --who [--paths] <action> <resource> [--snapshot <path>] ...
      """,
    discussion: """
      Example:
        postern can maya.chen lambda:UpdateFunctionCode \\
          arn:aws:lambda:eu-central-1:111122223333:function:build-notifier \\
          --snapshot samples/acme-ai
        postern can --who --paths s3:GetObject \\
          arn:aws:s3:::acme-ml-training-corpus/data --snapshot samples/acme-ai
      """)

  @Argument(
    help: ArgumentHelp(
      "PRINCIPAL ACTION RESOURCE: an ARN or a name that only one thing has, for example "
        + "s3:GetObject, and the resource's ARN or *. With --who only the last two.",
      valueName: "request"))
  var request: [String]

  @Flag(name: .long, help: "List everybody who may, with the statements that allow it.")
  var who = false

  @Flag(name: .long, help: "With --who: those too who get there by hops.")
  var paths = false

  @Option(
    name: .long, help: "Snapshot folders or exports; may be repeated.", completion: .file())
  var snapshot: [String] = ["."]

  @Option(help: "A context key and its value, as key=value; may be repeated.")
  var context: [String] = []

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var options: SnapshotOptions

  @ParentCommand var root: Root

  func validate() throws {
    let wanted = who ? 2 : 3
    guard request.count == wanted else {
      throw ValidationError(
        who
          ? "--who takes an action and a resource, not \(request.count) arguments"
          : "expected a principal, an action and a resource, not \(request.count) arguments")
    }
    if paths && !who { throw ValidationError("--paths goes with --who") }
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
      Console.print(try answer(workspace, fixed))
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw ExitStatus.usage.error
    }
    try options.finish(workspace)
  }

  private func answer(
    _ workspace: Workspace, _ context: [String: String]
  ) throws(Problem) -> String {
    guard who else {
      let answer = try workspace.can(request[0], request[1], request[2], context: context)
      note(answer.remarks)
      return format == .json ? answer.json : answer.text(colour: Console.hasColour)
    }
    let answer = try workspace.who(can: request[0], request[1], context: context, byHops: paths)
    note(answer.remarks)
    let isVerbose = options.verbose || root.verbose
    return format == .json
      ? answer.json : answer.text(colour: Console.hasColour, isVerbose: isVerbose)
  }

  private func note(_ remarks: [String]) {
    guard !options.quiet else { return }
    for remark in remarks { Console.note("postern: " + remark) }
  }
}
