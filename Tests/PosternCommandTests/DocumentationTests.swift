import Foundation
import Testing

/// The articles of the documentation, and README.
enum Articles {
  static let folder = Program.root + "/Sources/Postern/Postern.docc/"

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()

  static func text(_ name: String) throws -> String {
    let path = name == "README" ? Program.root + "/README.md" : folder + name + ".md"
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The fenced blocks of an article with this language.
  static func blocks(_ language: String, of name: String) throws -> [String] {
    try text(name).components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }
}

@Suite("The documentation")
struct DocumentationTests {
  /// A call that a page shows, and the lines that it says are printed; "…" stands for some more.
  struct Shown: Sendable, CustomStringConvertible {
    var page: String
    var call: String
    var lines: [String]
    var description: String { "\(page): \(call)" }

    static let all: [Shown] = (Articles.names + ["README"]).flatMap { page in
      ((try? Articles.blocks("console", of: page)) ?? []).compactMap { block -> Shown? in
        var lines = block.components(separatedBy: "\n")
        guard let first = lines.first, first.hasPrefix("$ ") else { return nil }
        lines.removeFirst()
        return Shown(page: page, call: String(first.dropFirst(2)), lines: lines)
      }
    }
  }

  @Test("what a page shows is what is printed", arguments: Shown.all)
  func output(shown: Shown) async {
    let run = await Program.shell(
      #"cd "$1" && PATH="$(dirname "$0"):$PATH" && eval "$2""#, Program.root, shown.call)
    #expect([0, 1].contains(run.code), "\(run.errors)")
    var rest = run.output.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if rest.last == "" { rest.removeLast() }
    var skips = false
    for line in shown.lines {
      if line == "…" {
        skips = true
        continue
      }
      if skips, let next = rest.firstIndex(where: { $0 == line }) { rest = rest[next...] }
      skips = false
      #expect(rest.first.map(String.init) == line, "\(shown)")
      rest = rest.dropFirst()
    }
    #expect(skips || rest.isEmpty, "\(shown) prints more: \(rest.prefix(3))")
  }

  @Test("there are outputs to compare, of several pages")
  func coverage() { #expect(Shown.all.count >= 10 && Set(Shown.all.map(\.page)).count >= 6) }

  @Test("the pages refer to pages and files that exist, and the first to all")
  func references() throws {
    for page in Articles.names + ["README"] {
      let text = try Articles.text(page)
      for match in text.matches(of: /<doc:([A-Za-z]+)>/) {
        #expect(Articles.names.contains(String(match.1)), "\(page): \(match.1)")
      }
      for match in text.matches(of: /\]\(([^)#:]+)\)/) {
        let file = Program.root + "/" + match.1
        #expect(FileManager.default.fileExists(atPath: file), "\(page): \(match.1)")
      }
    }
    let landing = try Articles.text("Postern")
    for page in Articles.names where page != "Postern" {
      #expect(landing.contains("<doc:\(page)>"), "\(page) is not on the first page")
    }
  }

  @Test("the technique that is worked out works, and needs the trust")
  func ownTechnique() async throws {
    let example = try #require(try Articles.blocks("yaml", of: "AddingATechnique").first)
    func design(trusting service: String) -> String {
      """
      design: jobs
      accounts: {work: {}}
      people:
        - name: maya
          account: work
          signs_in_with: password
          may:
            - pass role runner
            - {allow: ["batch:RegisterJobDefinition", "batch:SubmitJob"], on: "*"}
      roles:
        - {name: runner, account: work, trusts: [\(service)], may: [read bucket corpus]}
      buckets:
        - {name: corpus, account: work, holds: training data}
      """
    }
    let scratch = try Scratch([
      "own.yaml": example, "jobs.design.yaml": design(trusting: "ecs"),
      "other.design.yaml": design(trusting: "lambda"),
    ])
    func paths(_ file: String) async throws -> Tree {
      let run = await Program.run(
        "paths", scratch / file, "--techniques", scratch / "own.yaml", "--from", "maya", "--to",
        "corpus", "--format", "json")
      #expect(run.code == 0, "\(run.errors)")
      return try run.json()["paths"]
    }
    let hops = try await paths("jobs.design.yaml")[0]["hops"].list
    #expect(hops.map { $0["technique"].text } == ["batch-job", "s3-read"])
    #expect(try await paths("other.design.yaml").list.isEmpty)
  }
}

@Suite("JSON and its schemas")
struct SchemaTests {
  private static let calls: [(schema: String, arguments: [String])] = [
    ("report", ["analyze", Program.sample, "--format", "json"]),
    (
      "report",
      ["analyze", Program.root + "/samples/payments-ml.design.yaml", "--format", "json"]
    ),
    ("validate", ["validate", Program.sample, "--format", "json"]),
    ("paths", ["paths", Program.sample, "--format", "json", "--alternatives", "2"]),
    (
      "paths",
      [
        "paths", Program.sample, "--from", "omar.farouk", "--to", "acme-ml-models", "--format",
        "json",
      ]
    ),
  ]

  private static func schema(_ name: String) throws -> Tree {
    try Tree(
      text: String(
        contentsOfFile: Articles.folder + "Schemas/\(name).schema.json", encoding: .utf8))
  }

  @Test("the output is what the schema says", arguments: calls)
  func outputs(call: (schema: String, arguments: [String])) async throws {
    let run = await Program.run(call.arguments)
    let faults = SchemaCheck.faults(of: try run.json(), against: try Self.schema(call.schema))
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }

  @Test("also with accepted and lapsed risks")
  func risks() async throws {
    let entry = """
      accepted_risks:
        - {start: "arn:aws:iam::111122223333:user/maya.chen", owner: a, reason: b,
           expires: 2026-06-20}
        - {start: "arn:aws:iam::111122223333:user/old-jenkins", owner: a, reason: b,
           expires: 2026-01-01}
        - {target: "arn:aws:s3:::nowhere", owner: a, reason: b, expires: 2026-06-20}
      """
    let scratch = try Scratch(["own.yaml": entry])
    for (schema, command) in [("report", "analyze"), ("validate", "validate")] {
      let tree = try await Program.run(
        command, Program.sample, "--config", scratch / "own.yaml", "--format", "json"
      ).json()
      let faults = SchemaCheck.faults(of: tree, against: try Self.schema(schema))
      #expect(faults.isEmpty, "\(faults.prefix(5))")
      if command == "analyze" {
        #expect(tree["acceptedRisks"]["findings"].list.count == 9)
        #expect(tree["acceptedRisks"]["unused"].list.count == 1)
        #expect(tree["findings"].list.contains { !$0["lapsedAcceptance"].isNull })
      }
    }
  }

  @Test("the check does find faults")
  func faults() async throws {
    let schema = try Self.schema("paths")
    let wrong = #"{"schema": "postern.paths/2", "paths": [{"id": "x", "cost": -1, "more": 1}]}"#
    let faults = SchemaCheck.faults(of: try Tree(text: wrong), against: schema)
    for part in [
      ": coverage is missing", "/schema: ", "/paths/0/id: x does not match",
      "/paths/0/cost: less than 0", "/paths/0: more is not in the schema",
      "/paths/0: hops is missing",
    ] { #expect(faults.contains { $0.hasPrefix(part) }, "\(part) in \(faults)") }
    let truth = try Tree(text: #"{"schema": true, "paths": [], "coverage": 1}"#)
    #expect(SchemaCheck.faults(of: truth, against: schema).contains("/coverage: another type"))
  }

  @Test("each field is explained in the article")
  func fields() async throws {
    func keys(_ tree: Tree) -> Set<String> {
      var all = tree.keys
      for key in tree.keys { all.formUnion(keys(tree[key])) }
      for item in tree.list { all.formUnion(keys(item)) }
      return all
    }
    let article = try Articles.text("JSONSchemas")
    var fields: Set<String> = []
    let more = [
      [
        "can", "maya.chen", "s3:GetObject", "acme-ml-training-corpus", "--snapshot",
        Program.sample, "--format", "json",
      ],
      [
        "can", "--who", "--paths", "s3:GetObject", "arn:aws:s3:::acme-ml-training-corpus/data",
        "--snapshot", Program.sample, "--format", "json",
      ], ["techniques", "show", "lambda-004", "--format", "json"],
    ]
    for arguments in Self.calls.map(\.arguments) + more {
      fields.formUnion(keys(try await Program.run(arguments).json()))
    }
    #expect(fields.count > 40)
    for field in fields { #expect(article.contains("`\(field)`"), "\(field)") }
  }
}
