/// How many columns a terminal gives a text: an approximation without tables of its own.
enum DisplayWidth {
  /// Columns of a text.
  static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Columns of one scalar: none for marks over a letter, two for the wide scripts and emoji.
  /// Source: Unicode Standard Annex 11, "East Asian Width", by blocks.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
    0x1AFF0...0x1B2FF, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  /// The text in at most so many columns, its middle replaced by "…" where it is longer.
  static func shortened(_ whole: String, to width: Int) -> String {
    guard of(whole) > width else { return whole }
    guard width > 1 else { return width == 1 ? "…" : "" }
    let scalars = whole.unicodeScalars
    let head = prefix(scalars, width: width / 2)
    let used = head.reduce(0) { $0 + of($1) }
    let tail = prefix(scalars.reversed(), width: width - 1 - used)
    return text(head) + "…" + text(tail.reversed())
  }

  /// As much of the text's beginning as fits; one scalar at least.
  static func head(of text: String, width: Int) -> String {
    let fitting = prefix(text.unicodeScalars, width: width)
    return fitting.isEmpty ? self.text(text.unicodeScalars.prefix(1)) : self.text(fitting)
  }

  /// The first scalars that fit.
  private static func prefix(
    _ scalars: some Sequence<Unicode.Scalar>, width: Int
  ) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var used = 0
    for scalar in scalars {
      used += of(scalar)
      if used > width { break }
      result.append(scalar)
    }
    return result
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The text with spaces after it, or before it, up to so many columns.
  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return isRight ? spaces + text : text + spaces
  }
}
