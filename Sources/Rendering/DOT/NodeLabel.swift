/// The lines of a node's label, in three parts that a picture may set differently.
struct NodeLabel: Equatable {
  /// What the node is, in capitals.
  var heading: [String]
  /// Its name.
  var name: [String]
  /// What else there is to say.
  var details: [String]

  private static let width = 19
  private static let detailWidth = 24

  /// The label of a node.
  ///
  /// - Parameter account: The account's name where no frame around the node says it.
  init(_ node: DiagramNode, account: String?) {
    let kind = DOTText.plain(node.kind.words, limit: 24).uppercased()
    heading = [Self.emphasisWords(node.emphasis).map { "\($0) · \(kind)" } ?? kind]
    name = LabelWrapping.wrap(DOTText.plain(node.name, limit: 72), width: Self.width, lines: 3)
    let extra = account.map { [$0] } ?? []
    let shown = node.details.prefix(2).flatMap {
      let text = DOTText.plain($0, limit: 3 * Self.detailWidth)
      return LabelWrapping.wrap(text, width: Self.detailWidth, lines: 3)
    }
    details = shown + extra.map { DOTText.plain($0, limit: Self.detailWidth) }
  }

  /// All lines from top to bottom.
  var lines: [String] { heading + name + details }

  /// A class from which the picture's reader learns how many lines belong to each part.
  var layoutClass: String { "text-\(heading.count)-\(name.count)-\(details.count)" }

  private static func emphasisWords(_ emphasis: DiagramNode.Emphasis) -> String? {
    switch emphasis {
    case .none: nil
    case .start: "START"
    case .target: "TARGET"
    case .chokePoint: "CHOKE POINT"
    }
  }
}
