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

@Suite("postern can --who")
struct CanWhoTests {
  private let data = "arn:aws:s3:::acme-ml-training-corpus/data"

  private func who(_ action: String, _ resource: String, _ options: String...) async -> Run {
    await Program.run(
      ["can", "--who", action, resource, "--snapshot", Program.sample] + options)
  }

  @Test("lists those who may, with the statements")
  func direct() async throws {
    let run = await who("s3:GetObject", data)
    #expect(run.code == 0)
    #expect(run.flat.hasPrefix("6 of 63 identities may use s3:GetObject on \(data)."))
    #expect(
      run.flat.contains(
        "role sagemaker-training-role in acme-ml by the statement ReadAndWriteCorpus of the managed "
          + "policy sagemaker-training-access 444455556666/iam/"))
    #expect(!run.output.contains("maya.chen"))
    let json = try await who("s3:GetObject", data, "--format", "json").json()
    #expect(json["schema"].text == "postern.who/1")
    #expect(json["direct"].list.count == 6)
    #expect(json["direct"].list.allSatisfy { !$0["statements"].list.isEmpty })
    #expect(json["paths"].list.isEmpty)
  }

  @Test("each who may is one for whom the single question says the same")
  func agreement() async throws {
    let json = try await who("s3:GetObject", data, "--format", "json").json()
    for row in json["direct"].list {
      let id = row["id"].text ?? ""
      let single = try await Program.run(
        "can", id, "s3:GetObject", data, "--snapshot", Program.sample, "--format", "json"
      ).json()
      #expect(single["decision"].text == row["decision"].text, "\(id)")
    }
    let other = await Program.run(
      "can", "maya.chen", "s3:GetObject", data, "--snapshot", Program.sample)
    #expect(other.output.hasPrefix("No"))
  }

  @Test("by hops too, with the way and the conditions")
  func byHops() async throws {
    let run = await who("s3:GetObject", data, "--paths")
    #expect(run.flat.contains("maya.chen, 3 hops to sagemaker-training-role, certain"))
    let json = try await who("s3:GetObject", data, "--paths", "--format", "json").json()
    #expect(json["paths"].list.count == 12)
    let sources = json["paths"].list.compactMap { $0["path"]["source"]["id"].text }
    #expect(Set(sources).count == 12)
    #expect(
      json["paths"].list.allSatisfy { $0["decision"]["decision"].text != "deny" })
  }

  @Test("people of Identity Center get there by their permission sets")
  func people() async throws {
    let bucket = "arn:aws:s3:::acme-ml-training-corpus"
    let run = await who("s3:PutBucketPolicy", bucket, "--paths")
    #expect(run.flat.contains("ines.almeida signs in to AWSReservedSSO_CorpusSteward_"))
    #expect(await !who("s3:PutBucketPolicy", bucket).output.contains("ines.almeida"))
    let other = await Program.run(
      "can", "--who", "--paths", "iam:ListRoles", "*", "--snapshot",
      Program.root + "/samples/identity-center")
    #expect(other.flat.contains("zoe signs in to"))
    // Disabled.
    #expect(!other.output.contains("kim"))
  }

  @Test("nobody, and whom a public bucket lets in")
  func edges() async throws {
    let nobody = await who("s3:GetObject", "arn:aws:s3:::somebody-elses/data")
    #expect(nobody.code == 0)
    let bucket = "\(Exports.account)/s3api/get-bucket-policy/site.json"
    let open =
      #"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/*"}"#
    let statement =
      #"{\"Version\": \"2012-10-17\", \"Statement\": ["#
      + open.replacing("\"", with: "\\\"") + "]}"
    let scratch = try Scratch([
      Exports.gaad: Exports.details(users: [Exports.user("ana", allowing: ["iam:*"])]),
      "\(Exports.account)/s3api/list-buckets.json": #"{"Buckets": [{"Name": "site"}]}"#,
      bucket: "{\"Policy\": \"\(statement)\"}",
    ])
    let run = await Program.run(
      "can", "--who", "s3:GetObject", "arn:aws:s3:::site/index.html", "--snapshot", scratch.path)
    #expect(
      run.flat.contains("- anyone without credentials by a statement of the resource policy"))
    #expect(run.flat.contains("- any identity of any AWS account by a statement"))
    #expect(run.flat.contains("user ana in"))
  }

  @Test("usage")
  func usage() async {
    #expect(await Program.run("can", "--who", "s3:GetObject").code == 64)
    #expect(await Program.run("can", "a", "s3:GetObject", "b", "--paths").code == 64)
    #expect(await who("GetObject", data).code == 64)
    #expect(await who("s3:GetObject", "nothing-called-so").code == 64)
  }
}

@Suite("Odd questions")
struct QuestionRemarkTests {
  private static let data = "arn:aws:s3:::acme-ml-training-corpus"

  @Test(
    "an answer that means less than it seems says why",
    arguments: [
      (
        "s3:GetObjct", data + "/x", #""s3:GetObjct" is not an action of"#,
        #"did you mean "s3:GetObject"?"#
      ),
      ("s3:GetObject", data, #""s3:GetObject" is never asked on "\#(data)";"#, "arn:*:s3:::*/*"),
      ("s3:ListBucket", data + "/x", #"is never asked on "\#(data)/x";"#, "expects"),
      (
        "ec2:DescribeInstances", "arn:aws:ec2:eu-central-1:111122223333:instance/i-1",
        #"is asked on "*""#, "reference"
      ),
      ("s3:GetObject", "arn:aws:s3:::nobodys/x", "nobodys/x is not in the snapshot", "not counted"),
    ])
  func odd(action: String, resource: String, words: String, more: String) async {
    let ask = ["maya.chen", action, resource, "--snapshot", Program.sample]
    let run = await Program.run(["can"] + ask)
    #expect(run.code == 0)
    #expect(run.errors.contains(words) && run.errors.contains(more), "\(run.errors)")
    #expect(await Program.run(["can", "--quiet"] + ask).errors.isEmpty)
    let who = await Program.run(["can", "--who"] + ask.dropFirst())
    #expect(who.errors.contains(words))
  }

  @Test("a plain question gets no remark", arguments: ["s3:GetObject", "s3:PutObject"])
  func plain(action: String) async {
    let run = await Program.run(
      "can", "maya.chen", action, Self.data + "/x", "--snapshot", Program.sample)
    // The sample's own remark on a trust is not about the question.
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.contains("about the input") })
  }
}
