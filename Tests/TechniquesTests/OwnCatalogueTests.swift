import Techniques
import Testing

/// Techniques that a user brings along.
struct OwnCatalogueTests {
  private static let file = """
    new:
      function: "arn:{partition}:lambda:{region}:{account}:function:{name}"
    techniques:
      - id: own-001
        name: Own
        sentence: "{from} takes {to}."
        category: new-passrole
        actor: any
        subject: role
        needs:
          - {permission: "iam:PassRole", on: subject, context: {"iam:PassedToService": x}}
          - {permission: "lambda:CreateFunction", on: new function}
          - {trust: lambda.amazonaws.com}
          - {fact: instance-profile}
          - {state: {status: [InService], size: 3}}
        gains: session
        effort: 2
        noise: 3
        attack: [T1648]
        close: "Close it."
        references: ["https://example.org/"]
        aliases: [own-alias]

    """

  @Test func everyWordIsRead() throws {
    let catalogue = read(OwnCatalogueTests.file)
    #expect(catalogue.diagnostics.isEmpty)
    let technique = try #require(catalogue.technique("own-001"))
    #expect(technique.name == "Own")
    #expect(technique.sentence == "{from} takes {to}.")
    #expect(technique.category == "new-passrole")
    #expect(technique.actor == .any)
    #expect(technique.subject == .role)
    #expect(technique.gain == .session)
    #expect(technique.effort == 2)
    #expect(technique.noise == 3)
    #expect(technique.cost == 5)
    #expect(technique.attack == ["T1648"])
    #expect(technique.close == "Close it.")
    #expect(technique.references == ["https://example.org/"])
    #expect(technique.origin.file == "own.yaml")
    #expect(technique.origin.line == 4)
    #expect(catalogue.technique("own-alias")?.id == "own-001")
    #expect(catalogue.technique("own-002") == nil)
  }

  @Test func everyKindOfNeedIsRead() throws {
    let technique = try #require(read(OwnCatalogueTests.file).technique("own-001"))
    let template = "arn:{partition}:lambda:{region}:{account}:function:{name}"
    let permissions = technique.permissions
    #expect(permissions.map(\.action) == ["iam:PassRole", "lambda:CreateFunction"])
    #expect(permissions.map(\.place) == [.subject, .new(name: "function", template: template)])
    #expect(permissions.map(\.context) == [["iam:PassedToService": "x"], [:]])
    #expect(
      technique.needs.dropFirst(2) == [
        .trust(service: "lambda.amazonaws.com"), .fact(.instanceProfile),
        .state(StateNeed(accepted: ["status": ["InService"], "size": ["3"]])),
      ])
  }

  @Test(
    arguments: [
      ("subject", Place.subject), ("actor", .actor), ("\"*\"", .anything),
      ("policies of actor", .policiesOfActor), ("policies of subject", .policiesOfSubject),
      ("groups of actor", .groupsOfActor), ("objects of subject", .objectsOfSubject),
      ("code of subject", .loaded(.code)), ("model of subject", .loaded(.model)),
      ("image of subject", .loaded(.image)),
    ])
  func everyPlaceHasWords(_ words: String, _ place: Place) {
    let catalogue = read(changed("on: subject", to: "on: \(words)"))
    #expect(catalogue.diagnostics.isEmpty)
    #expect(catalogue.techniques.first?.permissions.first?.place == place)
  }

  /// What is replaced by what, and the line and a part of the message that tells of it.
  @Test(
    arguments: [
      ("techniques:", "technique:", 4, "unknown key \"technique\"; did you mean \"techniques\"?"),
      ("techniques:", "technique:", 1, "expected a list under \"techniques\""),
      ("new:", "news:", 2, "unknown key \"news\"; did you mean \"new\"?"),
      ("- id: own-001", "- id: \"\"", 4, "expected text under \"id\""),
      ("name: Own", "title: Own", 5, "unknown key \"title\""),
      ("name: Own", "title: Own", 4, "expected text under \"name\""),
      ("sentence:", "sentance:", 6, "did you mean \"sentence\"?"),
      ("actor: any", "actor: rule", 8, "unknown word \"rule\"; did you mean \"role\"?"),
      ("subject: role", "subject: []", 9, "expected text under \"subject\""),
      ("    needs:", "    needs: none\n    nedds:", 12, "did you mean \"needs\"?"),
      ("    needs:", "    needs: none\n    more:", 10, "expected a list under \"needs\""),
      ("permission: \"iam", "permision: \"iam", 11, "did you mean \"permission\"?"),
      ("on: subject", "on: subjekt", 11, "unknown place \"subjekt\"; did you mean \"subject\"?"),
      ("on: subject", "on: groups of actors", 11, "did you mean \"groups of actor\"?"),
      ("on: subject, ", "", 11, "expected text under \"on\""),
      ("context:", "contxt:", 11, "unknown key \"contxt\"; did you mean \"context\"?"),
      ("new function", "new funktion", 12, "did you mean \"function\"?"),
      ("trust:", "thrust:", 13, "unknown key \"thrust\"; did you mean \"trust\"?"),
      (
        "trust: lambda.amazonaws.com", "trust: [a]", 13,
        "expected permission, trust, fact, state or"
      ),
      ("instance-profile", "instance-profil", 14, "did you mean \"instance-profile\"?"),
      ("instance-profile", "[key-slot]", 14, "unknown word \"array\""),
      (
        "{status: [InService], size: 3}", "InService", 15,
        "expected permission, trust, fact, state or"
      ),
      ("gains: session", "gains: sesion", 16, "unknown word \"sesion\"; did you mean \"session\"?"),
      ("    gains: session\n", "", 4, "\"gains\" is missing"),
      ("effort: 2", "effort: 0", 17, "expected a number from 1 to 5 under \"effort\""),
      ("effort: 2", "efort: 2", 17, "unknown key \"efort\"; did you mean \"effort\"?"),
      ("noise: 3", "noise: loud", 18, "expected a number from 1 to 5 under \"noise\""),
      ("noise: 3", "noise: 2.5", 18, "expected a number from 1 to 5 under \"noise\""),
      ("close:", "closes:", 20, "unknown key \"closes\"; did you mean \"close\"?"),
    ])
  func aMistakeIsToldWithItsPlace(_ old: String, _ new: String, _ line: Int, _ message: String) {
    let catalogue = read(changed(old, to: new))
    #expect(catalogue.techniques.isEmpty, "an entry with a mistake is left out")
    #expect(catalogue.diagnostics.allSatisfy { $0.severity.rawValue == "error" })
    #expect(catalogue.diagnostics.allSatisfy { $0.code == "technique.vocabulary" })
    #expect(catalogue.diagnostics.allSatisfy { $0.origin.file == "own.yaml" })
    let told = catalogue.diagnostics.map { "\($0.origin.line): \($0.message)" }
    #expect(
      told.contains { $0.hasPrefix("\(line): ") && $0.contains(message) },
      "expected line \(line): \(message), found \(told)")
  }

  @Test(
    arguments: [
      ("attack: [T1648]", "attack: [T1648", "yaml.syntax"),
      ("noise: 3", "effort: 3", "yaml.duplicate-key"), ("effort: 2", "1: 2", "yaml.key"),
    ])
  func aFileThatIsNoYAMLIsToldAsSuch(_ old: String, _ new: String, _ code: String) {
    let catalogue = read(changed(old, to: new))
    #expect(catalogue.techniques.isEmpty)
    #expect(catalogue.diagnostics.map(\.code) == [code])
    #expect(catalogue.diagnostics.allSatisfy { $0.origin.file == "own.yaml" })
    #expect(catalogue.diagnostics.allSatisfy { $0.origin.line > 1 })
  }

  @Test(arguments: ["", "[]", "techniques", "techniques: 3", "techniques: [3]", "new: []", "- {}"])
  func aFileOfAnotherShapeIsAnError(_ text: String) {
    let catalogue = read(text)
    #expect(catalogue.techniques.isEmpty)
    #expect(!catalogue.diagnostics.isEmpty)
  }

  @Test func bytesThatAreNoTextAreAnError() {
    var catalogue = Catalogue()
    catalogue.add([0xFF, 0xFE, 0x61, 0x00], file: "own.yaml")
    #expect(catalogue.diagnostics.map(\.code) == ["yaml.encoding"])
  }

  @Test func oneMistakeCostsOneTechnique() throws {
    let wrong = OwnCatalogueTests.file.replacing("gains: session", with: "gains: sesion")
    let entry = try #require(OwnCatalogueTests.file.split(separator: "techniques:\n").last)
    let catalogue = read(wrong + entry.replacing("own-001", with: "own-002"))
    #expect(catalogue.techniques.map(\.id) == ["own-002"])
    #expect(catalogue.diagnostics.count == 1)
  }

  @Test func anIdCountsOnce() throws {
    let entry = try #require(OwnCatalogueTests.file.split(separator: "techniques:\n").last)
    let catalogue = read(OwnCatalogueTests.file + entry)
    #expect(catalogue.techniques.map(\.id) == ["own-001"])
    #expect(catalogue.diagnostics.map(\.message) == ["the id own-001 is used twice"])
    #expect(catalogue.diagnostics.map(\.origin.line) == [23])
  }

  @Test(arguments: ["id: lambda-001", "id: own-002\n    aliases: [lambda-001]"])
  func theIdOfABuiltInTechniqueIsTaken(_ id: String) throws {
    var catalogue = Catalogue.builtIn()
    let before = catalogue.techniques.map(\.id)
    let text = changed("id: own-001", to: id).replacing("aliases: [own-alias]", with: "")
    catalogue.add(Array(text.utf8), file: "own.yaml")
    #expect(
      catalogue.diagnostics.map(\.message)
        == ["the id lambda-001 is taken by lambda-001 in techniques/lambda.yaml"])
    #expect(catalogue.techniques.map(\.id) == before)
    #expect(catalogue.technique("lambda-001")?.name != "Own")
    catalogue.add(Array(OwnCatalogueTests.file.utf8), file: "other.yaml")
    #expect(catalogue.technique("own-001")?.origin.file == "other.yaml")
  }

  // MARK: Helpers

  private func read(_ text: String) -> Catalogue {
    var catalogue = Catalogue()
    catalogue.add(Array(text.utf8), file: "own.yaml")
    return catalogue
  }

  private func changed(_ old: String, to new: String) -> String {
    OwnCatalogueTests.file.replacing(old, with: new, maxReplacements: 1)
  }
}
