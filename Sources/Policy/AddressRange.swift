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
    guard !parts[1].isEmpty, parts[1].utf8.count <= 3, let length = Int(parts[1]),
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
      guard (1...3).contains(part.utf8.count), let value = UInt8(part) else { return nil }
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
        guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16) else {
          return nil
        }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes
  }
}
