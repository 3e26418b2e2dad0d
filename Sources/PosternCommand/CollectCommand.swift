import ArgumentParser
import Postern

/// Getting a snapshot out of an organisation.
struct CollectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Collect a snapshot with the AWS command line.",
    usage: """
      postern collect aws -o <output> [<options>]
      postern collect --print-script [<options>]
      """,
    discussion: """
      Runs read-only commands of the aws program on this machine, with whatever it is signed in \
      with, or prints them as a shell script. Outputs that are there already are kept.

      Examples:
        postern collect --print-policy > policy.json
        postern collect --print-script > collect.sh
        postern collect aws -o snapshot --profile audit --regions us-east-1,eu-west-1
        postern collect aws -o snapshot --role-name Audit --accounts 111122223333
      """)

  @Argument(help: "Where to collect from: aws.", completion: .list(["aws"]))
  var source: String?

  @Flag(name: .customLong("print-script"), help: "Print a shell script instead of running it.")
  var printsScript = false

  @Flag(
    name: .customLong("print-policy"),
    help: "Print the IAM policy that whoever collects needs: only what the commands read.")
  var printsPolicy = false

  @Option(
    name: [.short, .long], help: "The folder to write the snapshot to.",
    completion: .directory)
  var output: String?

  @Option(help: "The summary as text on the standard error, or as json on the output.")
  var format: Format = .text

  @Option(help: "The profile of the AWS command line.")
  var profile: String?

  @Option(help: "Regions, separated by commas. Default: all that the account has enabled.")
  var regions: String?

  @Option(name: .customLong("role-name"), help: "The role to assume in the other accounts.")
  var role: String?

  @Option(help: "Those accounts' ids, separated by commas, beside the one signed in to.")
  var accounts: String?

  @Option(help: "How many commands run at once.")
  var parallel = 4

  func validate() throws {
    if let source, source != "aws" {
      throw ValidationError("collect takes aws as its source, not '\(source)'")
    }
    if printsScript && printsPolicy {
      throw ValidationError("--print-script and --print-policy cannot be printed at once")
    }
    if printsScript || printsPolicy {
      let flag = printsScript ? "--print-script" : "--print-policy"
      if output != nil { throw ValidationError("\(flag) prints, and takes no -o") }
      if profile != nil {
        throw ValidationError("\(flag) takes no --profile; set AWS_PROFILE for the script")
      }
    } else if source == nil {
      throw ValidationError("collect takes a source, aws, or --print-script or --print-policy")
    } else if output == nil {
      throw ValidationError("collect aws takes -o FOLDER to write to")
    }
  }

  mutating func run() async throws {
    let collecting: Collecting
    do {
      collecting = try Collecting(
        regions: regions, role: role, accounts: accounts, profile: profile, parallel: parallel)
    } catch let problem {
      for line in problem.lines { Console.note("postern: " + line) }
      throw ExitStatus.usage.error
    }
    guard !printsPolicy else { return Console.print(collecting.policy) }
    guard !printsScript, let output else { return Console.print(collecting.script) }
    let status = await Interruption.cancelling { [format] in
      await CollectCommand.run(collecting, to: output, format)
    }
    if status != .done { throw status.error }
  }

  private static func run(
    _ collecting: Collecting, to folder: String, _ format: Format
  ) async -> ExitStatus {
    let clock = ContinuousClock()
    let start = clock.now
    let showsProgress = Console.hasTerminalForNotes
    do {
      let result = try await collecting.run(to: folder, stopwatch: { clock.now - start }) {
        line, isProgress in
        if !isProgress || showsProgress { Console.note(line) }
      }
      if format == .json {
        Console.print(result.json)
      } else {
        for line in result.lines { Console.note(line) }
        Console.note("wrote \(folder)")
      }
      return result.isPartial ? .partlyUnreadable : .done
    } catch {
      Console.note("postern: " + error.line)
      return error.cannotWrite ? .cannotWrite : .nothingUsable
    }
  }
}
