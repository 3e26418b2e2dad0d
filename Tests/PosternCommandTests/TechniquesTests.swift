import Testing

@Suite("postern techniques")
struct TechniquesTests {
  @Test("lists them, of one service too")
  func list() async throws {
    let all = await Program.run("techniques", "list")
    #expect(all.code == 0)
    #expect(all.output.contains(/(?m)^sts-001 +Role assumed$/))
    #expect(await Program.run("techniques").output == all.output)
    let some = await Program.run("techniques", "list", "--service", "Lambda")
    let lines = some.output.split(separator: "\n")
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.contains("lambda-") || $0.contains("tag-function") })
    let json = try await Program.run("techniques", "list", "--format", "json").json()
    #expect(json["schema"].text == "postern.techniques/1")
    #expect(json["techniques"].list.count == all.output.split(separator: "\n").count)
  }

  @Test("shows one")
  func show() async throws {
    let run = await Program.run("techniques", "show", "lambda-004")
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("lambda-004  "))
    for word in ["lambda:UpdateFunctionCode", "Needs:", "Gains:", "To close:", "T1648", "https://"]
    {
      #expect(run.output.contains(word), "\(word)")
    }
    let json = try await Program.run("techniques", "show", "lambda-004", "--format", "json").json()
    #expect(json["techniques"].list.map { $0["id"].text } == ["lambda-004"])
  }

  @Test("no sentence has a gap or a doubled noun")
  func sentences() async throws {
    let listing = try await Program.run("techniques", "list", "--format", "json").json()
    for technique in listing["techniques"].list.compactMap({ $0["id"].text }) {
      let shown = await Program.run("techniques", "show", technique).output
      let sentence = Run.flat(
        shown.split(separator: "\n\n").dropFirst().first.map(String.init) ?? "")
      #expect(!sentence.contains("{"), "\(sentence)")
      #expect(!sentence.contains(#/the \w+ the /#), "\(sentence)")
      #expect(sentence.hasPrefix("The attacker ") && sentence.hasSuffix("."), "\(sentence)")
    }
  }

  @Test("lists those of a category and of an ATT&CK id, its sub-techniques too")
  func filters() async throws {
    let some = try await Program.run(
      "techniques", "list", "--category", "self-escalation", "--attack", "t1098", "--format", "json"
    ).json()
    let found = some["techniques"].list
    #expect(found.count >= 8)
    #expect(found.allSatisfy { $0["category"].text == "self-escalation" })
    #expect(
      found.allSatisfy { $0["attack"].list.contains { $0.text?.hasPrefix("T1098") == true } })
  }

  @Test(
    "a filter that nothing fits is a usage error that tells what there is",
    arguments: [
      (["--service", "lamda"], "did you mean lambda?"),
      (["--category", "self-escalations"], "did you mean self-escalation?"),
      (["--attack", "T9999"], "there are "),
    ])
  func wrongFilter(_ arguments: [String], _ hint: String) async {
    let run = await Program.run(["techniques", "list"] + arguments)
    #expect(run.code == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(arguments[1]) && run.errors.contains(hint), "\(run.errors)")
  }

  @Test("shows all of a technique, with a picture, in 80 columns")
  func details() async {
    let output = await Program.run("techniques", "show", "ecs-001").output
    for word in [
      "principal\n", "──[iam:PassRole, ecs:CreateCluster,", "ecs:CreateService]──▶",
      "new cluster, task definition and service as ROLE", "the role trusts ecs-tasks.amazonaws.com",
      "T1610 Deploy Container (", "Effort:   3 of 5: several calls, or a wait",
    ] {
      #expect(output.contains(word), "\(word) in \(output)")
    }
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let state = await Program.run("techniques", "show", "ssm-001").output
    #expect(state.contains("the instance's managed is Online, state is running"))
    #expect(state.contains("principal ──[ssm:StartSession]──▶ instance ──(runs as)──▶ ROLE"))
  }

  @Test(
    "shows what reports name and the catalogue lacks",
    arguments: [
      "account-control", "administrator", "direct", "external-trust", "federation", "runs-as",
    ])
  func builtInHops(_ id: String) async throws {
    let run = await Program.run("techniques", "show", id)
    #expect(run.code == 0)
    #expect(run.output.hasPrefix(id + "  "))
    let json = try await Program.run("techniques", "show", id, "--format", "json").json()
    #expect(json["techniques"][0]["id"].text == id)
    #expect(json["techniques"][0]["explanation"].text?.hasSuffix(".") == true)
  }

  @Test("counts them by category and by ATT&CK id")
  func matrix() async throws {
    let all = try await Program.run("techniques", "list", "--format", "json").json()
    let run = await Program.run("techniques", "matrix")
    #expect(run.output.contains("self-escalation: "))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try await Program.run("techniques", "matrix", "--format", "json").json()
    #expect(json["schema"].text == "postern.matrix/1")
    let ids = json["rows"].list.flatMap { $0["services"].list }
      .flatMap { $0["techniques"].list }.compactMap(\.text)
    #expect(ids.sorted() == all["techniques"].list.compactMap { $0["id"].text })
    #expect(
      json["rows"].list.compactMap { $0["count"].number }.reduce(0, +) == ids.count)
    let aliases = json["rows"].list.flatMap { $0["services"].list }.compactMap {
      $0["aliases"]["iam-001"].list.compactMap(\.text)
    }
    #expect(aliases.contains { $0.contains("rhino-1") })
    let known = await Program.run("techniques", "show", "rhino-1").output
    #expect(known.hasPrefix("iam-001  "))
    let attack = await Program.run(
      "techniques", "matrix", "--by", "attack", "--format", "markdown"
    ).output
    #expect(attack.hasPrefix("| ATT&CK | service | count | techniques |\n|---|---|---:|---|\n"))
    #expect(
      attack.contains("| T1098.003 Additional Cloud Roles (persistence, privilege escalation)"))
  }
}
