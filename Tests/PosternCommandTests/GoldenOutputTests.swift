import Foundation
import Testing

@Suite("output/acme-ai is what the program writes today")
struct GoldenOutputTests {
  @Test("byte for byte", arguments: ["report.json", "report.md", "paths.dot"])
  func current(name: String) async throws {
    let scratch = try Scratch()
    // The picture itself is not compared: it depends on Graphviz and fonts. The report names it.
    let run = await Program.run("analyze", Program.sample, "-o", scratch.path)
    try #require(run.code == 0)
    let kept = Program.root + "/output/acme-ai/" + name
    let old = try #require(
      FileManager.default.contents(atPath: kept),
      "output/acme-ai/\(name) is missing; `make golden` writes it")
    let new = try scratch.bytes(name)
    #expect(
      old == new,
      "output/acme-ai/\(name) is stale from line \(Self.line(old, new)) on; `make golden` writes it"
    )
  }

  @Test("with its picture")
  func picture() throws {
    let kept = Program.root + "/output/acme-ai/paths.svg"
    let text = String(
      decoding: try #require(
        FileManager.default.contents(atPath: kept),
        "output/acme-ai/paths.svg is missing; `make golden` writes it"), as: UTF8.self)
    #expect(text.contains("</svg>") && text.contains("maya.chen"))
  }

  /// The first line in which two texts differ, counted from 1.
  private static func line(_ old: Data, _ new: Data) -> Int {
    let same = zip(old, new).prefix { $0 == $1 }
    return 1 + same.count { $0.0 == UInt8(ascii: "\n") }
  }
}
