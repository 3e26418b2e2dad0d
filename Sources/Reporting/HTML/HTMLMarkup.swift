/// A piece of a page. It is made from texts, which are made safe, and from tags that stand in
/// Postern's own code, so that no piece can hold a tag of somebody else's, and all are closed.
struct HTMLMarkup {
  /// The piece as HTML.
  private(set) var source: String

  /// Attributes in the order in which they are written; those without a value are left out.
  typealias Attributes = KeyValuePairs<StaticString, String?>

  private init(source: String) { self.source = source }

  /// Words of a sentence.
  static func words(_ text: String) -> HTMLMarkup { HTMLMarkup(source: HTMLText.words(text)) }

  /// A text from the input, as words.
  static func text(_ text: String) -> HTMLMarkup { HTMLMarkup(source: HTMLText.text(text)) }

  /// A name or value from the input, set as one.
  static func code(_ text: String) -> HTMLMarkup {
    HTMLMarkup(source: "<code>\(HTMLText.text(text))</code>")
  }

  /// A sentence, its names set as names.
  static func phrase(_ phrase: Phrase) -> HTMLMarkup {
    HTMLMarkup(source: phrase.text(words: HTMLText.words) { code($0).source })
  }

  /// A picture that has been checked.
  static func picture(_ picture: InlinePicture) -> HTMLMarkup {
    HTMLMarkup(source: picture.markup + "\n")
  }

  /// Postern's own style sheet; its bytes are what the policy's hash is of.
  static let style = HTMLMarkup(source: "<style>\(HTMLStyle.text)</style>\n")

  /// An element that has no content, on a line of its own.
  static func void(_ tag: StaticString, _ attributes: Attributes) -> HTMLMarkup {
    HTMLMarkup(source: "<\(tag)\(written(attributes))>\n")
  }

  /// An element within a line.
  static func inline(
    _ tag: StaticString, _ attributes: Attributes = [:], _ content: HTMLMarkup...
  ) -> HTMLMarkup {
    HTMLMarkup(source: "<\(tag)\(written(attributes))>\(joined(content))</\(tag)>")
  }

  /// An element that is a line.
  static func line(
    _ tag: StaticString, _ attributes: Attributes = [:], _ content: HTMLMarkup...
  ) -> HTMLMarkup {
    HTMLMarkup(source: "<\(tag)\(written(attributes))>\(joined(content))</\(tag)>\n")
  }

  /// An element of several lines; nothing when it would be empty.
  static func block(
    _ tag: StaticString, _ attributes: Attributes = [:], _ content: [HTMLMarkup]
  ) -> HTMLMarkup {
    let inside = joined(content)
    if inside.isEmpty { return HTMLMarkup(source: "") }
    return HTMLMarkup(source: "<\(tag)\(written(attributes))>\n\(inside)</\(tag)>\n")
  }

  /// Pieces one after another, with words between them.
  static func list(_ pieces: [HTMLMarkup], _ between: String = "") -> HTMLMarkup {
    HTMLMarkup(source: pieces.map(\.source).joined(separator: HTMLText.words(between)))
  }

  private static func joined(_ content: [HTMLMarkup]) -> String {
    content.map(\.source).joined()
  }

  private static func written(_ attributes: Attributes) -> String {
    attributes.map { name, value in
      value.map { " \(name)=\"\(HTMLText.attribute($0))\"" } ?? ""
    }.joined()
  }
}

extension HTMLMarkup: ExpressibleByStringLiteral {
  /// Words of Postern's own.
  init(stringLiteral value: String) { self = .words(value) }
}
