import Testing

@Suite("postern simulate, one request")
struct SimulateOneTests {
  private let files = [
    "work.json": """
    {"Version": "2012-10-17", "Statement": {"Sid": "Read", "Effect": "Allow",
     "Action": ["s3:GetObject", "kms:Decrypt"], "Resource": "*"}}
    """,
    "office.json": """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
     "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}
    """,
    "dev-limit.json": """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}
    """,
    "bucket.json": """
    {"Version": "2012-10-17", "Statement": [{"Sid": "Anyone", "Effect": "Allow", "Principal": "*",
     "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*"},
     {"Sid": "NotMaya", "Effect": "Deny", "Principal": {"AWS": "111122223333"},
     "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::data/*"}]}
    """,
  ]

  private func ask(_ action: String, _ options: String..., principal: String = "user/maya")
    async throws -> Run
  {
    let scratch = try Scratch(files)
    let who =
      !principal.contains("/") && principal != "root"
      ? principal : "arn:aws:iam::111122223333:\(principal)"
    return await Program.run(
      ["simulate", "--principal", who, "--action", action, "--resource", "arn:aws:s3:::data/x"]
        + options, in: scratch.path)
  }

  @Test("yes, with the statement and its place")
  func yes() async throws {
    let run = try await ask("s3:GetObject", "--policy", "work.json")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.flat.hasPrefix("Yes: arn:aws:iam::111122223333:user/maya may use s3:GetObject"))
    #expect(run.flat.contains("allowed by the statement Read of the inline policy work.json"))
    #expect(run.output.contains("work.json:1"))
  }

  @Test("no, and what is missing")
  func no() async throws {
    #expect(
      try await ask("s3:PutObject", "--policy", "work.json").output.hasPrefix("No: no policy"))
    let limited = try await ask(
      "kms:Decrypt", "--policy", "work.json", "--boundary", "dev-limit.json")
    #expect(limited.flat.contains("No: the permissions boundary dev-limit.json has no Allow for"))
    for layer in ["--scp", "--session-policy"] {
      let run = try await ask("kms:Decrypt", "--policy", "work.json", layer, "dev-limit.json")
      #expect(run.output.hasPrefix("No: "), "\(layer)")
    }
    let denied = try await ask(
      "s3:DeleteObject", "--policy", "dev-limit.json", "--resource-policy", "bucket.json")
    #expect(
      denied.flat.hasPrefix("No: the statement NotMaya of the resource policy of bucket.json"))
  }

  @Test("only if, until the context tells")
  func conditional() async throws {
    let open = try await ask("s3:GetObject", "--policy", "office.json")
    #expect(open.flat.hasPrefix("Only if aws:SourceIp is in 203.0.113.0/24:"))
    let inside = try await ask(
      "s3:GetObject", "--policy", "office.json", "--context", "aws:SourceIp=203.0.113.7")
    #expect(inside.output.hasPrefix("Yes: "))
    let outside = try await ask(
      "s3:GetObject", "--policy", "office.json", "--context", "AWS:sourceip=192.0.2.1")
    #expect(outside.output.hasPrefix("No: "))
    let absent = try await ask(
      "s3:GetObject", "--policy", "office.json", "--absent", "aws:SourceIp")
    #expect(absent.output.hasPrefix("No: "))
  }

  @Test("sessions, services, anyone, and other accounts")
  func callers() async throws {
    for principal in ["*", "delivery.logs.amazonaws.com"] {
      let run = try await ask(
        "s3:GetObject", "--resource-policy", "bucket.json", principal: principal)
      #expect(run.output.hasPrefix("Yes: "), "\(principal)")
    }
    for principal in ["role/work", "root"] {
      let run = try await ask("s3:GetObject", "--policy", "work.json", principal: principal)
      #expect(run.output.hasPrefix("Yes: "), "\(principal)")
    }
    let foreign = try await ask(
      "s3:GetObject", "--policy", "work.json", "--resource-account", "444455556666")
    #expect(foreign.output.hasPrefix("No: "))
    let both = try await ask(
      "s3:GetObject", "--policy", "work.json", "--resource-account", "444455556666",
      "--resource-policy", "bucket.json")
    #expect(both.output.hasPrefix("Yes: "))
  }

  @Test("as JSON")
  func json() async throws {
    let json = try await ask("s3:GetObject", "--policy", "office.json", "--format", "json").json()
    #expect(json["schema"].text == "postern.can/1")
    #expect(json["decision"].text == "conditional")
    #expect(json["conditions"].list.map(\.text) == ["aws:SourceIp is in 203.0.113.0/24"])
  }

  @Test("what is wrong is told")
  func wrong() async throws {
    #expect(try await ask("GetObject").code == 64)
    #expect(try await ask("s3:GetObject", principal: "maya").code == 64)
    #expect(try await ask("s3:GetObject", "--policy", "nowhere.json").code == 64)
    #expect(try await ask("s3:GetObject", "--context", "x").code == 64)
    #expect(await Program.run("simulate").code == 64)
    #expect(await Program.run("simulate", "--cases", "x", "--action", "s3:GetObject").code == 64)
    let scratch = try Scratch(["bad.json": "{\n\"Statement\": [{]"])
    let run = try await ask("s3:GetObject", "--policy", scratch / "bad.json")
    #expect(run.code == 65)
    #expect(run.errors.contains("bad.json:2"))
  }
}
