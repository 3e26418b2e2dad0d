import Foundation
import Testing

@Suite("Where results are written")
struct OutputFolderTests {
  @Test("below a file nothing can be written")
  func belowFile() async throws {
    let scratch = try Scratch(["file": "kept"])
    let run = await Program.run("analyze", Program.sample, "-o", scratch / "file/out")
    #expect(run.code == 74)
    #expect(run.errors.contains("file/out: cannot write: Not a directory"))
    #expect(run.output.isEmpty)
    #expect(try scratch.names() == ["file"] && scratch.read("file") == "kept")
  }

  @Test("a file is no folder")
  func onFile() async throws {
    let scratch = try Scratch(["file": "kept"])
    let run = await Program.run("analyze", Program.sample, "-o", scratch / "file")
    #expect(run.code == 74 && run.errors.contains("a folder is needed"))
    #expect(try scratch.read("file") == "kept")
  }

  @Test("a file that cannot be replaced leaves nothing half-written")
  func blocked() async throws {
    let scratch = try Scratch(["out/report.json/inside": "kept"])
    let run = await Program.run("analyze", Program.sample, "-o", scratch / "out")
    #expect(run.code == 74)
    #expect(run.errors.contains("out/report.json: cannot write"))
    #expect(try scratch.names(in: "out").allSatisfy { !$0.hasPrefix(".") })
    #expect(try scratch.read("out/report.json/inside") == "kept")
  }

  @Test("an empty name is a mistake in the call")
  func emptyName() async {
    let run = await Program.run("analyze", Program.sample, "-o", "")
    #expect(run.code == 64 && run.errors.contains("-o takes a folder"))
  }

  @Test("a full device is said")
  func fullDevice() async {
    let run = await Program.shell(#""$0" analyze "$1" > /dev/full"#, Program.sample)
    #expect(run.code == 74)
  }
}
