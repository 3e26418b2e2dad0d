/// A wildcard pattern as policies write it: `*` is any run of characters (also empty), `?` exactly one,
/// everything else stands for itself; anchored at both ends.
package struct Glob: Sendable, Hashable {
  enum Token: Sendable, Hashable {
    case byte(UInt8)
    case one
    case run
  }

  let tokens: [Token]
  /// Tells patterns apart in tables: each token as two bytes, made once, since hashing an
  /// enumeration a case at a time is slow.
  private let signature: String
  let folded: Bool

  /// The number of leading bytes that every match begins with.
  package let prefixLength: Int
  /// The text itself when the pattern has no wildcard.
  package let literal: String?

  /// Compiles a pattern. `folded` ignores the case of ASCII letters.
  package init(_ text: some StringProtocol, folded: Bool = false) {
    self.init(pieces: [.pattern(String(text))], folded: folded)
  }

  /// A part of a pattern: text whose wildcards count, or substituted text whose wildcards do not.
  package enum Piece: Sendable, Hashable {
    case pattern(String)
    case literal(String)
  }

  /// Compiles a pattern from pieces, as variables leave them.
  package init(pieces: [Piece], folded: Bool = false) {
    var tokens: [Token] = []
    for piece in pieces {
      switch piece {
      case .literal(let text):
        tokens.append(contentsOf: text.utf8.map { .byte(folded ? asciiLowercased($0) : $0) })
      case .pattern(let text):
        for byte in text.utf8 {
          switch byte {
          case UInt8(ascii: "*"): if tokens.last != .run { tokens.append(.run) }
          case UInt8(ascii: "?"): tokens.append(.one)
          default: tokens.append(.byte(folded ? asciiLowercased(byte) : byte))
          }
        }
      }
    }
    self.tokens = tokens
    self.folded = folded
    signature = Glob.signature(tokens, folded)
    var length = 0
    while length < tokens.count, case .byte = tokens[length] { length += 1 }
    prefixLength = length
    literal = length == tokens.count ? Glob.text(tokens[...]) : nil
  }

  private static func signature(_ tokens: [Token], _ folded: Bool) -> String {
    var bytes: [UInt8] = [folded ? 1 : 0]
    for token in tokens {
      switch token {
      // 1 and 2 stand for the wildcards; a byte that could be taken for them is escaped by 3.
      case .run: bytes.append(1)
      case .one: bytes.append(2)
      case .byte(let byte):
        if byte < 4 { bytes.append(3) }
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func == (left: Glob, right: Glob) -> Bool { left.signature == right.signature }

  package func hash(into hasher: inout Hasher) { hasher.combine(signature) }

  /// Whether this pattern matches every text.
  package var matchesEverything: Bool { tokens == [.run] }

  /// The leading literal text that every match begins with.
  package var prefix: String { Glob.text(tokens[..<prefixLength]) }

  private static func text(_ tokens: ArraySlice<Token>) -> String {
    String(
      decoding: tokens.compactMap { if case .byte(let byte) = $0 { byte } else { nil } },
      as: UTF8.self)
  }

  /// Whether the whole of `text` matches. O(text × pattern) at worst, linear in practice: only the
  /// last `*` is ever retried.
  package func matches(_ text: String) -> Bool {
    if let answer = text.utf8.withContiguousStorageIfAvailable({ matches(bytes: $0) }) {
      return answer
    }
    return Array(text.utf8).withUnsafeBufferPointer { matches(bytes: $0) }
  }

  /// Whether the whole of a part of a text matches.
  func matches(_ text: Substring) -> Bool {
    if let answer = text.utf8.withContiguousStorageIfAvailable({ matches(bytes: $0) }) {
      return answer
    }
    return matches(String(text))
  }

  func matches(bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    var index = 0
    var retryIndex = -1
    var retryPosition = 0
    while position < bytes.count {
      let token = index < tokens.count ? tokens[index] : nil
      switch token {
      case .byte(let wanted)
      where wanted == (folded ? asciiLowercased(bytes[position]) : bytes[position]):
        position += 1
        index += 1
      case .one:
        // `?` is one character, not one byte: the continuation bytes go with it.
        position += 1
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        index += 1
      case .run:
        index += 1
        if index == tokens.count { return true }
        retryIndex = index
        retryPosition = position
      case .byte, nil:
        guard retryIndex >= 0 else { return false }
        retryPosition += 1
        position = retryPosition
        index = retryIndex
      }
    }
    while index < tokens.count, tokens[index] == .run { index += 1 }
    return index == tokens.count
  }

  /// A text that matches: every `*` replaced by `run`, every `?` by `one`.
  package func witness(run: String = "", one: String = "x") -> String {
    var bytes: [UInt8] = []
    for token in tokens {
      switch token {
      case .byte(let byte): bytes.append(byte)
      case .one: bytes.append(contentsOf: one.utf8)
      case .run: bytes.append(contentsOf: run.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The lower-case form of an ASCII letter; any other byte as it is.
@inline(__always)
package func asciiLowercased(_ byte: UInt8) -> UInt8 {
  byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}

extension String {
  /// The text with ASCII letters in lower case: how policies compare key and action names.
  package var asciiLowercasedText: String {
    if utf8.allSatisfy({ $0 < 0x41 || $0 > 0x5A }) { return self }
    return String(decoding: utf8.map(asciiLowercased), as: UTF8.self)
  }
}
