import Foundation
import Testing

@Suite("postern techniques lint")
struct TechniquesLintTests {
  private static let sample = Program.root + "/samples/own-techniques.yaml"

  @Test("says nothing of the sample and of the built-in catalogue")
  func clean() async throws {
    for arguments in [[TechniquesLintTests.sample], ["--built-in"]] {
      let run = await Program.run(["techniques", "lint"] + arguments)
      #expect(run.code == 0)
      #expect(run.output.isEmpty, "\(run.output)")
      #expect(run.errors.contains("0 errors, 0 warnings, 0 notes"))
    }
  }

  @Test("an error has file, line and word, and ends the run with 65")
  func errors() async throws {
    let text = try TechniquesLintTests.changed("amplify:CreateApp", to: "amplify:CreateAp")
    let scratch = try Scratch(["own.yaml": text])
    let run = await Program.run("techniques", "lint", "own.yaml", in: scratch.path)
    #expect(run.code == 65)
    let line =
      (text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
        $0.contains("amplify:CreateAp\"")
      } ?? 0) + 1
    #expect(
      run.output.hasPrefix(
        "own.yaml:\(line): error: unknown action \"amplify:CreateAp\"; "
          + "did you mean \"amplify:CreateApp\"?"), "\(run.output)")
    #expect(run.errors.contains("0 techniques without an error, 1 error, "))
    let json = await Program.run(
      "techniques", "lint", "own.yaml", "--format", "json", in: scratch.path)
    #expect(json.code == 65)
    let tree = try json.json()
    #expect(tree["schema"].text == "postern.lint/1")
    #expect(tree["errors"].number == 1)
    #expect(tree["diagnostics"][0]["line"].number == line)
    #expect(tree["diagnostics"][0]["code"].text == "technique.action")
  }

  @Test("a warning does not fail")
  func warnings() async throws {
    let text = try TechniquesLintTests.changed("[T1648, T1548.005]", to: "[T1002]")
    let scratch = try Scratch(["own.yaml": text])
    let run = await Program.run("techniques", "lint", "own.yaml", in: scratch.path)
    #expect(run.code == 0)
    #expect(run.output.contains(": warning: ATT&CK has withdrawn T1002"))
  }

  @Test("nothing hostile reaches the terminal")
  func hostile() async throws {
    let text = try TechniquesLintTests.changed(
      "name: Role", to: "name: \"\\e[31m\\u202E\"\n    nam\\e: Role")
    let scratch = try Scratch(["own.yaml": text])
    let run = await Program.run("techniques", "lint", "own.yaml", in: scratch.path)
    #expect(!run.output.contains("\u{1B}") && !run.errors.contains("\u{1B}"))
    #expect(run.code == 65)
  }

  @Test("a file that is not there is a usage error, and so is no file")
  func usage() async throws {
    let missing = await Program.run("techniques", "lint", "/nowhere/own.yaml")
    #expect(missing.code == 64)
    #expect(
      missing.errors.contains("/nowhere/own.yaml: it cannot be read (No such file or directory)"))
    #expect(await Program.run("techniques", "lint").code == 64)
    #expect(await Program.run("techniques", "lint", "--built-in", "x.yaml").code == 64)
  }

  // MARK: With the analysis

  @Test("an own technique makes a path, and none when any of its needs is taken away")
  func ownPath() async throws {
    let whole = try await paths(TechniquesLintTests.world())
    #expect(whole["paths"].list.count == 1)
    #expect(whole["paths"][0]["hops"][0]["technique"].text == "own-amplify-001")
    #expect(whole["paths"][0]["certainty"].text == "certain")
    #expect(try await paths(TechniquesLintTests.world(), own: false)["paths"].list.isEmpty)
    for action in TechniquesLintTests.actions {
      let less = try await paths(TechniquesLintTests.world(without: action))
      #expect(less["paths"].list.isEmpty, "\(action)")
    }
    let untrusted = try await paths(TechniquesLintTests.world(trusting: "ec2.amazonaws.com"))
    #expect(untrusted["paths"].list.isEmpty)
  }

  @Test("an own technique is listed and shown")
  func ownListed() async {
    let own = ["--techniques", TechniquesLintTests.sample]
    let list = await Program.run(["techniques", "list", "--service", "amplify"] + own)
    #expect(list.output == "own-amplify-001  Role passed to a new Amplify app\n")
    let show = await Program.run(["techniques", "show", "own-amplify-001"] + own)
    #expect(show.output.contains("new branch and job as ROLE"))
  }

  @Test(
    "a wrong technique ends the analysis with 65, file, line and word",
    arguments: [
      ("gains: session", "gains: sesion", "unknown word \"sesion\"; did you mean \"session\"?"),
      ("amplify:CreateApp", "amplify:CreateAp", "did you mean \"amplify:CreateApp\"?"),
      ("id: own-amplify-001", "id: lambda-001", "the id lambda-001 is taken by lambda-001"),
    ])
  func wrongTechnique(_ old: String, _ new: String, _ message: String) async throws {
    let scratch = try Scratch([
      Exports.gaad: Exports.almighty, "own.yaml": try TechniquesLintTests.changed(old, to: new),
    ])
    let run = await Program.run("analyze", ".", "--techniques", "own.yaml", in: scratch.path)
    #expect(run.code == 65)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.contains(#/own\.yaml:\d+: /#) && run.errors.contains(message), "\(run.errors)")
    let missing = await Program.run("analyze", ".", "--techniques", "no.yaml", in: scratch.path)
    #expect(missing.code == 64)
  }

  private static let actions = [
    "iam:PassRole", "amplify:CreateApp", "amplify:CreateBranch", "amplify:StartJob",
  ]

  /// A user who may do all that the sample's technique needs, and a role to take by it.
  private static func world(
    without missing: String = "", trusting service: String = "amplify.amazonaws.com"
  ) -> String {
    let trust: [String: Any] = [
      "Version": "2012-10-17",
      "Statement": [
        ["Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ["Service": service]]
      ],
    ]
    let role: [String: Any] = [
      "RoleName": "builder", "RoleId": "AROAEXAMPLE", "Path": "/",
      "Arn": "arn:aws:iam::\(Exports.account):role/builder", "AssumeRolePolicyDocument": trust,
      "RolePolicyList": [Any](), "AttachedManagedPolicies": [Any](),
    ]
    return Exports.text([
      "UserDetailList": [Exports.user("ana", allowing: actions.filter { $0 != missing })],
      "GroupDetailList": [Any](), "RoleDetailList": [role], "Policies": [Any](),
    ])
  }

  private func paths(_ world: String, own: Bool = true) async throws -> Tree {
    let scratch = try Scratch([Exports.gaad: world])
    let extra = own ? ["--techniques", TechniquesLintTests.sample] : []
    return try await Program.run(
      ["paths", ".", "--from", "ana", "--to", "builder", "--format", "json"] + extra,
      in: scratch.path
    ).json()
  }
}

extension TechniquesLintTests {
  /// The sample's text with one thing replaced.
  private static func changed(_ old: String, to new: String) throws -> String {
    let text = try String(contentsOfFile: sample, encoding: .utf8)
    return text.replacing(old, with: new, maxReplacements: 1)
  }
}
