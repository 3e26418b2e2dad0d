/// Checks of words that come from users and from vendors' answers before they become parts of
/// commands and of paths.
package enum CollectNames {
  /// Whether a text is an account's id: 12 digits.
  package static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy(isDigit)
  }

  /// Whether a text can be a region's name, as `us-east-1`.
  package static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...6).contains(parts.count), let last = parts.last else { return false }
    return (1...2).contains(last.utf8.count) && last.utf8.allSatisfy(isDigit)
      && parts.dropLast().allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
      }
  }

  /// Whether a text can be a role's name, perhaps after its path.
  package static func isRole(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 576 && text.first != "/"
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          || "+=,.@_-/".utf8.contains(byte)
      }
  }

  /// The name of the file of a thing; nil when it cannot be one file's name.
  package static func file(of name: String, _ thing: Thing) -> String? {
    guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return nil
    }
    if thing.isNamedByARN {
      guard name.hasPrefix("arn:") else { return nil }
      return String(name.map { $0 == "/" || $0 == ":" ? "_" : $0 })
    }
    if thing.hasPathName, !name.isEmpty, name.first != "." {
      return String(name.map { $0 == "/" ? "_" : $0 })
    }
    guard !name.isEmpty, name.first != ".", !name.utf8.contains(UInt8(ascii: "/")) else {
      return nil
    }
    return name
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
