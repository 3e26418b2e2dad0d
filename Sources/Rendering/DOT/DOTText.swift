/// The sanitiser of everything that goes into a diagram in DOT.
///
/// Names come from files that an attacker may have written. In a label Graphviz gives a meaning to
/// quotation marks, backslashes (`\N`, `\l`) and entities (`&lt;`); a terminal, a browser and a
/// reader give one to control characters and to marks that turn the order of letters around.
enum DOTText {
  /// One line of harmless text: characters that are not to be seen are replaced by U+FFFD, white
  /// space by spaces, and the middle of a long text by "…".
  ///
  /// - Parameter limit: The most Unicode scalars that the result has, at least 3. Names are cut in
  ///   the middle because an ARN says what it is at both ends.
  static func plain(_ text: String, limit: Int) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
      // Accents pile up without end over one letter and would reach into the lines above.
      if marks > 2 { continue }
      result.append(harmless(scalar))
    }
    return shortened(trimmed(String(result)), limit: limit)
  }

  /// The text with its middle replaced by "…" where it has more scalars than the limit.
  static func shortened(_ text: String, limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    let head = (limit - 1) * 3 / 5
    let tail = limit - 1 - head
    var result = String.UnicodeScalarView(scalars.prefix(head))
    result.append("…")
    result.append(contentsOf: scalars.suffix(tail))
    return String(result)
  }

  /// One line as a quoted string for a `tooltip`, whose escapes Graphviz 2.42 interprets twice: a
  /// backslash is to be doubled twice, or one before an `N` becomes the node's name.
  static func quotedTooltip(_ line: String) -> String {
    "\"\(escaped(line, backslash: #"\\\\"#))\""
  }

  /// Lines as a quoted string for a `label`, in which Graphviz interprets escapes and entities. The
  /// lines must be ``plain(_:limit:)``.
  ///
  /// - Parameter lineEnd: `n` centres a line, `l` moves it to the left.
  static func quoted(_ lines: [String], lineEnd: Character = "n") -> String {
    let escaped = lines.map { Self.escaped($0, backslash: #"\\"#) }
    // A centred label needs no end after its last line; one moved to the left does.
    let text =
      lineEnd == "n"
      ? escaped.joined(separator: "\\n") : escaped.map { "\($0)\\\(lineEnd)" }.joined()
    return "\"\(text)\""
  }

  /// Lower-case letters, digits and hyphens of a text: safe in an `id` or a `class`.
  static func word(_ text: String) -> String {
    let kept = text.lowercased().unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    return kept.isEmpty ? "other" : String(String.UnicodeScalarView(kept.prefix(40)))
  }

  private static func escaped(_ line: String, backslash: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": result += backslash
      case "\"": result += "\\\""
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.properties.isWhitespace { return " " }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      "\u{FFFD}"
    default: scalar
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
