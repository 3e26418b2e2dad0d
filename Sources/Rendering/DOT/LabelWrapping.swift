/// Breaking long names into short lines, so that boxes stay narrow.
enum LabelWrapping {
  /// The text in at most `lines` lines of at most `width` scalars.
  ///
  /// Lines end after a space or one of `/ - : _ . @ ,`, or before a capital inside a word; where
  /// that takes too many lines, they are filled to the last scalar. A text too long for even that
  /// loses its middle.
  static func wrap(_ text: String, width: Int, lines: Int) -> [String] {
    let short = DOTText.shortened(text, limit: width * lines)
    let soft = balanced(pieces(of: short), width: width)
    let result = soft.count <= lines ? soft : filled(short, width: width)
    return result.isEmpty ? [""] : result
  }

  /// The text cut after every place where a line may end.
  private static func pieces(of text: String) -> [Substring.UnicodeScalarView] {
    let scalars = text.unicodeScalars[...]
    var pieces: [Substring.UnicodeScalarView] = []
    var start = scalars.startIndex
    var previous: Unicode.Scalar?
    for index in scalars.indices {
      let scalar = scalars[index]
      if let previous, mayBreak(between: previous, and: scalar) {
        pieces.append(scalars[start..<index])
        start = index
      }
      previous = scalar
    }
    pieces.append(scalars[start...])
    return pieces
  }

  private static func mayBreak(between one: Unicode.Scalar, and next: Unicode.Scalar) -> Bool {
    switch one {
    case " ", "/", "-", ":", "_", ".", "@", ",": !(next == one)
    default: one.properties.isLowercase && next.properties.isUppercase
    }
  }

  /// As few lines as the width allows, and then as narrow as they can be: no short last line.
  private static func balanced(_ pieces: [Substring.UnicodeScalarView], width: Int) -> [String] {
    var best = joined(pieces, width: width)
    for narrower in (1..<width).reversed() {
      let lines = joined(pieces, width: narrower)
      if lines.count > best.count { break }
      best = lines
    }
    return best
  }

  private static func joined(_ pieces: [Substring.UnicodeScalarView], width: Int) -> [String] {
    var lines: [String.UnicodeScalarView] = []
    for piece in pieces {
      if let last = lines.last, last.count + visibleCount(piece) <= width {
        lines[lines.count - 1].append(contentsOf: piece)
      } else {
        lines += chunks(piece, width: width)
      }
    }
    return lines.map { trailingSpacesRemoved(String($0)) }
  }

  private static func filled(_ text: String, width: Int) -> [String] {
    chunks(text.unicodeScalars[...], width: width).map(String.init)
  }

  private static func chunks(
    _ scalars: Substring.UnicodeScalarView, width: Int
  ) -> [String.UnicodeScalarView] {
    var rest = scalars
    var result: [String.UnicodeScalarView] = []
    while visibleCount(rest) > 0 {
      result.append(String.UnicodeScalarView(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return result
  }

  /// The length without a space at the end, which may hang over the edge.
  private static func visibleCount(_ scalars: Substring.UnicodeScalarView) -> Int {
    scalars.last == " " ? scalars.count - 1 : scalars.count
  }

  private static func trailingSpacesRemoved(_ line: String) -> String {
    var rest = line[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
