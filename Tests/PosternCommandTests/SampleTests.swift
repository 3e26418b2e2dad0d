import Testing

/// One line of a report: who reaches what, and how surely.
private struct Outcome: Hashable, CustomStringConvertible {
  var start: String
  var target: String
  var impact: String
  var certainty: String

  init(_ start: String, _ target: String, _ impact: String, _ certainty: String = "certain") {
    self.start = start
    self.target = target
    self.impact = impact
    self.certainty = certainty
  }

  var description: String { "\(start) → \(target) (\(impact), \(certainty))" }
}

@Suite("What samples/README.md promises of acme-ai")
struct SampleTests {
  private static let corpus = "arn:aws:s3:::acme-ml-training-corpus"
  private static let demo = "arn:aws:s3:::acme-dev-fair-demo-data"
  private static let models = "arn:aws:s3:::acme-ml-models"

  /// Who decides over the corpus: its steward, and the root user above her.
  private static let stewards =
    [
      ("ines.almeida", "certain"), ("root user of acme-management", "conditional"),
    ].flatMap { start, certainty in
      [Outcome(start, corpus, "takeover", certainty)]
        + ["/feedback/", "/v3/"].flatMap { part in
          [
            Outcome(start, corpus + part, "poison", certainty),
            Outcome(start, corpus + part, "destroy", certainty),
          ]
        }
    } + [Outcome("root user of acme-management", "aws:999988887777:administrator", "control")]

  /// The copy of a part of it that was made for a fair.
  private static let open = [
    Outcome("anyone without credentials", demo, "exfiltrate"),
    Outcome("old-jenkins", demo, "poison"), Outcome("old-jenkins", demo, "takeover"),
    Outcome("old-jenkins", demo, "destroy", "conditional"),
  ]

  private static func outcomes(of report: Tree) -> [Outcome] {
    report["findings"].list.map {
      Outcome(
        $0["start"]["name"].text ?? "", $0["target"]["id"].text ?? "", $0["impact"].text ?? "",
        $0["path"]["certainty"].text ?? "")
    }
  }

  @Test("exactly the intended findings")
  func findings() async throws {
    let report = try await Program.run("analyze", Program.sample, "--format", "json").json()
    let found = Self.outcomes(of: report)
    let corpus = [Self.corpus + "/feedback/", Self.corpus + "/v3/"]
    let models = [
      Self.models + "/pretrain/corpus-pretrain-2026-05/output/model.tar.gz",
      Self.models + "/ranker/model.tar.gz",
    ]
    let ranker = models[1]
    var expected = [
      Outcome("old-jenkins", "aws:111122223333:administrator", "control"),
      Outcome("svc-rag-app", corpus[0], "poison"),
    ]
    for target in corpus + models {
      for start in ["maya.chen", "old-jenkins"] {
        expected += ["exfiltrate", "poison"].map { Outcome(start, target, $0) }
      }
    }
    expected += corpus.map { Outcome("priya.raman", $0, "exfiltrate") }
    expected += models.map { Outcome("omar.farouk", $0, "exfiltrate", "conditional") }
    for start in ["maya.chen", "old-jenkins"] {
      expected += models.map { Outcome(start, $0, "backdoor") }
    }
    // Anyone reads the ranker's model, so that it is no finding of others.
    expected.removeAll { $0.target == ranker && $0.impact == "exfiltrate" }
    expected.append(Outcome("any identity of any AWS account", ranker, "exfiltrate"))
    #expect(Set(found) == Set(expected + Self.stewards + Self.open))
    #expect(found.count == 39)
  }

  @Test("Maya's path leads through what the story says")
  func story() async throws {
    let report = try await Program.run("analyze", Program.sample, "--format", "json").json()
    let hops = try #require(
      report["findings"].list.first { $0["start"]["name"].text == "maya.chen" })["path"]["hops"]
    #expect(
      hops.list.map { $0["technique"].text } == [
        "lambda-004", "sts-001", "sagemaker-002", "s3-read",
      ]
    )
    let roles = ["build-notifier-role", "ml-pipeline-deployer", "sagemaker-training-role"]
    for (hop, role) in zip(hops.list, roles) {
      #expect(hop["to"].text?.hasSuffix(":role/" + role) == true)
      #expect(hop["evidence"].list.count >= 2)
    }
  }

  @Test(
    "those who are no start, and what they reach all the same",
    arguments: [
      ("anders.lund", corpus, "exfiltrate certain"), ("anders.lund", corpus, "poison certain"),
      ("henrik.olsen", corpus, "exfiltrate certain"),
      ("lena.fischer", corpus, "exfiltrate certain"), ("lena.fischer", corpus, "poison certain"),
      ("omar.farouk", models, "exfiltrate conditional"),
      ("maya.chen", models, "poison certain"),
      ("maya.chen", "arn:aws:s3:::acme-ml-feature-store", "exfiltrate certain"),
      ("svc-rag-app", "arn:aws:s3:::acme-rag-documents", "exfiltrate certain"),
      ("noor.haddad", "aws:111122223333:administrator", " certain"),
      ("rafael.ortiz", "aws:444455556666:administrator", " certain"),
      (
        "arn:aws:iam::111122223333:user/break-glass-admin", "aws:111122223333:administrator",
        " certain"
      ),
    ])
  func reached(start: String, target: String, expected: String) async throws {
    let words = expected.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let limits = words[0].isEmpty ? [] : ["--impact", words[0]]
    let run = try await Self.paths(start, target, limits)
    #expect(run["paths"][0]["certainty"].text == words[1])
  }

  @Test("a workflow of any repository of the organisation reaches the models, and no more")
  func workflow() async throws {
    let provider =
      "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    let path = try await Self.paths(provider, Self.models)["paths"][0]
    let ends = path["hops"].list.compactMap { $0["to"].text?.split(separator: "/").last }
    #expect(ends == ["github-actions-deploy", "build-agent", "arn:aws:s3:::acme-ml-models"])
    let conditions = path["conditions"].list.compactMap(\.text)
    #expect(conditions.contains { $0.contains("repo:acme-ai/*") })
    #expect(try await Self.paths(provider, Self.corpus)["paths"].list.isEmpty)
  }

  @Test("omar.farouk only from the office, and not the corpus")
  func office() async throws {
    let path = try await Self.paths("omar.farouk", Self.models)["paths"][0]
    #expect(path["conditions"].list.map(\.text) == ["aws:SourceIp is in 203.0.113.0/24"])
    #expect(try await Self.paths("omar.farouk", Self.corpus)["paths"].list.isEmpty)
  }

  @Test("those who reach nothing do not appear, and no path of theirs is found")
  func nothing() async throws {
    let people = [
      "tomas.novak", "aisha.okafor", "jonas.weber", "li.wei", "sofia.rossi", "diego.santos",
      "arjun.mehta", "grace.mbeki", "hana.suzuki", "emma.larsen", "viktor.petrov", "clara.dubois",
      "label-import-role", "feature-ingest-role", "model-serving-role", "rag-indexer-task",
      "svc-label-export",
    ]
    let scratch = try Scratch()
    let run = await Program.run("analyze", Program.sample, "-o", scratch.path)
    let texts = [run.output, try scratch.read("report.md"), try scratch.read("paths.dot")]
    for name in people {
      for text in texts { #expect(!text.contains(name), "\(name)") }
    }
    var arguments = ["paths", Program.sample, "--to", Self.corpus, "--format", "json"]
    for name in people.prefix(12) { arguments += ["--from", name] }
    arguments += [
      "--to", "aws:111122223333:administrator", "--to", "aws:444455556666:administrator",
    ]
    #expect(try await Self.run(arguments)["paths"].list.isEmpty)
  }

  @Test(
    "each kind of start is there, with the attacker whose it is",
    arguments: [
      ("aitm", "password"), ("aitm", "relayed-factor"), ("aitm", "unknown-factor"),
      ("aitm", "access-key"), ("aitm", "open-trust"), ("aitm", "public-data"),
      ("infostealer", "security-key"), ("external", "wide-workflow"), ("external", "third-party"),
      ("external", "exposed-workload"),
    ])
  func kinds(attacker: String, kind: String) async throws {
    let report = try await Program.run(
      "analyze", Program.sample, "--attacker", attacker, "--format", "json"
    ).json()
    let reaching = report["findings"].list.flatMap { $0["start"]["ways"].list }
    #expect(reaching.contains { $0["kind"].text == kind })
  }

  @Test("the root user without a factor and an inactive start reach something")
  func root() async throws {
    let report = try await Program.run("analyze", Program.sample, "--format", "json").json()
    let starts = report["findings"].list.map { $0["start"] }
    let root = try #require(starts.first { $0["id"].text == "arn:aws:iam::999988887777:root" })
    #expect(root["ways"][0]["file"].text == "999988887777/iam/get-account-summary.json")
    #expect(starts.contains { $0["isInactive"].truth == true })
  }

  @Test("coverage says what of the management account was not exported")
  func coverage() async throws {
    let report = try await Program.run("analyze", Program.sample, "--format", "json").json()
    let gaps = report["coverage"]["gaps"].list
    #expect(gaps.contains { $0["account"].text == "999988887777" })
  }

  private static func paths(
    _ start: String, _ target: String, _ further: [String] = []
  ) async throws -> Tree {
    try await run(
      ["paths", Program.sample, "--from", start, "--to", target, "--format", "json"] + further)
  }

  private static func run(_ arguments: [String]) async throws -> Tree {
    let run = await Program.run(arguments)
    #expect(run.code == 0, "\(run.errors)")
    return try run.json()
  }
}
