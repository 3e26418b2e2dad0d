import Documents
import Foundation
import Policy
import Testing

/// Cases with known answers, from the documentation and from engines that agree about them.
struct SimulationCaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  static let files = [
    "action-match", "attacker", "aws-owned", "basics", "boundary", "chain", "cond-arn",
    "cond-binary", "cond-bool", "cond-date", "cond-ifexists", "cond-ip", "cond-multi", "cond-null",
    "cond-numeric", "cond-set", "cond-string", "cross-account", "dependent", "escalation", "kms",
    "not-elements", "notprincipal", "oidc", "passrole", "principal-match", "rcp", "resource-match",
    "resource-policy-same", "resource-star-only", "s3-public", "saml", "scp", "session-policy",
    "trust", "variables", "wild-action", "wild-resource",
  ]

  static func cases(_ name: String) throws -> [JSONValue] {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    guard name.hasSuffix("l") else {
      return try JSONDocument.parse(bytes, file: name).root.listed
    }
    return try bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONDocument.parse([UInt8]($0), file: name).root
    }
  }

  static func check(_ value: JSONValue) throws {
    let expected = try #require(value["expected"]?.string)
    let accepted = value["accept"]?.listed.compactMap(\.string) ?? [expected]
    let simulation = try #require(SimulationCase(value), "\(value["id"]?.string ?? "?")")
    #expect(
      accepted.contains(simulation.answer().rawValue),
      "\(simulation.id) expects \(expected): \(value["why"]?.string ?? "")")
  }

  @Test func everyFileIsListed() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: SimulationCaseTests.folder.path)
    #expect(
      Set(found) == Set(SimulationCaseTests.files.map { $0 + ".json" } + ["random.jsonl"]))
  }

  @Test(arguments: files) func everyAnswerIsRight(_ file: String) throws {
    let cases = try SimulationCaseTests.cases(file + ".json")
    #expect(!cases.isEmpty)
    for value in cases { try SimulationCaseTests.check(value) }
  }

  @Test func everyRandomAnswerIsRight() throws {
    let cases = try SimulationCaseTests.cases("random.jsonl")
    #expect(cases.count == 300)
    for value in cases { try SimulationCaseTests.check(value) }
  }

  @Test(arguments: files) func theContextHoldsWhatFollowsFromTheCaller(_ file: String) throws {
    for value in try SimulationCaseTests.cases(file + ".json") {
      let simulation = try #require(SimulationCase(value))
      let request = try #require(simulation.requests.first)
      let wanted = try #require(value["effective_context"])
      var names: Set<String> = []
      for (name, expected) in wanted.members {
        let key = name.asciiLowercasedText
        names.insert(key)
        // A case may leave open what would follow, such as whether the call is encrypted.
        if case .free = request.context[key] { continue }
        #expect(
          request.context[key] == .values(expected.listed.compactMap(\.scalarText)),
          "\(simulation.id): \(name)")
      }
      // The cases leave out the type of anonymous callers, which AWS documents.
      if request.caller.kind == .anonymous { names.insert("aws:principaltype") }
      for key in SimulationCaseTests.derivedKeys where !names.contains(key) {
        if case .values(let values) = request.context[key] {
          Issue.record("\(simulation.id): \(key) is \(values), expected none")
        }
      }
    }
  }

  /// Keys that follow from the caller or the resource, in lower case.
  private static let derivedKeys = [
    "aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:principalorgid",
    "aws:userid", "aws:username", "aws:principalisawsservice", "aws:principalservicename",
    "aws:multifactorauthpresent", "aws:viaawsservice", "aws:securetransport",
    "aws:resourceaccount", "aws:principaltag/team", "aws:principaltag/env",
  ]
}
