import Foundation
import Glibc
import Testing

@Suite("Bad input: files and folders that are not what they should be")
struct BadFileTests {
  private static let account = BadInput.account

  private static func made(
    _ name: String, _ place: String, _ words: String..., code: Int32 = 3, alone: Int32? = 65,
    make: @escaping @Sendable (Scratch) throws -> Void
  ) -> BadInput {
    BadInput(name: name, place: place, words: words, code: code, alone: alone, make: make)
  }

  /// Makes something at the place of an export by a call of the system, which is to succeed.
  private static func special(
    _ name: String, at place: String = BadInput.export, _ words: String..., alone: Int32 = 65,
    call: @escaping @Sendable (String) -> Int32
  ) -> BadInput {
    BadInput(name: name, place: place, words: words, alone: alone) { scratch in
      try scratch.write("", to: place + ".d/x")
      try FileManager.default.removeItem(atPath: scratch / (place + ".d"))
      try #require(call(scratch / place) == 0)
    }
  }

  private static let specials: [BadInput] = [
    special("a pipe", "expected a file, found a pipe") { mkfifo($0, 0o600) },
    special("a socket", "expected a file, found a device or a socket") {
      mknod($0, S_IFSOCK | 0o600, 0)
    },
    special("a link to /dev/zero", "found a device") { symlink("/dev/zero", $0) },
    special("a link to nothing", "a link that leads nowhere") { symlink("nothing", $0) },
    special("a link to itself", "a link that leads nowhere") { symlink($0, $0) },
    special("a folder", "expected a file, found a folder") { mkdir($0, 0o700) },
    special("a link to a folder", "expected a file, found a folder") { symlink("..", $0) },
    special("a file over the limit", "larger than what is read at most", "in pages") {
      creat($0, 0o600) < 0 ? -1 : truncate($0, (2 << 30) + 1)
    },
    special("settings as a pipe", at: "postern.yaml", "found a pipe") { mkfifo($0, 0o600) },
    special("settings as a folder", at: "postern.yaml", "found a folder") { mkdir($0, 0o700) },
    special("settings from /dev/zero", at: "postern.yaml", "found a device") {
      symlink("/dev/zero", $0)
    },
    special("a design as a pipe", at: "a.design.yaml", "found a pipe") { mkfifo($0, 0o600) },
    special("a design as a folder", at: "a.design.yaml", "found a folder") { mkdir($0, 0o700) },
    special(
      "an error output as a pipe", at: account + "/s3api/get-bucket-policy/b.json.err",
      "found a pipe"
    ) { mkfifo($0, 0o600) },
  ]

  private static let places: [BadInput] = [
    .file("an account as a file", at: account, "x", ["expected a folder, found a file"]),
    .file("a service as a file", at: account + "/iam", "x", ["expected a folder, found a file"]),
    .file(
      "an operation as a file", at: account + "/s3api/get-bucket-policy", "x",
      ["expected a folder, found a file", "NAME.json"]),
    made("links in a circle", account + "/loop", "read already", code: 0, alone: nil) {
      try $0.write("", to: account + "/iam/note.txt")
      try #require(symlink($0.path, $0 / (account + "/loop")) == 0)
    },
    made(
      "folders in folders without end", account + String(repeating: "/d", count: 16),
      "nest too deeply", alone: nil
    ) { try $0.write("{}", to: account + String(repeating: "/d", count: 30) + "/x.json") },
  ]

  @Test("things that are no files", arguments: specials)
  func specialRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  @Test("files for folders, and folders without end", arguments: places)
  func placeRows(row: BadInput) async throws { try await BadInputCheck.check(row) }

  /// A broken policy whose file has a hostile name: what the complaint shows of it.
  private static let names: [(name: [UInt8], shown: String)] = [
    (Array("two\nlines".utf8), "two\u{FFFD}lines"), (Array("\u{1B}[31mred".utf8), "[31mred"),
    (Array("\u{202E}nimda".utf8), "\u{FFFD}nimda"), (Array("q\"u'o`te\\".utf8), "q\"u'o`te\\"),
    (Array("<script>alert(1)".utf8), "<script>alert(1)"), (Array("%00%2F".utf8), "%00%2F"),
    (Array("$(reboot);&|".utf8), "$(reboot);&|"), (Array("--help".utf8), "--help"),
    ([UInt8](repeating: 0x61, count: 250), String(repeating: "a", count: 250)),
    ([0xFF, 0xFE, 0x62], "\u{FFFD}\u{FFFD}b"), (Array(" ".utf8), "/ .json"),
    (Array("a..".utf8), "/a...json"), (Array("\u{0}".utf8).dropLast() + [0x7F], "\u{FFFD}"),
  ]

  @Test("names that someone chose with care", arguments: names.indices)
  func name(index: Int) async throws {
    let (name, shown) = Self.names[index]
    let row = Self.made("name", shown + ".json:1", "expected a key") { scratch in
      let folder = Self.account + "/s3api/get-bucket-policy"
      try scratch.write("", to: folder + "/note.txt")
      let path = Array((scratch / folder + "/").utf8) + name + Array(".json".utf8)
      let file = (path.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
        fopen($0.baseAddress, "w")
      }
      let stream = try #require(file)
      fputs("{", stream)
      fclose(stream)
    }
    var fixed = row
    if shown.hasSuffix(".json") {
      fixed = BadInput(name: "name", place: shown + ":1", words: row.words, make: row.make)
    }
    try await BadInputCheck.check(fixed)
  }

  @Test("a device given as the snapshot, the settings, the techniques", arguments: ["/dev/zero"])
  func devices(device: String) async {
    let snapshot = await Program.run("analyze", device)
    #expect(snapshot.code == 65 && snapshot.errors.contains("found a device"))
    let config = await Program.run("analyze", Program.sample, "--config", device)
    #expect(config.code == 64 && config.errors.contains("found a device"))
    let own = await Program.run("analyze", Program.sample, "--techniques", device)
    #expect(own.code == 64 && own.errors.contains("found a device"))
    let input = await Program.shell(#""$0" analyze - < "$1""#, device)
    #expect(input.code == 65 && input.errors.contains("standard input: expected a value"))
  }

  @Test("a pipe that is given is read: that is how shells hand over a command's output")
  func givenPipe() async throws {
    let scratch = try Scratch(["export.json": Exports.almighty])
    try #require(mkfifo(scratch / "pipe", 0o600) == 0)
    let run = await Program.shell(
      #"cat "$1/export.json" > "$1/pipe" & "$0" analyze "$1/pipe""#, scratch.path)
    #expect(run.code == 0 && run.output.contains("ana"), "\(run.errors)")
  }
}
