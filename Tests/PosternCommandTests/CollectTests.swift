import Foundation
import Testing

@Suite("postern collect, its summary")
struct CollectCommandTests {
  /// A stand-in for the AWS command line that knows one account and refuses its functions.
  private static let program = """
    #!/bin/sh
    case "$1 $2" in
      "sts get-caller-identity")
        echo '{"Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/audit"}' ;;
      "iam generate-credential-report") echo '{"State":"COMPLETE"}' ;;
      "lambda list-functions")
        echo "An error occurred (AccessDeniedException) when calling ListFunctions: no" >&2
        exit 254 ;;
      *) echo '{}' ;;
    esac
    """

  @Test("as JSON on the output, with what was refused and the permission that it needs")
  func json() async throws {
    let scratch = try Scratch(["bin/aws": Self.program])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch / "bin/aws")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let run = await Program.run(
      "collect", "aws", "-o", scratch / "out", "--regions", "eu-west-1", "--format", "json",
      environment: ["PATH": (scratch / "bin") + ":" + path])
    #expect(run.code == 3, "\(run.errors)")
    let json = try run.json()
    #expect(json["schema"].text == "postern.collect/1")
    #expect(json["folder"].text == scratch / "out")
    let refused = json["refused"].list.first { $0["operation"].text == "list-functions" }
    #expect(refused?["permissions"].list.map(\.text) == ["lambda:ListFunctions"])
    #expect(refused?["region"].text == "eu-west-1")
    #expect(json["written"].number ?? 0 > 0)
    #expect(!run.errors.contains("refused"))
  }
}
