import Foundation
import Testing

/// A snapshot in which every name that a cloud, or someone who can write to the export, chooses is
/// an attack on whoever shows it.
private enum Hostile {
  static let bucket = "<script>alert(1)</script>-training"
  static let escape = "\u{1B}[31mred\u{1B}]0;title\u{7}\u{9B}1m"
  static let turned = "\u{202E}nimda\u{2066}\u{200B}"
  static let markdown = "a|b`c`](https://evil.example)<img src=x onerror=y>\n\n# head"
  static let quotes = #"q"u'o\te\" ]; n9 [label="x"] //"#
  static let formula = "=cmd|' /C calc'!A0"

  static let names = [escape, turned, markdown, quotes, formula, "two\nlines\r\n\u{2028}three"]

  static func files() -> [String: String] {
    let users = names.map { name in
      Exports.user(
        name, policy: name, sid: name, allowing: ["s3:GetObject", "s3:PutObject"],
        on: ["arn:aws:s3:::\(bucket)/*"])
    }
    let buckets = ["Buckets": [["Name": bucket]], "Owner": ["ID": "x"]] as [String: Any]
    return [
      Exports.gaad: Exports.details(users: users),
      "\(Exports.account)/s3api/list-buckets.json": Exports.text(buckets),
      "\(Exports.account)/s3api/get-bucket-policy/\(escape)\(turned)<script>.json": "{",
      "postern.yaml": """
      accounts:
        "\(Exports.account)": "<script>\\e[31m\\u202Eacme|`"
      training_data:
        names: ["*training*"]
      """,
    ]
  }
}

@Suite("Hostile names through the whole program")
struct HostileTests {
  private func analyzed() async throws -> (run: Run, scratch: Scratch) {
    let scratch = try Scratch(Hostile.files())
    let run = await Program.run("analyze", scratch.path, "-o", scratch / "out", "--verbose")
    #expect(run.code == 3, "\(run.errors)")
    return (run, scratch)
  }

  @Test("are found, and every user has findings")
  func found() async throws {
    let (_, scratch) = try await analyzed()
    let report = try Tree(text: try scratch.read("out/report.json"))
    let starts = Set(report["findings"].list.compactMap { $0["start"]["name"].text })
    #expect(starts == Set(Hostile.names), "JSON keeps every name as it is")
    #expect(report["findings"].list.count == 3 * Hostile.names.count)
  }

  @Test("nothing that a terminal, a viewer or an eye obeys gets out")
  func controls() async throws {
    let (run, scratch) = try await analyzed()
    var texts = ["output": run.output, "errors": run.errors]
    for name in try scratch.names(in: "out") { texts[name] = try scratch.read("out/" + name) }
    #expect(texts.count >= 5)
    for (place, text) in texts {
      let obeyed = text.unicodeScalars.filter { scalar in
        if scalar == "\n" { return false }
        if scalar.value < 0x20 || scalar.value == 0x7F { return true }
        // JSON is for programs, which get every name as it is.
        if place == "report.json" { return false }
        return scalar.value < 0xA0 && scalar.value > 0x7F || scalar.properties.isBidiControl
          || scalar == "\u{2028}"
      }
      #expect(obeyed.isEmpty, "\(place): \(Set(obeyed.map(\.value)))")
    }
  }

  @Test("no markup of theirs reaches a page or a picture", arguments: ["report.md", "paths.dot"])
  func markup(name: String) async throws {
    let (_, scratch) = try await analyzed()
    let text = try scratch.read("out/" + name)
    if name == "paths.dot" {
      #expect(!text.contains("n9 [label=\"x\"]"))
      return
    }
    #expect(!outsideCode(text).contains("<script"))
    #expect(!outsideCode(text).contains("<img"))
    #expect(!outsideCode(text).contains("](https://evil"))
    #expect(!text.contains("\n# head"))
  }

  @Test("nor the picture's", .enabled(if: Program.canDraw))
  func picture() async throws {
    let (_, scratch) = try await analyzed()
    let text = try scratch.read("out/paths.svg")
    #expect(text.contains("</svg>"))
    #expect(!text.contains("<script") && !text.contains("<img"))
    #expect(text.contains("&lt;script"))
  }

  @Test("the other commands hold as well")
  func commands() async throws {
    let scratch = try Scratch(Hostile.files())
    let user = "arn:aws:iam::\(Exports.account):user/\(Hostile.escape)"
    let bucket = "arn:aws:s3:::\(Hostile.bucket)"
    let runs = [
      await Program.run("paths", scratch.path, "--from", user, "--to", bucket),
      await Program.run("paths", scratch.path, "--from", Hostile.escape + "x"),
      await Program.run("can", user, "s3:GetObject", bucket + "/k", "--snapshot", scratch.path),
      await Program.run("can", user + "x", "s3:GetObject", "*", "--snapshot", scratch.path),
      await Program.run("analyze", scratch / Hostile.escape),
    ]
    for run in runs {
      let text = run.output + run.errors
      for mark in ["\u{1B}", "\u{9B}", "\u{7}", "\u{202E}"] as [Unicode.Scalar] {
        #expect(!text.unicodeScalars.contains(mark), "\(text.debugDescription)")
      }
    }
    #expect(runs.map(\.code) == [3, 64, 3, 64, 64])
  }

  /// A Markdown text without its code spans, in which nothing is markup.
  private func outsideCode(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(outsideCode(line:))
      .joined(separator: "\n")
  }

  /// A line without its code spans; an escaped backtick opens none.
  private func outsideCode(line: Substring) -> String {
    var text = ""
    var rest = line
    while let character = rest.first {
      if character == "\\" {
        text += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      let fence = rest.prefix { $0 == "`" }
      if fence.isEmpty {
        text.append(character)
        rest = rest.dropFirst()
        continue
      }
      let behind = rest.dropFirst(fence.count)
      rest = afterClosing(fence.count, behind) ?? behind
    }
    return text
  }

  /// What follows the next run of exactly so many backticks.
  private func afterClosing(_ count: Int, _ text: Substring) -> Substring? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      rest = rest[run.endIndex...]
      if run.count == count { return rest }
    }
    return nil
  }
}
