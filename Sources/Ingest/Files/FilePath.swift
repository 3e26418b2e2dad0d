/// A path as the file system has it: bytes, which need not be text.
struct FilePath: Sendable, Hashable {
  private(set) var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The path of something in this folder.
  func appending(_ name: [UInt8]) -> FilePath {
    var path = self
    if path.bytes.last != UInt8(ascii: "/") { path.bytes.append(UInt8(ascii: "/")) }
    path.bytes += name
    return path
  }

  /// The path for the system's calls. A zero byte within would cut it, so it makes a path that
  /// does not exist.
  var terminated: [CChar] {
    bytes.contains(0) ? [0] : bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// The last component as text.
  var name: String {
    let parts = bytes.split(separator: UInt8(ascii: "/"))
    return String(decoding: parts.last ?? [], as: UTF8.self)
  }
}

/// A file to read, and how the user knows it.
struct InputFile: Sendable {
  var location: FilePath
  /// The path as shown: relative to the snapshot, or as it was given.
  var shown: String
}
