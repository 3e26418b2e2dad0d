import Foundation
import Policy
import Postern
import Techniques
import Testing

/// What the files under `Sources/Techniques/Catalogue` promise.
struct BuiltInCatalogueTests {
  private let catalogue = Catalogue.builtIn()

  @Test func itLoadsWithoutDiagnostics() {
    #expect(catalogue.diagnostics.map(\.message) == [])
    #expect(catalogue.techniques.count >= 60)
  }

  @Test func idsAndNamesAreUnique() {
    let ids = catalogue.techniques.flatMap { [$0.id] + $0.aliases }
    #expect(Set(ids).count == ids.count)
    let names = catalogue.techniques.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(catalogue.techniques.map(\.id) == catalogue.techniques.map(\.id).sorted())
  }

  @Test func whatIsPublishedElsewhereIsFoundByItsNumberThere() {
    for (alias, id) in [
      ("rhino-1", "iam-001"), ("privesc20", "cloudformation-001"),
      ("IAM_UPDATE_LOGIN_PROFILE", "iam-006"), ("sts-003", "sts-001"),
      ("aws.persistence.rolesanywhere-create-trust-anchor", "rolesanywhere-trust-anchor"),
    ] { #expect(catalogue.technique(alias)?.id == id) }
    for technique in catalogue.techniques {
      for alias in technique.aliases {
        #expect(catalogue.technique(alias)?.id == technique.id, "\(alias)")
      }
    }
  }

  @Test func itPassesItsOwnLint() {
    var catalogue = Catalogue()
    let lint = CatalogueLint(reference: EmbeddedActionReference())
    var told: [String] = []
    for file in Catalogue.builtInFiles {
      told += lint.check(file.bytes, file: file.name, adding: &catalogue).map {
        "\($0.origin.file):\($0.origin.line): \($0.message)"
      }
    }
    #expect(told == [])
    #expect(catalogue.techniques.map(\.id) == self.catalogue.techniques.map(\.id))
  }

  @Test func theBinaryCarriesEveryFile() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Techniques/Catalogue").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    var fromFolder = Catalogue()
    for file in files.sorted() {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
      fromFolder.add(bytes, file: "techniques/" + file)
    }
    #expect(
      Set(catalogue.techniques.map(\.origin.file)) == Set(files.map { "techniques/" + $0 }))
    #expect(fromFolder.techniques.map(\.id) == catalogue.techniques.map(\.id))
    #expect(fromFolder.techniques.map(\.sentence) == catalogue.techniques.map(\.sentence))
    #expect(fromFolder.techniques.map(\.needs) == catalogue.techniques.map(\.needs))
  }

  @Test(arguments: Catalogue.builtIn().techniques)
  func actionsAreThoseOfTheServiceReference(_ technique: Technique) throws {
    #expect(!technique.permissions.isEmpty, "\(technique.id)")
    for need in technique.permissions {
      let facts = try #require(
        ServiceReference.facts(of: need.action), "\(technique.id): \(need.action)")
      #expect(facts.name == need.action, "\(technique.id)")
      #expect(
        facts.resourceTypes.isEmpty == (need.place == .anything),
        "\(technique.id): \(need.action) on \(need.place)")
      for key in need.context.keys {
        #expect(facts.conditionKeys.contains(key), "\(technique.id): \(need.action) \(key)")
      }
    }
  }

  @Test(arguments: Catalogue.builtIn().techniques)
  func placesFitTheirTechnique(_ technique: Technique) throws {
    for need in technique.permissions {
      switch need.place {
      case .new(let name, let template):
        let service = need.action.prefix { $0 != ":" }
        #expect(template.hasPrefix("arn:{partition}:\(service):"), "\(technique.id): \(name)")
        let known =
          ["partition", "region", "account", "name"] + technique.existingThings.map(\.name)
        #expect(placeholders(in: template).isSubset(of: known), "\(technique.id): \(name)")
        let filled = known.reduce(template) { $0.replacing("{\($1)}", with: "x") }
        #expect(ARN(filled) != nil, "\(technique.id): \(name)")
      case .policiesOfActor, .versionedPoliciesOfActor, .actor:
        #expect(technique.subject == .actor, "\(technique.id)")
      case .groupsOfActor:
        #expect(technique.subject == .actor && technique.actor == .user, "\(technique.id)")
      case .policiesOfSubject, .versionedPoliciesOfSubject:
        #expect([.role, .user].contains(technique.subject), "\(technique.id)")
      case .providersOfSubject: #expect(technique.subject == .role, "\(technique.id)")
      case .objectsOfSubject, .objectsOfOpenedSubject, .accessPointsOfSubject,
        .objectsOfOpenedAccessPoints:
        #expect(technique.subject == .resource("aws:s3:bucket"), "\(technique.id)")
      case .keyOfSubject, .openedKeyOfSubject:
        #expect(need.action.hasPrefix("kms:"), "\(technique.id)")
        #expect(technique.subject.word.hasPrefix("aws:"), "\(technique.id)")
      case .loaded: #expect(technique.gain == .workload, "\(technique.id)")
      case .related:
        let isOfIdentityCenter = [.role, .account].contains(technique.subject)
        #expect(isOfIdentityCenter || technique.subject.word.hasPrefix("aws:"), "\(technique.id)")
      case .subject, .anything, .existing, .openedSubject:
        #expect(technique.subject != .actor, "\(technique.id)")
      }
    }
  }

  @Test(arguments: Catalogue.builtIn().techniques)
  func gainsFitTheirSubject(_ technique: Technique) throws {
    #expect(technique.gain.subjects.contains(technique.subject), "\(technique.id)")
    #expect(
      (technique.category == "data-access")
        == technique.gain.isImpact, "\(technique.id)")
    // The role of something that is there: its own, or one that AWS passes to it.
    #expect(
      technique.gain != .workload || technique.category == "existing-passrole", "\(technique.id)")
  }

  @Test(arguments: Catalogue.builtIn().techniques)
  func aPassedRoleNamesTheServiceAndIsTrusted(_ technique: Technique) throws {
    let passes = technique.permissions.filter { $0.action == "iam:PassRole" }
    let trusts = technique.needs.contains { if case .trust = $0 { true } else { false } }
    #expect(passes.isEmpty == (technique.category != "new-passrole"), "\(technique.id)")
    let isPassedByAWS = technique.category == "existing-passrole" && technique.subject == .role
    #expect(passes.isEmpty != (trusts && !isPassedByAWS), "\(technique.id)")
    #expect(passes.allSatisfy { $0.context["iam:PassedToService"] != nil }, "\(technique.id)")
    #expect(passes.isEmpty || passes.contains { $0.place == .subject }, "\(technique.id)")
  }

  @Test(arguments: Catalogue.builtIn().techniques)
  func wordsAreComplete(_ technique: Technique) throws {
    let id = technique.id
    let named = placeholders(in: technique.sentence)
    #expect(named.contains("from") && !named.isDisjoint(with: ["to", "via", "tags"]), "\(id)")
    #expect(named.isSubset(of: ["from", "to", "via", "tags"]), "\(id)")
    #expect(named.contains("tags") == technique.gain.changesTags, "\(id)")
    #expect(technique.gain.changesTags == (technique.category == "tag-access"), "\(id)")
    #expect(named.contains("via") == (technique.gain == .workload), "\(id)")
    #expect(technique.sentence.hasSuffix(".") && technique.close.hasSuffix("."), "\(id)")
    #expect(!technique.references.isEmpty, "\(id)")
    #expect(technique.references.allSatisfy { $0.hasPrefix("https://") }, "\(id)")
    #expect(
      [
        "new-passrole", "existing-passrole", "principal-access", "self-escalation", "tag-access",
        "data-access",
      ].contains(technique.category), "\(id)")
    #expect(!technique.attack.isEmpty, "\(id)")
    for attack in technique.attack {
      #expect(attack.wholeMatch(of: /T[0-9]{4}(\.[0-9]{3})?/) != nil, "\(id): \(attack)")
    }
    #expect(technique.cost == technique.effort + technique.noise, "\(id)")
  }

  private func placeholders(in text: String) -> Set<String> {
    Set(text.matches(of: /\{([^{}]*)\}/).map { String($0.output.1) })
  }
}
