import Environment
import Testing

@testable import Reporting

@Suite("Accepted risks in every format")
struct AcceptedRiskTests {
  /// The organisation, with the poisoning of the corpus by dana accepted until a moment, and an entry
  /// that covers nothing.
  private func accepting(until end: Double) -> SmallWorld {
    var world = Worlds.acme()
    var risk = AcceptedRisk(
      owner: "mira", reason: "watched <b>", expires: "2027-03-31", end: end,
      origin: .init(file: "postern.yaml", line: 4))
    risk.start = Names.user("dana", Worlds.dev)
    risk.impact = "poison"
    var other = risk
    other.owner = "nobody"
    other.start = Names.user("gone", Worlds.dev)
    world.accept([risk, other])
    return world
  }

  @Test("one that is accepted is counted nowhere, and listed with who answers for it")
  func accepted() {
    let result = accepting(until: 2e9).analyzed()
    let plain = Worlds.acme().analyzed()
    #expect(result.findings.count == plain.findings.count - 1)
    #expect(result.reachedPairs == plain.reachedPairs - 1)
    #expect(result.accepted.map(\.finding.start.name) == ["dana"])
    #expect(
      result.accepted.map(\.finding.id).allSatisfy { id in
        !result.findings.contains { $0.id == id }
      })
    #expect(result.unusedRisks.map(\.owner) == ["nobody"])
    let terminal = Outputs.terminal(result)
    #expect(terminal.contains("1 further finding is an accepted risk of mira, until 2027-03-31."))
    #expect(terminal.contains("postern.yaml:4: this accepted risk of nobody covers nothing"))
    let markdown = Outputs.markdown(result)
    #expect(markdown.contains("## Accepted risks"))
    #expect(markdown.contains("| mira | 2027-03-31 | watched &lt;b&gt; |"))
    #expect(!markdown.contains("watched <b>"))
    #expect(Outputs.json(result).contains("\"reason\": \"watched <b>\""))
    #expect(Outputs.html(result).contains("<h2>Accepted risks</h2>"))
  }

  @Test("one that has expired is a finding again, and says so")
  func expired() {
    let result = accepting(until: 1_781_510_400).analyzed()
    #expect(result.findings.count == Worlds.acme().analyzed().findings.count)
    #expect(result.accepted.isEmpty)
    #expect(result.findings.count { $0.lapsed != nil } == 1)
    let words = "ccepted by mira until 2027-03-31, which has passed"
    #expect(Outputs.markdown(result).contains(words))
    #expect(Outputs.html(result).contains(words))
    #expect(Outputs.json(result).contains("lapsedAcceptance"))
  }

  @Test("where nothing tells the time, none has expired")
  func timeless() {
    var world = accepting(until: 0)
    world.asOf(nil)
    #expect(world.analyzed().accepted.count == 1)
  }

  @Test("where all is accepted, that is the answer")
  func all() {
    var world = Worlds.acme()
    var risks: [AcceptedRisk] = []
    for finding in world.analyzed().findings {
      var risk = AcceptedRisk(
        owner: "mira", reason: "r", expires: "2027-03-31", end: 2e9, origin: .nowhere)
      risk.finding = finding.id
      risks.append(risk)
    }
    world.accept(risks)
    let result = world.analyzed()
    #expect(result.findings.isEmpty)
    #expect(
      Outputs.terminal(result).hasPrefix("Every path that was found is an accepted risk.\n"))
  }
}
