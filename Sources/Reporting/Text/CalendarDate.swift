/// Times as people write them.
enum CalendarDate {
  /// A time as `2026-06-15 08:30 UTC`; nil for one outside the years 0 to 9999.
  ///
  /// - Parameter seconds: Seconds since 1970.
  static func text(_ seconds: Double) -> String? {
    parts(seconds).map { "\($0.date) \($0.time.prefix(5)) UTC" }
  }

  /// A time as `2026-06-15T08:30:12Z` (RFC 3339, 5.6); nil for one outside the years 0 to 9999.
  ///
  /// - Parameter seconds: Seconds since 1970; a fraction is left out.
  static func standard(_ seconds: Double) -> String? {
    parts(seconds).map { "\($0.date)T\($0.time)Z" }
  }

  private static func parts(_ seconds: Double) -> (date: String, time: String)? {
    guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { return nil }
    let whole = Int(seconds.rounded(.down))
    let days = floorDivide(whole, 86_400)
    let second = whole - days * 86_400
    let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return (date(days), time.joined(separator: ":"))
  }

  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  private static func date(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
    (number - (number < 0 ? divisor - 1 : 0)) / divisor
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
