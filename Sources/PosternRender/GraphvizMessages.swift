import CGraphviz
import Synchronization

/// What Graphviz has to say, kept until it is known whether anyone wants to hear it.
enum GraphvizMessages {
  private static let limit = 16 << 10
  private static let text = Mutex("")

  /// Collects from now on, instead of printing.
  static func collect() {
    agseterr(AGWARN)
    // The message comes in pieces: a level, a colon, then the words.
    _ = agseterrf { piece in
      guard let piece else { return 0 }
      GraphvizMessages.append(String(cString: piece))
      return 0
    }
  }

  /// What was said so far, its last line without a newline.
  static var collected: String {
    text.withLock { text in
      var words = text[...]
      while words.last?.isNewline == true { words.removeLast() }
      return String(words)
    }
  }

  private static func append(_ piece: String) {
    text.withLock { text in
      guard text.utf8.count < limit else { return }
      text += printable(piece)
    }
  }

  /// The diagram is quoted in messages, and a terminal obeys control characters.
  private static func printable(_ piece: String) -> String {
    String(
      String.UnicodeScalarView(
        piece.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control where scalar != "\n", .format: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
