/// How a text is encoded, as far as its first bytes tell.
///
/// Windows PowerShell 5 writes UTF-16 with `>` and a byte order mark with `-Encoding utf8`, so
/// exports with either do arrive. A mark before UTF-8 is skipped, as RFC 8259 section 8.1 allows;
/// the other encodings are refused by name.
package enum TextEncoding: Sendable, Hashable {
  /// UTF-8, perhaps after a mark of so many bytes (0 or 3).
  case utf8(mark: Int)
  /// Another encoding, by name.
  case other(String)

  /// What to do about a text in another encoding.
  package static let advice =
    "save the file as UTF-8; in Windows PowerShell: aws ... | Out-File -Encoding utf8 FILE"

  /// Guesses from the first four bytes. Without a mark, zero bytes give UTF-16 and UTF-32 away,
  /// because the texts read here begin with ASCII.
  package static func guess(_ bytes: [UInt8]) -> TextEncoding {
    func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
    switch (at(0), at(1), at(2), at(3)) {
    case (0xEF, 0xBB, 0xBF, _): return .utf8(mark: 3)
    case (0xFF, 0xFE, 0, 0), (.some(1...), 0, 0, 0): return .other("UTF-32 (little-endian)")
    case (0, 0, 0xFE, 0xFF), (0, 0, 0, .some(1...)): return .other("UTF-32 (big-endian)")
    case (0xFF, 0xFE, _, _), (.some(1...), 0, _, _): return .other("UTF-16 (little-endian)")
    case (0xFE, 0xFF, _, _), (0, .some(1...), _, _): return .other("UTF-16 (big-endian)")
    default: return .utf8(mark: 0)
    }
  }
}
