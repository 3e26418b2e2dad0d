/// What every text form does first with texts from outside: one line of characters that can be seen.
enum VisibleText {
  /// The most scalars of a text that a report shows.
  static let limit = 2000

  /// One line of harmless text. White space becomes a space; what cannot be seen, or moves what is
  /// seen (control characters with the escape among them, marks that turn the order of letters
  /// around, unassigned characters), becomes U+FFFD; the middle of a long text becomes "…".
  ///
  /// Giving the result again changes nothing. Linear in the text's length.
  ///
  /// - Parameter limit: The most scalars of the result, at least 3.
  static func line(_ text: String, limit: Int = VisibleText.limit) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      // Accents pile up without end over one letter and would reach into the lines above.
      if marks > 2 { continue }
      result.append(visible(scalar))
    }
    return shortened(trimmed(result), limit: limit)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if (" "..."~").contains(scalar) { return scalar }
    if scalar.properties.isWhitespace { return " " }
    if scalar.properties.isDefaultIgnorableCodePoint { return "\u{FFFD}" }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      "\u{FFFD}"
    default: scalar
    }
  }

  private static func trimmed(_ text: String.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = text[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  private static func shortened(_ text: Substring.UnicodeScalarView, limit: Int) -> String {
    guard text.count > limit else { return String(text) }
    let head = (limit - 1) * 3 / 5
    var result = String.UnicodeScalarView(text.prefix(head))
    result.append("…")
    result.append(contentsOf: text.suffix(limit - 1 - head))
    return String(trimmed(result))
  }
}
