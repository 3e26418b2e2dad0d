import Foundation
import Testing

@Suite("Bad input: tables, settings, designs, techniques")
struct BadTableTests {
  private static let table = BadInput.account + "/iam/get-credential-report.csv"
  private static let report = BadInput.account + "/iam/get-credential-report.json"
  private static let header = "user,arn,password_enabled,mfa_active,password_last_used\n"
  private static let arn = "arn:aws:iam::444455556666:user/bo"

  private static let tables: [BadInput] = [
    .file("no header", at: table, "bo,\(arn),true,false,N/A\n", ["the columns of a credential"]),
    .file("columns that lack", at: table, "user,arn\nbo,\(arn)\n", ["mfa_active"]),
    .file("a short row", at: table, header + "bo,\(arn)\n", line: 2, ["expected 5"]),
    .file(
      "a date that is none", at: table, header + "bo,\(arn),true,false,yesterday at noon\n",
      line: 2, ["expected a date", "yesterday"]),
    .file(
      "a factor that is none", at: table, header + "bo,\(arn),true,maybe,N/A\n", line: 2,
      ["expected true or false", "mfa_active"]),
    .file("open quotes", at: table, header + "\"bo,\(arn),true\n", line: 2, ["no closing '\"'"]),
    .file("nothing", at: table, "", ["found nothing"]),
    .file("Base 64 that is none", at: report, "{\n\"Content\": \"@@@\"}", line: 2, ["Base 64"]),
    .file("no content", at: report, "{}", ["\"Content\""]),
    .file(
      "a table within that is none", at: report,
      #"{"Content": "\#(Data("user\nbo,x\n".utf8).base64EncodedString())"}"#,
      ["in line 2 of the table", "found 2"]),
  ]

  private static let bomb =
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + "bcdefghijk".unicodeScalars.map { letter in
      let before = Unicode.Scalar(letter.value - 1) ?? letter
      return "\(letter): &\(letter) [" + String(repeating: "*\(before), ", count: 9)
        + "*\(before)]\n"
    }.joined()
  private static let deep = "a: " + String(repeating: "[", count: 5000)

  private static func setting(
    _ name: String, _ text: String, line: Int? = nil, _ words: String...
  ) -> BadInput {
    .file("settings: " + name, at: "postern.yaml", text, line: line, words)
  }

  private static let settings: [BadInput] = [
    setting("an unknown key", "accounts: {}\nstart: []\n", line: 2, "did you mean \"starts\"?"),
    setting("a wrong type", "\naccounts: [dev]\n", line: 2, "to be keys with values"),
    setting("a tab", "accounts:\n\t\"111122223333\": dev\n", line: 2, "tab"),
    setting("an ARN that is none", "starts:\n- arn:aws:iam\n", line: 2, "expected an ARN"),
    setting("an account that is none", "accounts:\n  dev: x\n", line: 2, "12 digits"),
    setting("a key twice", "starts: []\nstarts: []\n", "twice"),
    setting("aliases without end", bomb, "expected at most"),
    setting("five thousand levels", deep, "levels"),
    setting("two documents", "starts: []\n---\nstarts: []\n", "single document"),
    setting("JSON cut off", "{\"starts\": [", line: 1, "expected"),
    .bytes(
      "settings: UTF-16", at: "postern.yaml", [0xFF, 0xFE] + "a: 1".utf8.flatMap { [$0, 0] },
      ["UTF-16"]),
  ]

  private static func design(
    _ name: String, _ text: String, line: Int? = nil, _ words: String..., alone: Int32 = 65
  ) -> BadInput {
    .file("design: " + name, at: "x.design.yaml", text, line: line, words, alone: alone)
  }

  private static let designs: [BadInput] = [
    design("an unknown section", "design: x\npeoples: []\n", line: 2, "did you mean \"people\""),
    design("a list as text", "design: x\npeople: ana\n", line: 2, "expected a list"),
    design("a name that is none", "design: x\npeople:\n- name: a b\n", line: 3, "expected a name"),
    design("no design", "- a\n", "design init"),
    design("nothing", "", "design init"),
    design("a tab", "design: x\npeople:\n\t- name: a\n", line: 3, "tab"),
    design("aliases without end", "design: x\n" + bomb, "expected at most"),
    design("five thousand levels", "design: x\n" + deep, "levels"),
  ]

  @Test("credential reports", arguments: tables)
  func tableRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("postern.yaml", arguments: settings)
  func settingsRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("designs", arguments: designs)
  func designRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test(
    "techniques: nothing is analysed with half of what the user wrote",
    arguments: [
      ("- id: x\n\tname: y\n", "tab"), ("5\n", "expected"), ("- id: x-001\n", "techniques"),
      (bomb, "expected at most"), (deep, "levels"), ("{", "expected"),
    ])
  func techniques(text: String, word: String) async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty, "own.yaml": text])
    let run = await Program.run(
      "analyze", scratch / Exports.account, "--techniques", scratch / "own.yaml")
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(run.errors.contains("/own.yaml") && run.errors.contains(word), "\(run.errors)")
  }
}
