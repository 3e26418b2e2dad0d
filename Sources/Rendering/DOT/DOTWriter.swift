/// Writes a diagram in the DOT language of Graphviz.
///
/// Node names are `n0`, `n1`, … in the order of the diagram; ids are `node-<key>` and
/// `edge-<from>-<to>`; everything from outside passes ``DOTText``. Labels are never HTML. The same
/// diagram gives the same text.
package struct DOTWriter {
  /// How much is asked of Graphviz.
  package enum Form: String, Sendable, Equatable, CaseIterable {
    /// Accounts as frames. Looks best, and is what Graphviz 2.42 sometimes crashes on.
    case pretty
    /// Only what Graphviz has not been seen to fail on: nodes, labels, colours and lines.
    case strict
  }

  let diagram: Diagram
  let form: Form
  let names: [Int: String]

  /// The text of a diagram in one form, with a newline at its end. Linear in the diagram's size.
  package static func text(for diagram: Diagram, form: Form) -> String {
    DOTWriter(diagram: diagram.simplified(), form: form).text
  }

  private init(diagram: Diagram, form: Form) {
    self.diagram = diagram
    self.form = form
    names = Dictionary(
      uniqueKeysWithValues: diagram.nodes.enumerated().map { ($0.element.key, "n\($0.offset)") })
  }

  private var text: String {
    let body = defaults + nodeStatements + edgeStatements + alignmentStatements
    return "digraph postern {\n" + body.map { "  \($0)\n" }.joined() + "}\n"
  }

  private var defaults: [String] {
    var graph = DOTAttributes()
    graph.set("rankdir", diagram.direction == .leftToRight ? "LR" : "TB")
    graph.set("splines", form == .strict && isCrowded ? "line" : "true")
    graph.set("bgcolor", "#FFFFFF")
    graph.set("pad", "0.3")
    graph.set("nodesep", "0.35")
    graph.set("ranksep", "0.32")
    graph.set("fontname", DOTWriter.font)
    graph.set("fontsize", "11")
    graph.set("fontcolor", "#3C4754")
    setHeading(&graph)
    if form == .pretty { graph.set("newrank", "true") }
    if isCrowded {
      // Less polish of positions, which is where Graphviz spends its time.
      graph.set("mclimit", "0.3")
      graph.set("nslimit", "0.5")
      graph.set("nslimit1", "0.5")
    }
    var node = DOTAttributes()
    node.set("fontname", DOTWriter.font)
    node.set("fontsize", "11")
    node.set("height", "0.5")
    var edge = DOTAttributes()
    edge.set("fontname", DOTWriter.font)
    edge.set("fontsize", "9.5")
    return ["graph \(graph.text);", "node \(node.text);", "edge \(edge.text);"]
  }

  /// Whether there are so many edges that nobody could read their labels. Graphviz 2.42 gives each
  /// label a place of its own: random diagrams of 300 nodes and 700 edges took it 8 to over 60
  /// seconds with labels. Without, and with less polish, random ones of 300 nodes and 500 edges take
  /// at most 8 seconds in the pretty form and 0.3 in the strict one.
  var isCrowded: Bool { diagram.edges.count > 160 }

  /// DejaVu Sans is measured; Verdana has the same widths, and the others are narrower.
  private static let font = "DejaVu Sans,Verdana,Helvetica,Arial,sans-serif"

  private func setHeading(_ graph: inout DOTAttributes) {
    let title = DOTText.plain(diagram.title, limit: 90)
    let key = diagram.hasLegend ? Legend.lines(for: diagram) : []
    let titleLines = title.isEmpty ? [] : [title]
    graph.set("class", "text-0-\(titleLines.count)-\(key.count)")
    guard !titleLines.isEmpty || !key.isEmpty else { return }
    // The empty line keeps the picture away from its heading.
    graph.set("label", lines: titleLines + key + [""], lineEnd: "l")
    graph.set("labelloc", "t")
    graph.set("labeljust", "l")
  }
}
