/// Dates as policies and exports write them, in seconds since 1970-01-01T00:00:00Z.
package enum Instant {
  /// Parses W3C ISO 8601 (`2026-05-01`, `2026-05-01T10:00:00Z`, with fraction or offset) or epoch
  /// seconds; nil for anything else, and outside the years 0 to 9999.
  package static func parse(_ text: String) -> Double? {
    if let seconds = number(text), text.utf8.count != 4 {
      return years.contains(seconds) ? seconds : nil
    }
    let bytes = Array(text.utf8)
    guard let days = date(bytes) else { return nil }
    let midnight = Double(days) * 86_400
    let dateLength = [4, 7, 10].first { $0 == bytes.count } ?? 10
    if bytes.count == dateLength { return midnight }
    guard bytes.count > 10, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else {
      return nil
    }
    return time(bytes[11...]).map { midnight + $0 }
  }

  /// The years that are written with four digits. Further numbers are no dates, and no integers.
  private static let years = -62_167_219_200.0..<253_402_300_800.0

  /// Days since 1970-01-01 of the date at the beginning. Source: Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms".
  private static func date(_ bytes: [UInt8]) -> Int? {
    guard let year = digits(bytes[...], 0, 4) else { return nil }
    var month = 1
    var day = 1
    if bytes.count > 4 {
      guard bytes[4] == UInt8(ascii: "-"), let value = digits(bytes[...], 5, 2) else { return nil }
      month = value
    }
    if bytes.count > 7 {
      guard bytes[7] == UInt8(ascii: "-"), let value = digits(bytes[...], 8, 2) else { return nil }
      day = value
    }
    guard (1...12).contains(month), (1...days(of: month, year)).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear - 719_468
  }

  private static func days(of month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Seconds of the day, less the offset.
  private static func time(_ bytes: ArraySlice<UInt8>) -> Double? {
    let start = bytes.startIndex
    guard let hour = digits(bytes, start, 2), hour <= 24,
      start + 2 < bytes.endIndex, bytes[start + 2] == UInt8(ascii: ":"),
      let minute = digits(bytes, start + 3, 2), minute < 60
    else { return nil }
    var seconds = 0.0
    var next = start + 5
    if next < bytes.endIndex, bytes[next] == UInt8(ascii: ":") {
      var end = next + 1
      while end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") || isDigit(bytes[end]) {
        end += 1
      }
      let text = String(decoding: bytes[(next + 1)..<end], as: UTF8.self)
      guard let value = Double(text), value < 61 else { return nil }
      seconds = value
      next = end
    }
    guard let offset = offset(bytes[next...]) else { return nil }
    return Double(hour * 3600 + minute * 60) + seconds - Double(offset)
  }

  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return 0 }
    if sign == UInt8(ascii: "Z") { return bytes.count == 1 ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let rest = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }[...]
    guard rest.count == 4, let hours = digits(rest, 0, 2), let minutes = digits(rest, 2, 2),
      hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func digits(_ bytes: ArraySlice<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.endIndex else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
