import Foundation
import Testing

/// One kind of bad input: how it is made, and what the program is to say of it.
struct BadInput: Sendable, CustomTestStringConvertible {
  /// The account whose folder holds the bad thing; the good export is of another.
  static let account = "444455556666"
  static let export = account + "/iam/get-account-authorization-details.json"

  let name: String
  /// The file, and the line where there is one, as the complaint begins.
  var place = BadInput.export
  /// What the complaint says beside the place.
  var words: [String]
  /// The exit code beside a good export; with `--strict` 65 instead of 3.
  var code: Int32 = 3
  /// The exit code without a good export; nil where that is another question.
  var alone: Int32? = 65
  let make: @Sendable (Scratch) throws -> Void

  var testDescription: String { name }

  /// A text in place of an account's export.
  static func text(
    _ name: String, _ text: String, line: Int? = nil, _ words: String..., code: Int32 = 3,
    alone: Int32? = 65
  ) -> BadInput {
    file(name, at: export, text, line: line, words, code: code, alone: alone)
  }

  /// A text in some file of the snapshot.
  static func file(
    _ name: String, at path: String, _ text: String, line: Int? = nil, _ words: [String],
    code: Int32 = 3, alone: Int32? = 65
  ) -> BadInput {
    bytes(name, at: path, Array(text.utf8), line: line, words, code: code, alone: alone)
  }

  /// Bytes in some file of the snapshot.
  static func bytes(
    _ name: String, at path: String = export, _ bytes: [UInt8], line: Int? = nil,
    _ words: [String], code: Int32 = 3, alone: Int32? = 65
  ) -> BadInput {
    let place = line.map { "\(path):\($0)" } ?? path
    return BadInput(name: name, place: place, words: words, code: code, alone: alone) {
      try $0.write(bytes, to: path)
    }
  }

  /// An export of the account with one user, who has something wrong.
  static func user(
    _ name: String, _ members: String, line: Int? = nil, _ words: String..., code: Int32 = 3,
    alone: Int32? = 3
  ) -> BadInput {
    let arn = members.contains("\"Arn\"") ? "" : #""Arn": "arn:aws:iam::\#(account):user/bo", "#
    let text = #"{"UserDetailList": [{\#(arn)"UserName": "bo", \#(members)}]}"#
    return file(name, at: export, text, line: line ?? 1, words, code: code, alone: alone)
  }

  /// A user's inline policy, as it stands in the export.
  static func policy(
    _ name: String, _ document: String, _ words: String..., code: Int32 = 3
  ) -> BadInput {
    let list = #""UserPolicyList": [{"PolicyName": "p", "PolicyDocument": \#(document)}]"#
    let text =
      #"{"UserDetailList": [{"Arn": "arn:aws:iam::\#(account):user/bo", \#(list)}]}"#
    return file(name, at: export, text, line: 1, words, code: code, alone: code)
  }

  /// A policy with one statement.
  static func statement(_ name: String, _ members: String, _ words: String...) -> BadInput {
    let document = #"{"Version": "2012-10-17", "Statement": [{\#(members)}]}"#
    var row = policy(name, document)
    row.words = words
    return row
  }
}

/// Checks what the program makes of a bad input.
enum BadInputCheck {
  static func check(_ row: BadInput) async throws {
    try await checkBesideGood(row)
    if row.code == 3 { try await checkStrict(row) }
    if let alone = row.alone { try await checkAlone(row, alone) }
  }

  private static func checkBesideGood(_ row: BadInput) async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    try row.make(scratch)
    let flags = row.code == 0 ? ["--verbose"] : []
    let run = await Program.run(["analyze", scratch.path, "--format", "json"] + flags)
    #expect(run.code == row.code, "\(run.status) \(run.errors.prefix(2000))")
    expectComplaint(row, run)
    let report = try run.json()
    let starts = report["findings"].list.compactMap { $0["start"]["name"].text }
    #expect(starts.contains("ana"), "the good part is analysed")
    let coverage = report["coverage"]
    let told = coverage["diagnostics"].list.compactMap { $0["message"].text }
    #expect(!told.isEmpty, "the report says so, too")
  }

  private static func checkStrict(_ row: BadInput) async throws {
    let scratch = try Scratch([Exports.gaad: Exports.almighty])
    try row.make(scratch)
    let run = await Program.run("analyze", scratch.path, "--strict", "--quiet")
    #expect(run.code == 65 && run.errors.isEmpty && run.output.contains("ana"))
  }

  private static func checkAlone(_ row: BadInput, _ code: Int32) async throws {
    let scratch = try Scratch()
    try row.make(scratch)
    let flags = code == 0 ? ["--verbose"] : []
    let run = await Program.run(["analyze", scratch.path] + flags)
    #expect(run.code == code, "\(run.status) \(run.errors.prefix(2000))")
    expectComplaint(row, run)
    if code >= 64 { #expect(run.output.isEmpty) }
  }

  /// One line says the place, what is wrong, and in brackets what to do.
  private static func expectComplaint(_ row: BadInput, _ run: Run) {
    let lines = run.errors.split(separator: "\n")
    let complaint = lines.first { line in
      line.contains("\(row.place):") && row.words.allSatisfy(line.contains) && line.hasSuffix(")")
    }
    #expect(complaint != nil, "\(run.errors.prefix(2000))")
    #expect(lines.allSatisfy { $0.utf8.count < 2000 }, "a line stays one that can be read")
    #expect(!run.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
