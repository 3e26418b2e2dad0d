extension DOTWriter {
  /// The edges, those of the best path first: Graphviz straightens what it meets first.
  var edgeStatements: [String] {
    let best = diagram.edges.enumerated().filter { $0.element.isOnBestPath }.sorted {
      ($0.element.bestPathStep ?? 0, $0.offset) < ($1.element.bestPathStep ?? 0, $1.offset)
    }
    return (best.map(\.element) + diagram.edges.filter { !$0.isOnBestPath }).map(statement)
  }

  /// Edges that are not seen and hold the best path's start at the left of its account: they put it
  /// before everything that other beginnings lead to there. A few; more would bend the picture.
  var alignmentStatements: [String] {
    guard form == .pretty, !isCrowded,
      let start = diagram.edges.first(where: { $0.bestPathStep == 1 })?.from
    else { return [] }
    let reached = Set(diagram.edges.map(\.to))
    guard !reached.contains(start) else { return [] }
    var held = Set(diagram.edges.filter { $0.from == start }.map(\.to))
    let accounts = Dictionary(uniqueKeysWithValues: diagram.nodes.map { ($0.key, $0.cluster) })
    let seconds = diagram.edges.filter {
      !reached.contains($0.from) && accounts[$0.to] == accounts[start]
    }
    return seconds.map(\.to).filter { held.insert($0).inserted }.prefix(8).map { second in
      "\(names[start] ?? "n") -> \(names[second] ?? "n") [style=invis];"
    }
  }

  private func statement(for edge: DiagramEdge) -> String {
    var attributes = DOTAttributes()
    attributes.set("id", "edge-\(edge.from)-\(edge.to)")
    attributes.set("class", classes(of: edge))
    let lines = isCrowded && !edge.isOnBestPath ? [] : labelLines(of: edge)
    if !lines.isEmpty { attributes.set("label", lines: lines) }
    attributes.set("style", edge.certainty == .certain ? "solid" : "dashed")
    attributes.set("color", edge.isOnBestPath ? "#16202C" : "#7C8794")
    attributes.set("fontcolor", edge.isOnBestPath ? "#16202C" : "#56616E")
    attributes.set("penwidth", lineWidth(of: edge))
    // The picture's reader sets them smaller and bold; this keeps the room for that.
    if edge.isOnBestPath { attributes.set("fontsize", "10.5") }
    attributes.set("arrowsize", edge.isOnBestPath ? "0.8" : "0.7")
    if form == .pretty && edge.isOnBestPath { attributes.set("weight", "8") }
    attributes.setTooltip(edge.tooltip)
    return "\(names[edge.from] ?? "n") -> \(names[edge.to] ?? "n") \(attributes.text);"
  }

  private func classes(of edge: DiagramEdge) -> String {
    let certainty = edge.certainty == .certain ? "certain" : "conditional"
    return edge.isOnBestPath ? "\(certainty) best-path" : certainty
  }

  private func labelLines(of edge: DiagramEdge) -> [String] {
    let parts = edge.label.split(separator: "\n").prefix(3).map {
      DOTText.plain(String($0), limit: 60)
    }
    var lines = parts.filter { !$0.isEmpty }.flatMap {
      LabelWrapping.wrap($0, width: 15, lines: 3)
    }
    if let step = edge.bestPathStep {
      lines = lines.isEmpty ? [number(step)] : ["\(number(step)) \(lines[0])"] + lines.dropFirst()
    }
    return lines
  }

  /// A step's number, in a circle as far as Unicode has them.
  private func number(_ step: Int) -> String {
    guard (1...20).contains(step), let circled = Unicode.Scalar(0x2460 + UInt32(step) - 1) else {
      return "(\(step))"
    }
    return String(Character(circled))
  }

  /// 3 for the best path; otherwise from 1, a fifth more for each doubling of the weight, to 2.
  private func lineWidth(of edge: DiagramEdge) -> String {
    if edge.isOnBestPath { return "3" }
    let doublings = Int.bitWidth - 1 - max(edge.weight, 1).leadingZeroBitCount
    let tenths = 10 + min(doublings * 2, 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
