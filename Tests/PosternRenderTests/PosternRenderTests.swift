import Foundation
import Processes
import Testing

/// The path of the program beside the tests; `nil` when it was not built.
private let program: String? = {
  let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  let path = folder.appending(path: "postern-render").path(percentEncoded: false)
  return FileManager.default.isExecutableFile(atPath: path) ? path : nil
}()

@Suite(
  "postern-render", .enabled(if: program != nil), .timeLimit(.minutes(2)))
struct PosternRenderTests {
  private func run(_ diagram: String, _ arguments: String...) async -> ProcessResult {
    await run(Array(diagram.utf8), arguments)
  }

  private func run(_ input: [UInt8], _ arguments: [String]) async -> ProcessResult {
    await Processes.run(
      ProcessRequest(executable: program ?? "", arguments: arguments, input: input))
  }

  @Test("draws SVG unless asked for something else")
  func formats() async {
    let svg = await run("digraph { a -> b }")
    #expect(svg.succeeded && svg.errorText.isEmpty)
    #expect(String(decoding: svg.output, as: UTF8.self).contains("</svg>"))
    let png = await run("digraph { a -> b }", "--format", "png")
    #expect(png.output.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let pdf = await run("digraph { a -> b }", "--format=pdf")
    #expect(pdf.output.starts(with: Array("%PDF-".utf8)))
  }

  @Test(
    "says that input is not a diagram",
    arguments: ["", "digraph {", "hello", "digraph { a -> }", "{}"])
  func badInput(diagram: String) async {
    let result = await run(diagram)
    #expect(result.status == .exited(65))
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("not a diagram in DOT"))
  }

  @Test("says that input is not text", arguments: [[0xFF, 0xFE], Array("digraph { \0 }".utf8)])
  func notText(input: [UInt8]) async {
    #expect(await run(input, []).status == .exited(65))
  }

  @Test(
    "refuses a command line that makes no sense",
    arguments: [
      ["--format", "bmp"], ["--format"], ["--timeout", "0"], ["--timeout=x"], ["--memory", "1"],
      ["--memory", "99999999999999999999"], ["--verbose=1"], ["diagram.dot"], ["-x"], [""],
    ])
  func usage(arguments: [String]) async {
    let result = await run([], arguments)
    #expect(result.status == .exited(64))
    #expect(result.errorText.contains("usage:"))
  }

  @Test("prints help")
  func help() async {
    let result = await run([], ["--help"])
    #expect(result.succeeded)
    #expect(String(decoding: result.output, as: UTF8.self).hasPrefix("usage: postern-render"))
  }

  @Test("passes Graphviz's warnings on only when asked")
  func warnings() async {
    let diagram = "digraph { a [shape=nonsense] }"
    #expect(await run(diagram).errorText.isEmpty)
    #expect(await run(diagram, "--verbose").errorText.contains("nonsense"))
  }

  @Test("loads no file that a diagram names")
  func files() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).svg")
    try Data("<svg width=\"9\" height=\"9\"/>".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    let result = await run("digraph { a [shape=box image=\"\(path)\"] }")
    #expect(!String(decoding: result.output, as: UTF8.self).contains("<image"))
  }

  @Test("makes pixels fewer where a picture would not fit into memory")
  func hugePicture() async {
    let chain = (0..<400).map { "n\($0) [width=4 height=60]" } + ["n0 -> n1"]
    let result = await run("digraph { \(chain.joined(separator: ";")) }", "--format", "png")
    #expect(result.output.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test("ends itself when its time is up")
  func timeLimit() async {
    var generator = SystemRandomNumberGenerator()
    let edges = (0..<8000).map { _ in
      "n\(Int.random(in: 0..<2500, using: &generator)) -> n\(Int.random(in: 0..<2500, using: &generator))"
    }
    let result = await run(
      Array("digraph { \(edges.joined(separator: ";")) }".utf8), ["--timeout", "1"])
    guard case .signalled = result.status else {
      Issue.record("\(result.status)")
      return
    }
  }
}
