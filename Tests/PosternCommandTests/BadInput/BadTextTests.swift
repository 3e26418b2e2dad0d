import Foundation
import Testing

@Suite("Bad input: text that is no JSON, or not what was asked for")
struct BadTextTests {
  private static let malformed: [BadInput] = [
    .text("no comma", "{\"UserDetailList\": [\n{} {}]}", line: 2, "expected ',' or ']'"),
    .text("a comma too many", "{\"UserDetailList\": [],\n}", line: 2, "remove the ','"),
    .text("single quotes", "{'UserDetailList': []}", line: 1, "only double quotes"),
    .text("a comment", "{\n// users\n\"UserDetailList\": []}", line: 2, "no comments"),
    .text("a bare word", "{\"UserDetailList\": nope}", line: 1, "expected a value"),
    .text("not a number", "{\"UserDetailList\": [NaN]}", line: 1, "expected a value", "'N'"),
    .text("two texts", "{\"UserDetailList\": []}\n{\"Policies\": []}", line: 2, "expected the end"),
    .text("a key without quotes", "{\nUserDetailList: []}", line: 2, "double quotes"),
    .text("a control character", "{\"a\": \"x\u{1}\"}", line: 1, "control character"),
    .text("an unknown escape", #"{"a": "\x41"}"#, line: 1, "after a backslash"),
    .text("a leading zero", "{\"a\": 012}", line: 1, "leading zero"),
    .text("half a surrogate pair", #"{"a": "\ud800"}"#, line: 1, "surrogate pair"),
    .text("only a brace", "{", line: 1, "the end of the text"),
    .text("a merge conflict", "<<<<<<< HEAD\n{}\n", "found a merge conflict"),
  ]

  private static let whole =
    "{\n  \"UserDetailList\": [\n    {\"Arn\": \"arn:aws:iam::444455556666:user/bo\", \"N\": 12}\n  ]\n}"

  /// Cuts of an export: in a key, behind a colon, in a string, in a number, behind an element.
  private static let truncated: [BadInput] = [
    ("in a key", 6, 2), ("behind a key", 20, 2), ("behind a colon", 21, 2), ("in a list", 24, 3),
    ("in a string", 50, 3), ("in a number", 81, 3), ("behind an element", 82, 4),
    ("before the last brace", whole.utf8.count - 1, 5),
  ].map { name, length, line in
    .text("cut off " + name, String(whole.prefix(length)), line: line, "export it again")
  }

  private static let foreign: [BadInput] = [
    .text("an empty file", "", "the file is empty"),
    .text("only white space", " \n\t\r\n ", "the file is empty"),
    .text("a PDF", "%PDF-1.7\n1 0 obj", "found a PDF"),
    .bytes(
      "a PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], ["found a PNG picture"]),
    .bytes("a gzip file", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0], ["found a gzip file", "unpack"]),
    .text("a ZIP archive", "PK\u{3}\u{4}\u{14}\u{0}", "found a ZIP archive", "unpack"),
    .text("a login page", "\n<!DOCTYPE html><title>Sign in</title>", "found a web page"),
    .text("XML", "<?xml version=\"1.0\"?><a/>", "found XML"),
    .text(
      "an error of the command line",
      "\nAn error occurred (AccessDenied) when calling the X operation: no\n",
      "found an error of the command", "AccessDenied"),
    .text("its usage", "usage: aws [options] <command>", "found an error of the command"),
    .text("an ended session", "Error loading SSO Token: expired", "Error loading SSO Token"),
    .text("--output yaml", "UserDetailList:\n- Arn: x\n", "found YAML", "--output json"),
    .text("--output table", "-----------\n|  Get  |\n", "found a table", "--output json"),
    .text("--output text", "USERDETAILLIST\tarn:aws:iam\n", "found columns", "--output json"),
    .text("CloudFormation in YAML", "AWSTemplateFormatVersion: '2010-09-09'\n", "found YAML"),
    .text("Terraform", "resource \"aws_iam_role\" \"a\" {\n}\n", "Terraform"),
    .text("a table of commas", "user,arn\nana,x\n", "expected a value"),
    .text("words", "hello", "expected a value"),
  ]

  private static let shape: [BadInput] = [
    .text("CloudFormation", "{\"AWSTemplateFormatVersion\": \"2010-09-09\"}", "none of them"),
    .text("Terraform's state", "{\"version\": 4, \"resources\": []}", "none of them"),
    .text("another command's output", "{\"Buckets\": []}", "found none of them"),
    .text("an empty object", "{}", "found none of them"),
    .text("a list", "[]", "found none of them"),
    .text("a text", "\"UserDetailList\"", "found none of them"),
    .text("a number", "5", "found none of them"),
    .text("null", "null", "found none of them"),
    .text("lists without anything", "{\"UserDetailList\": []}", "no user and no role"),
  ]

  @Test("malformed JSON", arguments: malformed + truncated)
  func malformedRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("another format", arguments: foreign)
  func foreignRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("another shape", arguments: shape)
  func shapeRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  private static let export = Array(
    "{\"UserDetailList\": [{\"Arn\": \"arn:aws:iam::444455556666:user/bo\"}]}".utf8)

  private static let encodings: [BadInput] = [
    .bytes("UTF-16, little-endian", [0xFF, 0xFE] + export.flatMap { [$0, 0] }, ["found UTF-16"]),
    .bytes("UTF-16, big-endian", [0xFE, 0xFF] + export.flatMap { [0, $0] }, ["found UTF-16"]),
    .bytes("UTF-16 without a mark", export.flatMap { [$0, 0] }, ["found UTF-16"]),
    .bytes(
      "UTF-32", [0xFF, 0xFE, 0, 0] + export.flatMap { [$0, 0, 0, 0] }, ["found UTF-32"]),
    .bytes(
      "Latin-1", Array("{\n\"a\": \"caf".utf8) + [0xE9] + Array("\"}".utf8), line: 2,
      ["expected UTF-8", "0xE9", "save the file as UTF-8"]),
    .bytes(
      "an overlong form", Array("{\"a\": \"".utf8) + [0xC0, 0xAF] + Array("\"}".utf8), line: 1,
      ["expected UTF-8", "0xC0"]),
    .bytes(
      "a surrogate in UTF-8", Array("{\"a\": \"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8),
      line: 1, ["expected UTF-8", "0xED"]),
    .bytes(
      "zero bytes", Array("{\"a\": ".utf8) + [0, 0, 0] + Array("1}".utf8), line: 1,
      ["expected a value", "U+0000"]),
    .bytes("only zero bytes", [UInt8](repeating: 0, count: 4096), ["expected a value", "U+0000"]),
  ]

  @Test("another encoding", arguments: encodings)
  func encodingRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("a byte order mark before UTF-8 is no fault")
  func mark() async throws {
    let scratch = try Scratch()
    try scratch.write([0xEF, 0xBB, 0xBF] + Array(Exports.almighty.utf8), to: Exports.gaad)
    let run = await Program.run("analyze", scratch.path)
    #expect(run.code == 0 && run.errors.isEmpty && run.output.contains("ana"))
  }
}
