import Testing

@Suite("postern simulate")
struct SimulateTests {
  private static func request(
    _ id: String, _ action: String, condition: String = "{}", unknown: String = ""
  ) -> String {
    """
    {"id": "\(id)", "principal": {"type": "user", "arn": "arn:aws:iam::111111111111:user/alice", \
    "account": "111111111111"}, "identity_policies": [{"Version": "2012-10-17", "Statement": \
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": \(condition)}}], \
    "resource_account": "111111111111", \
    "request": {"action": "\(action)", "resource": "arn:aws:s3:::data/x", "context": {}, \
    "unknown": [\(unknown)]}}
    """
  }

  private static let office = #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#
  private static let cases = [
    request("yes", "s3:GetObject"), request("no", "s3:PutObject"),
    request("perhaps", "s3:GetObject", condition: office, unknown: "\"aws:SourceIp\""),
  ]
  private static let expected = """
    {"id":"yes","decision":"allow"}
    {"id":"no","decision":"deny"}
    {"id":"perhaps","decision":"conditional"}

    """

  @Test(
    "a list, one case a line, and lines with blanks between",
    arguments: [
      "[" + cases.joined(separator: ",\n") + "]", cases.joined(separator: "\n"),
      "\n" + cases.joined(separator: "\r\n\n") + "\n\n",
    ])
  func forms(text: String) async throws {
    let scratch = try Scratch(["cases.json": text])
    let fromFile = await Program.run("simulate", "--cases", scratch / "cases.json")
    #expect(fromFile.code == 0 && fromFile.errors.isEmpty, "\(fromFile.errors)")
    #expect(fromFile.output == Self.expected)
    let piped = await Program.run("simulate", "--cases", "-", input: text)
    #expect(piped.code == 0 && piped.output == Self.expected)
  }

  @Test("a single case needs no list")
  func single() async {
    let run = await Program.run("simulate", "--cases", "-", input: Self.cases[0])
    #expect(run.output == "{\"id\":\"yes\",\"decision\":\"allow\"}\n")
  }

  @Test("a bad line is told with its number, and the others are decided")
  func badLine() async throws {
    let text = Self.cases[0] + "\n\n{\"id\": 1}\n{\"id\"\n" + Self.cases[1] + "\n"
    let scratch = try Scratch(["cases.jsonl": text])
    let run = await Program.run("simulate", "--cases", scratch / "cases.jsonl")
    #expect(run.code == 3)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.errors.contains("cases.jsonl:3: expected a case with id, principal and request"))
    #expect(run.errors.contains("cases.jsonl:4: "))
  }

  @Test(
    "nothing usable",
    arguments: [
      ("", "standard input"), ("hello", "standard input: expected a value"),
      ("{}", "standard input:1: expected a case"), ("[1, 2]", "expected a case"),
    ])
  func unusable(text: String, expected: String) async {
    let run = await Program.run("simulate", "--cases", "-", input: text)
    #expect(run.code == 65)
    #expect(run.output.isEmpty && run.errors.contains(expected), "\(run.errors)")
  }
}
