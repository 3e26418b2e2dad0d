import Documents
import Policy
import Testing

@testable import Reporting

@Suite("What can says")
struct DecisionTests {
  private let allowed = Grant.allow(Asked.action, on: "*", sid: "UseKeys")

  /// Each answer with its reasons, one under the other.
  private var all: [(name: String, asked: Asked)] {
    [
      ("allowed", .delegating(allowed)),
      (
        "only from the office",
        .delegating(.allow(Asked.action, on: "*", sid: "UseKeys", only: Worlds.office))
      ),
      (
        "unless from outside",
        .delegating(
          allowed,
          .deny(
            "*", on: "*", sid: "OfficeOnly",
            only: #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#))
      ),
      ("nothing allows it", .delegating(.allow("s3:GetObject", on: "*"))),
      ("boundary", .delegating(allowed, boundary: [.allow("s3:*", on: "*")])),
      ("denied", .delegating(allowed, .deny("kms:*", on: "*", sid: "NoKeys"))),
      (
        "denied above",
        .delegating(
          allowed,
          serviceControl: [.allow("*", on: "*"), .deny("kms:Decrypt", on: "*", sid: "KeepKeys")])
      ),
      ("no level above allows it", .delegating(allowed, serviceControl: [.allow("s3:*", on: "*")])),
      ("key does not delegate", Asked(identity: [allowed], resource: [])),
      ("another account", Asked(identity: [allowed], resource: [], account: "444455556666")),
    ]
  }

  @Test func text() {
    Golden.expect(
      all.map { "# \($0.name)\n\($0.asked.text)" }.joined(separator: "\n"), is: "can.txt")
  }

  @Test func json() {
    let documents = all.map { "# \($0.name)\n\($0.asked.json)" }
    Golden.expect(documents.joined(separator: "\n"), is: "can.json.txt")
  }

  @Test("the first word is the answer")
  func firstWord() {
    for (name, asked) in all {
      let beginning =
        switch asked.decision.answer {
        case .allowed: "Yes: "
        case .conditional: "Only if "
        case .denied: "No: "
        }
      #expect(asked.text.hasPrefix(beginning), "\(name)")
    }
  }

  @Test("the reason is named")
  func reasons() {
    let boundary = Asked.delegating(allowed, boundary: [.allow("s3:*", on: "*")]).text
    #expect(
      boundary.hasPrefix("No: the permissions boundary dev-limit has no Allow for kms:Decrypt"))
    let office = Asked.delegating(.allow(Asked.action, on: "*", only: Worlds.office)).text
    #expect(office.hasPrefix("Only if aws:SourceIp is in 203.0.113.0/24: alice may use"))
    let denied = Asked.delegating(allowed, .deny("kms:*", on: "*", sid: "NoKeys")).text
    #expect(
      denied.hasPrefix("No: the statement NoKeys of the inline policy alice-policy denies it."))
    #expect(denied.contains("iam/alice.json:5"))
  }

  @Test("hostile names do no harm", arguments: HostileNames.all)
  func hostile(name: String) throws {
    let decision = Asked.delegating(.allow(Asked.action, on: "*", sid: name)).decision
    let text = DecisionText.text(decision, principal: name, action: name, resource: name)
    HostileNames.expectHarmless(terminal: text, width: 80)
    let json = DecisionJSON.document(decision, principal: name, action: name, resource: name)
    let document = try JSONDocument.parse(Array(json.serialized().utf8), file: "can.json")
    #expect(document.root["principal"]?.string == name)
    #expect(document.root["statements"]?.listed.last?["sid"] != nil)
  }

  @Test("a statement that counts twice is cited once")
  func twice() {
    let asked = Asked.delegating(allowed)
    var decision = asked.decision
    let once = DecisionView(decision, principal: "a", action: "b", resource: "c").statements
    decision.allows += decision.allows
    decision.denies += decision.denies
    let view = DecisionView(decision, principal: "a", action: "b", resource: "c")
    #expect(view.statements == once && !once.isEmpty)
  }
}
