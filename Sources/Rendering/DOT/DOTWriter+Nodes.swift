extension DOTWriter {
  /// The nodes, inside their accounts' frames in the pretty form.
  var nodeStatements: [String] {
    guard form == .pretty else { return diagram.nodes.map(statement) }
    let known = Set(diagram.clusters.map(\.key))
    var members: [Int: [DiagramNode]] = [:]
    for node in diagram.nodes {
      if let key = node.cluster, known.contains(key) { members[key, default: []].append(node) }
    }
    let free = diagram.nodes.filter { node in node.cluster.map { !known.contains($0) } ?? true }
    return diagram.clusters.enumerated().flatMap { number, cluster in
      frame(number, of: cluster, around: members[cluster.key] ?? [])
    } + free.map(statement)
  }

  private func frame(
    _ number: Int, of cluster: DiagramCluster, around members: [DiagramNode]
  ) -> [String] {
    guard !members.isEmpty else { return [] }
    var attributes = DOTAttributes()
    attributes.set("id", "cluster-\(cluster.key)")
    attributes.set("class", "account text-0-1-0")
    attributes.set("label", lines: [title(of: cluster)], lineEnd: "l")
    attributes.set("labeljust", "l")
    attributes.set("fontsize", "10")
    attributes.set("fontcolor", "#4A5663")
    attributes.set("style", "rounded,filled")
    attributes.set("fillcolor", "#F7F8FA")
    attributes.set("color", "#B4BDC7")
    attributes.set("penwidth", "1")
    attributes.set("margin", "16")
    return ["subgraph cluster_\(number) {", "  graph \(attributes.text);"]
      + members.map { "  \(statement(for: $0))" } + ["}"]
  }

  private func title(of cluster: DiagramCluster) -> String {
    let name = DOTText.plain(cluster.name, limit: 40)
    let id = DOTText.plain(cluster.accountID, limit: 24)
    return [name, id].filter { !$0.isEmpty }.joined(separator: "  ·  ")
  }

  private func statement(for node: DiagramNode) -> String {
    let style = NodeStyle.of(node)
    let label = NodeLabel(node, account: form == .strict ? accountName(of: node) : nil)
    var attributes = DOTAttributes()
    attributes.set("id", "node-\(node.key)")
    attributes.set("class", classes(of: node, label: label))
    attributes.set("label", lines: label.lines)
    attributes.set("shape", style.shape)
    attributes.set("style", style.style)
    attributes.set("margin", style.margin)
    attributes.set("fillcolor", style.fill)
    attributes.set("color", style.line)
    attributes.set("fontcolor", style.text)
    attributes.set("penwidth", style.lineWidth)
    if style.borders > 1 { attributes.set("peripheries", "\(style.borders)") }
    attributes.setTooltip(node.tooltip)
    return "\(names[node.key] ?? "n") \(attributes.text);"
  }

  private func accountName(of node: DiagramNode) -> String? {
    diagram.clusters.first { $0.key == node.cluster }.map {
      $0.name.isEmpty ? $0.accountID : $0.name
    }
  }

  private func classes(of node: DiagramNode, label: NodeLabel) -> String {
    var words = [DOTText.word(node.kind.rawValue)]
    switch node.emphasis {
    case .none: break
    case .start: words.append("start")
    case .target: words.append("target")
    case .chokePoint: words.append("choke-point")
    }
    if node.count > 1 { words.append("merged") }
    return (words + [label.layoutClass]).joined(separator: " ")
  }
}
