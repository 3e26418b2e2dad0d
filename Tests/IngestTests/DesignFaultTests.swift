import Documents
import Environment
import Testing

@testable import Ingest

@Suite("Mistakes in designs")
struct DesignFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let yaml: String
    let code: String
    let line: Int
    let advice: String?
    var testDescription: String { yaml }
    init(_ yaml: String, _ code: String, line: Int, _ advice: String? = nil) {
      (self.yaml, self.code, self.line, self.advice) = (yaml, code, line, advice)
    }
  }

  /// What stands before each case, two lines.
  private static let head = "design: test\nbuckets: [{name: training}]\n"

  static let keys = [
    Case("peopel: []", "key", line: 3, #""people""#),
    Case("poeple:\n  - name: a", "key", line: 3, #""people""#),
    Case("people:\n  - name: a\n    signs_with: fido2", "key", line: 5, #""signs_in_with""#),
    Case(
      "people:\n  - name: a\n    may:\n      - {allw: x, on: y, grant: administer}",
      "key", line: 6, #""allow""#),
    Case(
      "roles:\n  - name: a\n    trusts: [{provider: github, subjct: x}]", "key", line: 5,
      #""subject""#),
    Case("accounts: {a: {idd: x}}", "key", line: 3, #""id""#),
  ]

  static let types = [
    Case("people: {a: b}", "type", line: 3), Case("people: [a]", "type", line: 3),
    Case("people:\n  - name: [a]", "type", line: 4), Case("people: [{name: ''}]", "type", line: 3),
    Case("people:\n  - name: a\n    access_key: maybe", "type", line: 5),
    Case("people:\n  - name: a\n    groups: {a: b}", "type", line: 5),
    Case("people:\n  - name: a\n    may: [[x]]", "type", line: 5),
    Case("people:\n  - name: a\n    policy: x", "type", line: 5),
    Case("people:\n  - name: a\n    signs_in_with: [x]", "type", line: 5),
    Case("accounts: [a]", "type", line: 3), Case("region: [a]", "type", line: 3),
    Case("accounts: {a: {id: [1]}}", "type", line: 3),
  ]

  static let values = [
    Case("people:\n  - name: a\n    signs_in_with: pasword", "value", line: 5, #""password""#),
    Case("workloads:\n  - name: a\n    kind: funktion", "value", line: 5, #""function""#),
    Case("people:\n  - name: 'a:b'", "value", line: 4),
    Case("buckets2: 1", "key", line: 3, #""buckets""#),
    Case("accounts: {a: {id: '12'}}", "value", line: 3),
    Case(
      "accounts: {a: {id: '111122223333'}}\npeople:\n  - {name: x, account: aa}", "reference",
      line: 5, #""a""#),
    Case("accounts: {a: {}}\nsecrets:\n  - name: x\n    account: b", "reference", line: 6),
    Case("people:\n  - {access_key: true}", "missing", line: 4, "add `name"),
    Case("workloads:\n  - name: x", "missing", line: 4, "add `kind"),
    Case("people: [{name: a}]\nmachines:\n  - {name: b}\n  - {name: b}", "duplicate", line: 6),
    Case("people:\n  - name: a\n    may: [{on: '*'}]", "missing", line: 5),
    Case("people:\n  - name: a\n    may: [{allow: x, on: thing}]", "value", line: 5),
    Case("people:\n  - name: a\n    may: [{allow: x, if: mafia}]", "value", line: 5),
    Case("people:\n  - name: a\n    may: [{allow: x, if: {Equal: {a: b}}}]", "condition", line: 5),
    Case("roles:\n  - name: a\n    trusts: [{subject: x}]", "missing", line: 5),
  ]

  static let names = [
    Case(
      "people:\n  - name: a\n    may:\n      - reed bucket training", "grant", line: 6,
      #""read bucket training""#),
    Case(
      "people:\n  - name: a\n    may:\n      - read bukcet training", "grant", line: 6,
      #""read bucket training""#),
    Case("people:\n  - name: a\n    may:\n      - adminster", "grant", line: 6, #""administer""#),
    Case(
      "people:\n  - name: a\n    may:\n      - read the bucket training", "grant", line: 6,
      #""read bucket NAME""#),
    Case("people:\n  - name: a\n    may: [fly to mars]", "grant", line: 5, "grants begin with"),
    Case(
      "people:\n  - name: a\n    may: [read bucket trainng]", "reference", line: 5,
      #""training""#),
    Case(
      "people:\n  - name: a\n    may: [assume role x]", "reference", line: 5, "named in the design"),
    Case(
      "roles: [{name: r}]\npeople:\n  - name: a\n    may: [pass role r to lamda]", "reference",
      line: 6, #""lambda""#),
    Case(
      "groups: [{name: devs}]\npeople:\n  - name: a\n    groups: [dev]", "reference", line: 6,
      #""devs""#),
    Case("roles:\n  - name: a\n    trusts: [lamda]", "trust", line: 5, #""lambda""#),
    Case("roles:\n  - name: a\n    trusts:\n      - rol a", "trust", line: 6, #""role a""#),
    Case("roles:\n  - name: a\n    trusts:\n      - role b", "reference", line: 6),
    Case(
      "roles:\n  - name: a\n    trusts: [{provider: githb}]", "reference", line: 5,
      #""github""#),
    Case("roles:\n  - name: a\n    trusts: [account tset]", "reference", line: 5, #""test""#),
    Case(
      "roles: [{name: abc}]\nworkloads:\n  - {name: f, kind: function, runs_as: abd}",
      "reference", line: 5, #""abc""#),
    Case(
      "workloads:\n  - {name: f, kind: function, reads: [trainin]}", "reference", line: 4,
      #""training""#),
  ]

  @Test(
    "Each mistake with its line and the word that was meant",
    arguments: keys + types + values + names)
  func mistakes(each: Case) throws {
    var yaml = Self.head + each.yaml
    // With accounts of its own, the bucket needs one.
    if each.yaml.contains("accounts: {a: {id: '1111") || each.yaml.contains("accounts: {a: {}}") {
      yaml = yaml.replacing("{name: training}", with: "{name: training, account: a}")
    }
    let environment = try design(yaml)
    let diagnostic = try environment.diagnostic()
    #expect(diagnostic.code == "design.\(each.code)")
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.origin.line == each.line)
    #expect(diagnostic.origin.file == "test.design.yaml")
    if let advice = each.advice { #expect(diagnostic.advice?.contains(advice) == true) }
    // The rest counts.
    #expect(environment.resources.contains { $0.name == "training" })
    #expect(try environment.status("test.design.yaml") == .partly)
  }

  @Test("An entry without an account, where there are several")
  func account() throws {
    let environment = try design(
      "design: t\naccounts: {a: {}, b: {}}\nroles: [{name: x}]\nsecrets: [{name: y, account: a}]")
    #expect(try environment.diagnostic().code == "design.missing")
    #expect(environment.roles.isEmpty)
  }

  @Test("A name that several other accounts have")
  func ambiguous() throws {
    let environment = try design(
      """
      design: t
      accounts: {a: , b: , c: }
      people: [{name: x, account: a, may: [assume role r]}]
      roles: [{name: r, account: b}, {name: r, account: c}]
      """)
    #expect(try environment.diagnostic().code == "design.reference")
  }

  @Test(
    "Files that are no designs",
    arguments: [
      ("", "design.type"), ("- a", "design.type"), ("a: [", "yaml.syntax"),
      ("design: x", "design.empty"), ("design: x\ndesign: y", "yaml.duplicate-key"),
      ("design: {}\npeople: []", "design.type"), ("people:", "design.missing"),
    ])
  func unusable(yaml: String, code: String) throws {
    let error = #expect(throws: IngestError.self) { try design(yaml) }
    #expect(error?.kind == .nothingUsable)
    #expect(error?.diagnostics.map(\.code).contains(code) == true)
  }
}
