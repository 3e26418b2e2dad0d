import AttackGraph
import Policy
import Techniques
import Testing

/// Every technique of the catalogue works where all that it needs is there, and nowhere else. The
/// worlds follow from the definitions.
struct TechniqueTests {
  @Test(arguments: TechniqueCase.all) func works(_ given: TechniqueCase) throws {
    let view = View(given.world, [given.technique])
    let path = try #require(
      view.path(from: given.actorARN, to: given.target.id, given.target.impact))
    #expect(view.route(path) == given.route)
    let cited = Set(path.hops[0].evidence.compactMap(\.action))
    for need in given.technique.permissions { #expect(cited.contains(need.action)) }
  }

  @Test(arguments: TechniqueCase.all) func worksAmongTheOthers(_ given: TechniqueCase) throws {
    let view = View(given.world)
    let path = try #require(
      view.path(from: given.actorARN, to: given.target.id, given.target.impact))
    #expect(path.isCertain)
    #expect(view.route(path) == given.route)
  }

  @Test(arguments: TechniqueCase.nearMisses) func failsWithout(_ given: TechniqueCase) {
    let view = View(given.world, [given.technique])
    let found = view.path(from: given.actorARN, to: given.target.id, given.target.impact)
    #expect(found?.hops.isEmpty ?? true)
  }

  /// One's own user in another session is no victim either.
  @Test(arguments: ["iam-002", "iam-003", "iam-004", "iam-006", "iam-015", "iam-018"])
  func spares(itself id: String) throws {
    let technique = try #require(builtIn.technique(id))
    let world = World().user("maya").may("iam:*", on: userARN("maya"))
      .credentials(
        password: id == "iam-006", keys: id == "iam-003" ? 2 : 1, factors: [])
    let view = View(world, [technique])
    for (from, to) in [(SessionState.key, SessionState.console), (.console, .key)] {
      let found = view.best(from: view.session(from, of: "maya"), to: view.session(to, of: "maya"))
      #expect(found == nil)
    }
  }

  @Test func catalogueIsWhole() {
    #expect(builtIn.diagnostics.isEmpty)
    #expect(builtIn.techniques.count > 40)
  }
}
