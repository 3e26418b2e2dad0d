import Testing

@Suite("postern can")
struct CanTests {
  private static let function =
    "arn:aws:lambda:eu-central-1:111122223333:function:build-notifier"
  private static let instance = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0ecf4dcfb67a0362d"
  private static let update = "lambda:UpdateFunctionCode"

  private func can(_ arguments: String...) async -> Run {
    await Program.run(["can"] + arguments + ["--snapshot", Program.sample])
  }

  @Test("yes, with the statement that allows it")
  func yes() async {
    let run = await can("maya.chen", Self.update, Self.function)
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("Yes: "))
    #expect(run.flat.contains("MaintainHelpers of the group inline policy maintain-ci-helpers"))
    #expect(run.output.contains("111122223333/iam/get-account-authorization-details.json:365"))
  }

  @Test("no, because nothing allows it")
  func noAllow() async {
    let run = await can("tomas.novak", Self.update, Self.function)
    #expect(run.code == 0)
    #expect(run.flat.hasPrefix("No: no policy of arn:aws:iam::111122223333:user/tomas.novak"))
  }

  @Test("no, because a policy of the organisation denies it")
  func denied() async {
    let run = await can("noor.haddad", "organizations:LeaveOrganization", "*")
    #expect(run.flat.hasPrefix("No: the statement DenyLeavingTheOrganisation of the service"))
    #expect(run.output.contains("999988887777/organizations/describe-policy/"))
  }

  @Test("only if, with the condition that is left open")
  func onlyIf() async {
    let run = await can("omar.farouk", "ssm:StartSession", Self.instance)
    #expect(run.code == 0)
    #expect(run.flat.hasPrefix("Only if aws:SourceIp is in 203.0.113.0/24: "))
    #expect(run.flat.contains("the statement ShellFromOffice"))
  }

  @Test(
    "a context key that the asker fixes closes the condition",
    arguments: [("203.0.113.7", "Yes: "), ("198.51.100.7", "No: ")])
  func context(address: String, answer: String) async {
    let run = await can(
      "omar.farouk", "ssm:StartSession", Self.instance, "--context", "aws:SourceIp=\(address)")
    #expect(run.output.hasPrefix(answer))
  }

  @Test("a second factor is a fact of the session")
  func factor() async {
    let role = "arn:aws:iam::111122223333:role/data-scientist"
    let with = await can("priya.raman", "sts:AssumeRole", role)
    #expect(with.output.hasPrefix("Yes: "))
    let without = await can(
      "priya.raman", "sts:AssumeRole", role, "--context", "aws:MultiFactorAuthPresent=false")
    #expect(without.output.hasPrefix("No: "))
  }

  @Test("JSON says the same")
  func json() async throws {
    let answer = try await can(
      "omar.farouk", "ssm:StartSession", Self.instance, "--format", "json"
    ).json()
    #expect(answer["schema"].text == "postern.can/1")
    #expect(answer["decision"].text == "conditional")
    #expect(answer["conditions"].list.map(\.text) == ["aws:SourceIp is in 203.0.113.0/24"])
    #expect(answer["statements"].list.contains { $0["sid"].text == "ShellFromOffice" })
  }

  @Test("a resource by its bare name is the one thing that has it")
  func bareResource() async {
    let named = await can("maya.chen", Self.update, "build-notifier")
    #expect(named.output == (await can("maya.chen", Self.update, Self.function)).output)
    #expect(named.output.hasPrefix("Yes: "))
  }

  @Test(
    "what does not exist is a mistake in the call, not a no",
    arguments: [
      ("nobody", "s3:GetObject", "*", "'nobody'"),
      ("maya.chan", "s3:GetObject", "*", "user/maya.chen"),
      ("maya.chen", "s3:GetObject", "build-notifer", "function:build-notifier"),
      ("maya.chen", "GetObject", "*", "s3:GetObject"),
      ("maya.chen", "s3:*", "*", "s3:GetObject"),
    ])
  func unknown(principal: String, action: String, resource: String, expected: String) async {
    let run = await can(principal, action, resource)
    #expect(run.code == 64)
    #expect(run.output.isEmpty && run.errors.contains(expected), "\(run.errors)")
  }
}
