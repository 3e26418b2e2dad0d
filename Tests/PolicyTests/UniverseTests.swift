import Policy
import Testing

/// Candidates: finding those that a pattern matches.
struct UniverseTests {
  private func universe(_ random: inout SplitMix64) -> Universe {
    let letters = ["a", "b", "/", "-", "\u{E9}", "z"]
    var arns: Set<String> = []
    for _ in 0..<random.below(40) {
      arns.insert("arn:" + random.some(letters, upTo: 5).joined())
    }
    return Universe(
      name: "u", account: home, arns: arns.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func matchingIsFiltering() {
    let letters = ["a", "b", "/", "-", "\u{E9}", "*", "*", "?"]
    var random = SplitMix64(seed: 3)
    for _ in 0..<400 {
      let universe = universe(&random)
      for _ in 0..<20 {
        let text = ["arn:", ""][random.below(2)] + random.some(letters, upTo: 5).joined()
        let glob = Glob(text)
        let expected = universe.arns.indices.filter { glob.matches(universe.arns[$0]) }
        let found = universe.matching(PatternText(text))
        #expect(Array(found.members) == expected.map { Int32($0) }, "\(text)")
        #expect(universe.matching(PatternText(text)) == found)
      }
    }
  }

  @Test func candidatesAreFoundByName() {
    let universe = Universe(name: "u", account: home, arns: ["a", "b", "c"])
    #expect(universe.index(of: "b") == 1)
    #expect(universe.index(of: "d") == nil)
    #expect(universe.all.count == 3)
    #expect(!universe.hasPolicies)
    #expect(Universe(name: "u", account: home, arns: []).all.isEmpty)
    #expect(
      Universe(name: "u", account: home, arns: ["a"], policies: [nothing]).hasPolicies)
  }

  @Test func patternsWithoutAValueMatchNothing() {
    let universe = Universe(name: "u", account: home, arns: ["a", "b"])
    #expect(universe.matching(PatternText("${aws:username}")).isEmpty)
    #expect(universe.matching(PatternText("${")).isEmpty)
    #expect(universe.matching(PatternText("*")) == universe.all)
  }

  @Test func actionsAreNumberedOnce() throws {
    let table = ActionTable(["s3:GetObject", "S3:getobject", "iam:PassRole"])
    #expect(table.names == ["iam:passrole", "s3:getobject"])
    #expect(table.index(of: "S3:GetObject") == 1)
    #expect(table.index(of: "s3:PutObject") == nil)
    let policy = CompiledPolicy(
      document(
        .inline, "p",
        statement(
          .allow, "iam:*", on: ["arn:aws:iam::1:role/${aws:username}"],
          when: [Condition(.stringEquals, key: "aws:PrincipalTag/Team", values: ["a"])])),
      in: table)
    #expect(policy.mentions(0))
    #expect(!policy.mentions(1))
    #expect(policy.principalKeys == ["aws:username", "aws:principaltag/team"])
  }
}
