import AttackGraph
import Environment
import Testing

@testable import Analysis
@testable import Reporting

@Suite("What second factors close, what is told once, and what protects")
struct WordingTests {
  private typealias Step = FactorClosure.Step

  private static func step(
    _ before: FactorClosure.Before, _ names: [String], closes count: Int
  ) -> FactorClosure.Step {
    Step(before: before, people: names.map { (id: $0, name: $0) }, closed: count)
  }

  private func gain(
    _ factor: Factor.Kind, of findings: Int, _ steps: FactorClosure.Step...
  ) -> String? {
    var result = Worlds.acme().analyzed()
    result.factors = FactorClosure(factor: factor, steps: steps, findings: findings)
    return ReportView(result).factorGain?.text
  }

  private let instead = " A code or push message would stop a mere phisher, not this attacker."

  @Test("one person without a factor")
  func one() {
    #expect(
      gain(.fido2, of: 1, Self.step(.none, ["ana"], closes: 1))
        == "FIDO2 for ana, who signs in without a second factor, closes 1 of 1 finding." + instead)
  }

  @Test("several people, some left, and those who have something weaker")
  func many() {
    let three = Self.step(.none, ["ana", "ben", "cy"], closes: 41)
    #expect(
      gain(.fido2, of: 44, three, Self.step(.weak, ["dee"], closes: 3))
        == "FIDO2 for ana, ben and cy, who sign in without a second factor, closes 41 of 44 "
        + "findings; for dee, in place of what this person has, 3 more." + instead)
    #expect(
      gain(.fido2, of: 44, three, Self.step(.weak, ["dee", "eli"], closes: 2))?
        .hasSuffix("for dee and eli, in place of what they have, 2 more; 1 is left." + instead)
        == true)
  }

  @Test("what is not known is not said to be missing")
  func unknown() {
    let told = gain(.fido2, of: 9, Self.step(.unknown, ["ines"], closes: 4))
    #expect(
      told == "FIDO2 for ines, whose second factor the snapshot does not tell, closes 4 of 9 "
        + "findings; 5 are left.")
  }

  @Test("any factor stops a phisher: nothing is said of better ones")
  func phisher() {
    let names = ["ana", "ben", "cy", "dee", "eli"]
    #expect(
      gain(.totp, of: 2, Self.step(.none, names, closes: 2))
        == "A second factor for ana, ben, cy and 2 more, who sign in without a second factor, "
        + "closes 2 of 2 findings.")
    #expect(ReportView(Worlds.empty().analyzed()).factorGain == nil)
  }

  @Test("hops that a more urgent finding tells are told once")
  func sharedHops() throws {
    let view = ReportView(Worlds.acme().analyzed())
    #expect(!view.sharedHops.isEmpty)
    for (rank, shared) in view.sharedHops {
      #expect(shared.rank < rank)
      let hops = view.findings[rank - 1].path.hops
      let others = view.findings[shared.rank - 1].path.hops
      #expect(shared.count < hops.count)
      #expect(
        hops.prefix(shared.count).map(\.sentence) == others.prefix(shared.count).map(\.sentence))
    }
    #expect(view.sharedHops[1] == nil)
    #expect(SharedHops(rank: 2, count: 1).words == "Hop 1 is that of ")
    #expect(SharedHops(rank: 2, count: 2).words == "Hops 1 and 2 are those of ")
    #expect(SharedHops(rank: 2, count: 3).words == "Hops 1 to 3 are those of ")
  }

  @Test("what no file states has no place")
  func nowhere() {
    let result = Worlds.acme().analyzed()
    for text in [Outputs.markdown(result), Outputs.html(result), Outputs.terminal(result)] {
      #expect(!text.contains("built-in"))
    }
    // Accounts are targets that no file names.
    #expect(Outputs.json(result).contains(#""reason": "control of an account","#))
    #expect(!Outputs.json(result).contains(#""file": "built-in""#))
  }

  @Test("who else can do what anyone can")
  func others() throws {
    var view = try #require(ReportView(Worlds.acme().analyzed()).findings.first)
    #expect(view.others == nil)
    view.finding.others = 1
    #expect(view.others == "1 further start can do the same, no sooner, and is not listed")
    view.finding.others = 20
    #expect(view.others == "20 further starts can do the same, no sooner, and are not listed")
  }

  @Test("what protects a bucket, in one line")
  func protections() throws {
    let result = Worlds.acme().analyzed()
    let bucket = try #require(result.targets.first { $0.kind == "aws:s3:bucket" })
    var all = Protection.all(of: bucket, in: result.graph.environment)
    #expect(ProtectionWording.line(all) == "protection: not in the snapshot")
    all[0].state = .on
    all[1].state = .off
    #expect(
      ProtectionWording.line(all)?.hasPrefix(
        "protection on: versioning; off: Object Lock; not in the snapshot: MFA delete") == true)
    #expect(ProtectionWording.line([]) == nil)
  }
}
