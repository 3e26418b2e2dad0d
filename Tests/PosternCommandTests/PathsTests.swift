import Testing

@Suite("postern paths")
struct PathsTests {
  private static let maya = "arn:aws:iam::111122223333:user/maya.chen"
  private static let corpus = "arn:aws:s3:::acme-ml-training-corpus"

  private func paths(_ arguments: String...) async throws -> Tree {
    let run = await Program.run(["paths", Program.sample, "--format", "json"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    return try run.json()
  }

  @Test("JSON is of the schema postern.paths/1")
  func schema() async throws {
    let document = try await paths("--from", Self.maya, "--to", Self.corpus)
    #expect(document["schema"].text == "postern.paths/1")
    #expect(document.keys.isSuperset(of: ["schema", "paths", "coverage"]))
    #expect(document["paths"].list.count == 1)
    let path = document["paths"][0]
    #expect(
      path.keys.isSuperset(of: ["id", "source", "target", "certainty", "cost", "hops"]))
    #expect(path["id"].text?.isEmpty == false && (path["cost"].number ?? 0) > 0)
    #expect(path["source"]["id"].text == Self.maya)
    #expect(path["source"]["kind"].text == "aws:iam:user")
    #expect(path["source"]["name"].text == "maya.chen")
    #expect(path["target"]["id"].text == Self.corpus)
    #expect(path["target"]["kind"].text == "aws:s3:bucket")
    #expect(path["target"]["impact"].text == "exfiltrate")
    #expect(path["certainty"].text == "certain")
  }

  @Test("hops hang together and are cited")
  func hops() async throws {
    let path = try await paths("--from", Self.maya, "--to", Self.corpus)["paths"][0]
    let hops = path["hops"].list
    #expect(hops.first?["from"].text == Self.maya && hops.last?["to"].text == Self.corpus)
    for (hop, next) in zip(hops, hops.dropFirst()) { #expect(hop["to"].text == next["from"].text) }
    for hop in hops {
      #expect(
        hop.keys.isSuperset(of: ["from", "to", "technique", "certainty", "conditions", "evidence"]))
      #expect(!hop["evidence"].list.isEmpty)
      for evidence in hop["evidence"].list {
        #expect(evidence.keys.isSuperset(of: ["file", "pointer", "sid", "role"]))
        #expect(evidence["file"].text?.hasSuffix(".json") == true)
        #expect(evidence["pointer"].text?.hasPrefix("/") == true)
      }
    }
  }

  @Test("a bare name stands for the one thing that has it, and a bucket for any impact")
  func names() async throws {
    let named = try await paths("--from", "maya.chen", "--to", "acme-ml-training-corpus")
    #expect(named["paths"][0]["source"]["id"].text == Self.maya)
    let poison = try await paths("--from", "maya.chen", "--to", Self.corpus, "--impact", "poison")
    #expect(poison["paths"].list.map { $0["target"]["impact"].text } == ["poison"])
  }

  @Test("a role can be asked for; what one is already is one hop called direct")
  func controlled() async throws {
    let role = try await paths("--from", "maya.chen", "--to", "ml-pipeline-deployer")
    #expect(role["paths"][0]["hops"].list.count == 2)
    let own = try await paths("--from", "maya.chen", "--to", "maya.chen")
    #expect(own["paths"][0]["hops"].list.map { $0["technique"].text } == ["direct"])
  }

  @Test("no path is an answer, not a failure")
  func none() async throws {
    let none = try await paths("--from", "arjun.mehta", "--to", Self.corpus)
    #expect(none["paths"].list.isEmpty && !none["coverage"].isNull)
    let text = await Program.run(
      "paths", Program.sample, "--from", "arjun.mehta", "--to", Self.corpus)
    #expect(text.code == 0 && text.output == "No path was found, as far as the snapshot goes.\n")
  }

  @Test("without ends: every start and every target")
  func everything() async throws {
    let all = try await paths()
    #expect(Set(all["paths"].list.compactMap { $0["source"]["name"].text }).count == 21)
  }

  @Test("alternatives come after the best")
  func alternatives() async throws {
    let further = try await paths(
      "--from", "lena.fischer", "--to", Self.corpus, "--impact", "poison", "--alternatives", "3")
    let lengths = further["paths"].list.map { $0["hops"].list.count }
    #expect(lengths.count > 1 && lengths == lengths.sorted())
    #expect(Set(further["paths"].list.compactMap { $0["id"].text }).count == lengths.count)
  }
}
