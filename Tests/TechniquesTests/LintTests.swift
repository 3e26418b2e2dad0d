import Postern
import Techniques
import Testing

/// What is said of a technique file beyond its shape.
struct LintTests {
  private static let file = """
    new:
      function: "arn:{partition}:lambda:{region}:{account}:function:{name}"
    exceptions: {}
    techniques:
      - id: own-001
        aliases: [own-alias]
        name: Own
        sentence: "{from} takes {to}."
        category: new-passrole
        actor: any
        subject: role
        needs:
          - {permission: "iam:PassRole", on: subject, context: {"iam:PassedToService": x}}
          - {permission: "lambda:CreateFunction", on: new function}
          - {permission: "lambda:CreateEventSourceMapping", on: "*"}
          - {trust: lambda.amazonaws.com}
          - {fact: instance-profile}
        gains: session
        effort: 2
        noise: 3
        attack: [T1648]
        close: "Close it."
        references: ["https://example.org/"]

    """

  @Test func nothingIsSaidOfWhatIsRight() {
    let (told, catalogue) = lint(LintTests.file)
    #expect(told == [])
    #expect(catalogue.technique("own-alias")?.id == "own-001")
  }

  /// What is replaced by what, the line and a part of what is told.
  @Test(
    arguments: [
      ("id: own-001", "id: lambda-001", "5: error: the id lambda-001 is taken by lambda-001"),
      ("id: own-001", "id: own 1", "5: error: the id \"own 1\" has other signs"),
      ("[own-alias]", "[iam-001]", "6: error: the id iam-001 is taken by iam-001"),
      ("[own-alias]", "[x, \"\\t\"]", "6: error: the id \"\t\" has other signs"),
      ("[own-alias]", "[own-001]", "6: error: the id own-001 is among its own aliases"),
      (
        "takes {to}", "takes {too}",
        "8: error: unknown placeholder \"{too}\"; did you mean \"{to}\""
      ),
      ("takes {to}", "in {via} takes {to}", "{via} is the workload of a technique that gains"),
      ("{from} takes", "It takes", "8: warning: the sentence does not say who acts"),
      ("{to}.", "{to}", "8: warning: \"sentence\" is no full sentence"),
      ("new-passrole", "new-pasrole", "9: error: unknown category \"new-pasrole\"; did you mean"),
      ("subject: role", "subject: user", "is not known of the subject \"user\""),
      ("subject: role", "subject: \"aws:lambda:function\"", "it is gained of role"),
      ("on: subject", "on: actor", "13: error: \"actor\" does not exist for the subject \"role\""),
      ("on: subject", "on: groups of actor", "13: error: \"groups of actor\" does not exist"),
      ("on: subject", "on: objects of subject", "13: error: \"objects of subject\" does not exist"),
      ("on: subject", "on: \"*\"", "13: error: iam:PassRole is asked on a resource (role)"),
      (
        "on: subject", "on: new function",
        "13: error: iam:PassRole takes role, which \"new function\""
      ),
      (
        "on: \"*\"", "on: subject",
        "15: error: lambda:CreateEventSourceMapping is asked on no resource"
      ),
      (
        "{name}\"", "{nam}\"",
        "14: error: in the ARN of \"function\": unknown placeholder \"{nam}\""
      ),
      ("arn:{partition}:lambda", "lambda", "14: error: \"function\" is no ARN"),
      ("function:{name}", "functions:{name}", "lambda:CreateFunction takes function, which"),
      (
        "CreateFunction", "CreateFunktion",
        "14: error: unknown action \"lambda:CreateFunktion\"; did you mean \"lambda:CreateFunction\""
      ),
      ("lambda:CreateFunction", "lamda:CreateFunction", "did you mean \"lambda:CreateFunction\""),
      ("lambda:CreateFunction", "lambda:createfunction", "14: warning: AWS writes"),
      (
        "PassedToService", "PassedToServices",
        "13: error: a request for iam:PassRole does not carry \"iam:PassedToServices\"; did you mean \"iam:PassedToService\""
      ),
      (
        ", context: {\"iam:PassedToService\": x}", "",
        "13: warning: iam:PassRole does not say to which"
      ),
      (
        "trust: lambda.amazonaws.com", "trust: lambda.amazon.com",
        "16: error: \"lambda.amazon.com\" is no service principal"
      ),
      ("- {trust: lambda.amazonaws.com}", "", "13: warning: a role is passed, but no need says"),
      ("instance-profile", "key-slot", "17: error: \"key-slot\" is a fact about a user"),
      (
        "{fact: instance-profile}", "{state: {status: [on]}}",
        "17: error: only a resource has a state"
      ),
      ("[T1648]", "[T1648, T164]", "21: error: \"T164\" is no ATT&CK id"),
      ("[T1648]", "[T9999]", "21: error: ATT&CK has no technique T9999"),
      ("[T1648]", "[T1002]", "21: warning: ATT&CK has withdrawn T1002 (Data Compressed)"),
      ("[T1648]", "[]", "5: note: no ATT&CK id"),
      ("https:", "http:", "23: warning: the reference"),
      (
        "exceptions: {}", "exceptions: {\"lambda:CreateFunction\": why}",
        "3: warning: the exception lambda:CreateFunction is needless"
      ),
    ])
  func aMistakeIsToldWithItsLine(_ old: String, _ new: String, _ expected: String) {
    let (told, catalogue) = lint(LintTests.file.replacing(old, with: new, maxReplacements: 1))
    #expect(told.contains { $0.contains(expected) }, "expected \(expected), found \(told)")
    let isWrong = told.contains { $0.contains(": error: ") }
    #expect((catalogue.techniques.count == LintTests.builtIn.techniques.count) == isWrong)
  }

  @Test func anExceptionWithItsReasonIsAccepted() {
    let text = LintTests.file.replacing("lambda:CreateFunction", with: "lambda:ConjureFunction")
    #expect(lint(text).told.count == 1)
    let excused = text.replacing("{}", with: "{\"lambda:ConjureFunction\": seen in a log}")
    #expect(lint(excused).told == [])
    #expect(lint(excused).catalogue.technique("own-001") != nil)
  }

  @Test func aResourceThatARequestNamesTooIsMissed() {
    let needs = LintTests.file.replacing(
      "lambda:CreateEventSourceMapping\", on: \"*\"", with: "ec2:RunInstances\", on: new instance"
    )
    .replacing(
      "new:\n",
      with: "new:\n  instance: \"arn:{partition}:ec2:{region}:{account}:instance/{name}\"\n")
    let told = lint(needs).told
    #expect(
      told.contains { $0.contains("16: warning: ec2:RunInstances is authorised on a image too") })
    #expect(!told.contains { $0.contains("on a instance too") })
  }

  @Test func whatAnotherTechniqueFindsIsSaid() {
    let entry = LintTests.file.split(separator: "techniques:\n").last ?? ""
    let twin = entry.replacing("own-", with: "my-").replacing("name: Own", with: "name: Mine")
    #expect(
      lint(LintTests.file + twin).told == ["24: note: it needs and gains the same as own-001 (Own)"]
    )
  }

  @Test func shapeAndReferenceAreToldTogether() {
    let text = LintTests.file.replacing("effort: 2", with: "efort: 2")
      .replacing("CreateFunction", with: "CreateFunktion")
    let told = lint(text).told
    #expect(told.contains { $0.contains("unknown key \"efort\"") })
    #expect(told.contains { $0.contains("unknown action") })
  }

  @Test func placeholdersOfAnARNStandForOneName() {
    let type = ReferenceType(
      name: "object", arn: "arn:${Partition}:s3:::${Bucket}/${Object}", conditionKeys: [])
    #expect(type.fits("arn:x:s3:::x/x"))
    #expect(!type.fits("arn:x:s3:::x"))
    #expect(!type.fits("arn:x:s3:::x/x/x"))
    #expect(!type.fits("arn:x:s3:::x/x:x"))
  }

  @Test(arguments: [
    (
      "on: existing cluster", "on: existing clutser",
      "unknown existing thing \"clutser\"; did you mean \"cluster\""
    ),
    ("aws:ecs:cluster", "aws:ecs:clutser", "AWS has no type of resource like \"aws:ecs:clutser\""),
    ("aws:ecs:cluster", "cluster", "unknown kind \"cluster\""),
    ("on: existing cluster", "on: cluster of subject", "unknown place \"cluster of subject\""),
    ("aws:ecs:cluster", "aws:ecs:task-set", "ecs:RegisterContainerInstance takes cluster, which"),
    ("on: subject", "on: box of subject", "\"box of subject\" does not exist for the subject"),
    ("{fact: instance-profile}", "{exists: clutser}", "unknown existing thing \"clutser\""),
    ("state: {status", "stat: {status", "unknown key \"stat\"; did you mean \"state\""),
  ])
  func existingThingsAreChecked(_ old: String, _ new: String, _ expected: String) {
    let text = LintTests.file.replacing(
      "new:\n",
      with: """
        existing:
          cluster: {kind: "aws:ecs:cluster", state: {status: [ACTIVE]}}
        related: {box: "aws:ecs:cluster"}
        new:

        """
    ).replacing(
      "lambda:CreateEventSourceMapping\", on: \"*\"",
      with: "ecs:RegisterContainerInstance\", on: existing cluster")
    #expect(lint(text).told == [])
    let told = lint(text.replacing(old, with: new, maxReplacements: 1)).told
    #expect(told.contains { $0.contains(expected) }, "expected \(expected), found \(told)")
  }

  // MARK: Helpers

  private static let builtIn = Catalogue.builtIn()

  /// Line, severity and message of each thing told, and the catalogue afterwards.
  private func lint(_ text: String) -> (told: [String], catalogue: Catalogue) {
    var catalogue = LintTests.builtIn
    let told = CatalogueLint(reference: EmbeddedActionReference())
      .check(Array(text.utf8), file: "own.yaml", adding: &catalogue)
    return (
      told.map { diagnostic in
        let advice = diagnostic.severity == .error ? diagnostic.advice.map { " (\($0))" } ?? "" : ""
        return "\(diagnostic.origin.line): \(diagnostic.severity.rawValue): \(diagnostic.message)"
          + advice
      }, catalogue
    )
  }
}
