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
    #expect(lines.allSatisfy { $0.hasPrefix("lambda-") })
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
      let sentence =
        await Program.run("techniques", "show", technique).output
        .split(separator: "\n").dropFirst().first ?? ""
      #expect(!sentence.contains("{"), "\(sentence)")
      #expect(!sentence.contains(#/the \w+ the /#), "\(sentence)")
      #expect(sentence.hasPrefix("The attacker ") && sentence.hasSuffix("."), "\(sentence)")
    }
  }
}
