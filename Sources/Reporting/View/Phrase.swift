/// A sentence that keeps apart what Postern says and the names that come from the input, so that
/// every format can set the names as names.
package struct Phrase: Sendable, Hashable {
  /// A piece of a sentence.
  package enum Part: Sendable, Hashable {
    /// Words of Postern or of the catalogue.
    case words(String)
    /// A name or value from the input.
    case name(String)
  }

  /// The pieces, in order.
  package var parts: [Part]

  /// A sentence from its pieces.
  package init(_ parts: [Part]) { self.parts = parts }

  /// The sentence as text, with nothing made safe.
  package var text: String { text { $0 } }

  /// The sentence with its names set as `name` sets them.
  func text(words: (String) -> String = { $0 }, name: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .words(let text): words(text)
      case .name(let text): name(text)
      }
    }.joined()
  }

  /// A template in which `{…}` stand for names. Replaced in one pass, so that a name that looks
  /// like a placeholder stays what it is.
  init(template: String, _ names: [String: String]) {
    parts = []
    var words = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      words += rest[..<open]
      if let name = names[String(rest[rest.index(after: open)..<close])] {
        if !words.isEmpty { parts.append(.words(words)) }
        parts.append(.name(name))
        words = ""
      } else {
        words += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    words += rest
    if !words.isEmpty { parts.append(.words(words)) }
  }
}

extension Phrase: ExpressibleByStringInterpolation {
  /// A sentence of words alone.
  package init(stringLiteral value: String) { parts = [.words(value)] }

  /// A sentence with names: `"\(name: start) reaches \(name: target)"`.
  package init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// Collects the pieces of an interpolated sentence.
  package struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Begins a sentence; the counts are of no use here.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// A piece of Postern's own words.
    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    /// A piece that comes from the input.
    package mutating func appendInterpolation(name: String) { parts.append(.name(name)) }

    /// A piece of Postern's own words.
    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }
  }
}
