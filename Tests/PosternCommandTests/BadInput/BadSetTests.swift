import Testing

@Suite("Bad input: too much, twice, or at odds with itself")
struct BadSetTests {
  private static let bo = "arn:aws:iam::444455556666:user/bo"
  private static let gaad = BadInput.account + "/iam/get-account-authorization-details"

  private static func export(_ member: String, more: String = "") -> String {
    #"{"UserDetailList": [{"Arn": "\#(bo)", "Path": "\#(member)"}]\#(more)}"#
  }

  private static func files(
    _ name: String, _ files: [String: String], _ place: String, _ words: String...,
    code: Int32 = 3, alone: Int32? = 3
  ) -> BadInput {
    BadInput(name: name, place: place, words: words, code: code, alone: alone) { scratch in
      for (file, text) in files { try scratch.write(text, to: file) }
    }
  }

  private static let twice: [BadInput] = [
    files(
      "pages that disagree", [gaad + ".json": export("/"), gaad + "-2.json": export("/x/")],
      gaad + "-2.json:1", "more than once, and not the same"),
    files(
      "an account in two folders",
      [gaad + ".json": export("/"), "old/" + gaad + ".json": export("/x/")],
      "old/" + gaad + ".json:1",
      "more than once, and not the same"),
    files(
      "a page twice", [gaad + ".json": export("/"), gaad + "-2.json": export("/")],
      gaad + "-2.json:1", "more than once; the first one counts", code: 0, alone: 0),
    files(
      "a page that is missing",
      [gaad + ".json": export("/"), gaad + "-3.json": "{\"Policies\": []}"],
      gaad + "-3.json", "page 2 is missing"),
    files(
      "a first page that is missing", [gaad + "-2.json": export("/")], gaad + "-2.json",
      "page 1 is missing"),
    files(
      "a last page that is missing", [gaad + ".json": export("/", more: #", "IsTruncated": true"#)],
      gaad + ".json:1", "no further page", code: 0, alone: 0),
    files(
      "a key twice", [gaad + ".json": export("/", more: #", "Policies": [], "Policies": []"#)],
      gaad + ".json:1", "\"Policies\"", "given again", code: 0, alone: 0),
    files(
      "another account than the folder's",
      ["777788889999/iam/get-account-authorization-details.json": export("/")],
      "777788889999/iam/get-account-authorization-details.json:1", "another account", code: 0,
      alone: 0),
    files(
      "a bucket in two accounts",
      [
        "444455556666/s3api/list-buckets.json": #"{"Buckets": [{"Name": "b"}]}"#,
        "777788889999/s3api/list-buckets.json": #"{"Buckets": [{"Name": "b"}]}"#,
      ], "777788889999/s3api/list-buckets.json:1", "listed already", code: 0, alone: 0),
  ]

  private static let long = String(repeating: "a", count: 12 << 20)
  private static let digits = String(repeating: "9", count: 1_000_000)
  private static let depth = String(repeating: "[", count: 100_000)

  private static let huge: [BadInput] = [
    .user("a number of a million digits for a name", #""GroupList": [\#(digits)]"#, "a number"),
    .user("and for a date", #""CreateDate": \#(digits), "Tags": 1"#, "\"Tags\""),
    .user("a name of 12 MB", #""Tags": [{"\#(long)": 1}]"#, "a text \"Key\""),
    .user("an ARN of 12 MB", #""Arn": "\#(long)""#, "expected an ARN", alone: 65),
    .statement(
      "an operator of 12 MB",
      #""Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"\#(long)": {}}"#,
      "unknown condition operator"),
    .statement(
      "a value of 12 MB",
      #""Effect": "Allow", "Action": "*", "Resource": "*", "#
        + #""Condition": {"Bool": {"a": "\#(long)"}}"#, "Bool cannot compare"),
    .text("a hundred thousand levels", "{\"a\": " + depth, line: 1, "512 levels"),
    .text(
      "a key of 12 MB twice", #"{"\#(long)": 1, "\#(long)": 2}"#, "found none of them", "Policies"),
    .text(
      "a hundred thousand users that are none",
      "{\"UserDetailList\": [" + String(repeating: "1,\n", count: 99_999) + "1]}",
      "expected a text"),
  ]

  @Test("twice, or at odds", arguments: twice)
  func twiceRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("huge", arguments: huge)
  func hugeRows(row: BadInput) async throws { try await BadInputCheck.check(row) }
}
