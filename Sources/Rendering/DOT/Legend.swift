/// The lines that explain a picture to who sees it first.
enum Legend {
  /// The key of what the diagram shows, and the number of what it does not show; only what occurs.
  static func lines(for diagram: Diagram) -> [String] {
    var key: [String] = []
    if diagram.edges.contains(where: \.isOnBestPath) { key.append("━━▶  best path") }
    if diagram.edges.contains(where: { !$0.isOnBestPath && $0.certainty == .certain }) {
      key.append("──▶  other path")
    }
    if diagram.edges.contains(where: { $0.certainty == .conditional }) {
      key.append("╶╶╶▶  only under a condition")
    }
    var lines = key.isEmpty ? [] : [key.joined(separator: "      ")]
    if diagram.omittedNodes > 0 || diagram.omittedEdges > 0 {
      lines.append("not shown: \(diagram.omittedNodes) nodes, \(diagram.omittedEdges) edges")
    }
    return lines
  }
}
