import Techniques
import Testing

/// Which techniques of MITRE ATLAS impacts are.
struct AtlasTests {
  private func ids(_ impact: String, _ uses: String...) -> [String] {
    AtlasTechnique.of(impact: impact, uses: uses).map(\.id)
  }

  @Test func theImpactAndWhatLiesThereDecide() {
    #expect(ids("poison", "training data") == ["AML.T0020", "AML.T0059"])
    #expect(ids("poison", "training data", "input") == ["AML.T0020", "AML.T0059"])
    #expect(ids("poison", "documents") == ["AML.T0070"])
    #expect(ids("poison") == [])
    #expect(ids("exfiltrate") == ["AML.T0035", "AML.T0025"])
    #expect(ids("backdoor", "model") == ["AML.T0018", "AML.T0018.002", "AML.T0010.003"])
    #expect(ids("takeover", "model") == [] && ids("control") == [])
  }

  @Test func everyRowIsWhole() {
    #expect(AtlasTechnique.all.count > 15)
    for row in AtlasTechnique.all {
      #expect(row.id.wholeMatch(of: /AML\.T\d{4}(\.\d{3})?/) != nil)
      #expect(!row.name.isEmpty)
    }
    // An id has one name.
    let names = Dictionary(grouping: AtlasTechnique.all, by: \.id).mapValues {
      Set($0.map(\.name)).count
    }
    #expect(names.values.allSatisfy { $0 == 1 })
  }
}
