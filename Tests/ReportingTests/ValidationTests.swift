import Testing

@testable import Reporting

@Suite("What a snapshot holds and lacks")
struct ValidationTests {
  private func view(_ world: SmallWorld) -> ValidationView {
    let result = world.analyzed()
    return ValidationView(result.graph.environment, result.graph.catalogue)
  }

  @Test func asText() {
    Golden.expect(
      ValidationText.text(view(Worlds.acme()), colour: false, isVerbose: false), is: "validate.txt")
  }

  @Test func asJSON() {
    Golden.expect(
      ValidationJSON.document(view(Worlds.acme())).serialized(), is: "validate.json")
  }

  @Test("an empty snapshot has no gaps that anything tells of")
  func empty() {
    let text = ValidationText.text(view(Worlds.empty()), colour: false, isVerbose: false)
    #expect(
      text
        == "0 of 0 accounts can be analysed, every file could be read, 0 gaps.\n\nNo known gaps.\n")
  }

  @Test("no line is wider than the terminal", arguments: [40, 60, 80])
  func columns(width: Int) {
    let text = ValidationText.text(
      view(Worlds.acme()), width: width, colour: false, isVerbose: true)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width, "\(line)") }
  }

  @Test("a missing inventory makes its techniques latent, a known one does not")
  func latent() {
    var world = Worlds.acme()
    #expect(view(world).latent.isEmpty)
    world.gap(
      "the account's functions", of: Worlds.dev, weight: 75, why: "w", command: "c",
      hides: [.function])
    #expect(view(world).latent == ["lambda-004"])
    #expect(
      Outputs.terminal(world.analyzed()).contains(
        "- 1 technique latent in 1 account, for want of an inventory: lambda-004."))
    #expect(Outputs.json(world.analyzed()).contains("\"lambda-004\""))
  }
}
