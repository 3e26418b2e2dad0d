/// An IPv4 or IPv6 address, or a range of them in CIDR notation.
package struct AddressRange: Sendable, Hashable {
  let bytes: [UInt8]
  let prefixLength: Int

  /// Parses `203.0.113.7`, `203.0.113.0/24`, `2001:db8::1` or `2001:db8::/32`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = AddressRange.address(parts[0]) else { return nil }
    bytes = address
    guard parts.count == 2 else {
      prefixLength = address.count * 8
      return
    }
    guard (1...3).contains(parts[1].utf8.count), isNumber(parts[1]), let length = Int(parts[1]),
      (0...address.count * 8).contains(length)
    else { return nil }
    prefixLength = length
  }

  /// Whether every address of `other` lies in this range; families never mix.
  package func contains(_ other: AddressRange) -> Bool {
    guard bytes.count == other.bytes.count, other.prefixLength >= prefixLength else { return false }
    let whole = prefixLength / 8
    guard bytes.prefix(whole) == other.bytes.prefix(whole) else { return false }
    let rest = prefixLength % 8
    guard rest > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
    return bytes[whole] & mask == other.bytes[whole] & mask
  }

  /// The first address of the range.
  var first: String { AddressRange.text(masked(fill: 0)) }

  /// The address behind the last of the range; nil when there is none.
  var next: String? {
    var address = masked(fill: 0xFF)
    var index = address.count - 1
    while index >= 0 {
      address[index] &+= 1
      if address[index] != 0 { return AddressRange.text(address) }
      index -= 1
    }
    return nil
  }

  /// The address with `fill` in place of the bits that the range leaves open.
  private func masked(fill: UInt8) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let fixed = min(max(prefixLength - index * 8, 0), 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - fixed))
      return byte & mask | fill & ~mask
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }

  /// Whether the range is no wider than a /8 (IPv6: a /32): what S3 still counts as not public.
  var isNarrow: Bool { prefixLength >= (bytes.count == 4 ? 8 : 32) }

  private static func address(_ text: Substring) -> [UInt8]? {
    text.contains(":") ? version6(text) : version4(text)
  }

  private static func version4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), isNumber(part), let value = UInt8(part) else {
        return nil
      }
      bytes.append(value)
    }
    return bytes
  }

  private static func version6(_ text: Substring) -> [UInt8]? {
    guard let gap = String(text).firstRange(of: "::") else {
      return groups(text).flatMap { $0.count == 16 ? $0 : nil }
    }
    let whole = String(text)
    guard let head = groups(whole[..<gap.lowerBound]), let tail = groups(whole[gap.upperBound...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    var bytes: [UInt8] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if part.contains(".") {
        guard let tail = version4(part) else { return nil }
        bytes += tail
      } else {
        guard (1...4).contains(part.utf8.count), isNumber(part, radix: 16),
          let value = UInt16(part, radix: 16)
        else {
          return nil
        }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes
  }
}

/// Whether a text is digits alone, without the sign that Swift's own conversions accept.
private func isNumber(_ text: Substring, radix: Int = 10) -> Bool {
  text.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? 16) < radix }
}
