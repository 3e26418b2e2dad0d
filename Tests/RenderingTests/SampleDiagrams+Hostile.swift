import Rendering

extension SampleDiagrams {
  /// Names that mean something to Graphviz, to a browser, to a terminal or to a reader's eye.
  static let hostileTexts = [
    "<script>alert(1)</script>",
    "</text></svg><svg onload=alert(1)>",
    "he said \"yes\"",
    "ends with a backslash\\",
    "\\\"];evil[label=\"",
    "\\N \\G \\E \\l \\r \\n",
    "first line\nsecond line\r\nthird\ttab",
    "\u{0}\u{1}\u{7}\u{8}\u{1B}[31mred\u{7F}\u{9B}",
    "gnp.\u{202E}txt.exe\u{2066}\u{200F}",
    "&lt;b&gt; &amp; &#65; &#x41; &bogus; &",
    String(repeating: "a", count: 10_000),
    String(repeating: "é\u{301}\u{301}\u{301}\u{301}\u{301}", count: 200),
    "{a|b|<port>c}",
    "<b>html</b>",
    "日本語のバケット名前はとても長いのでどこかで折り返さなければならない",
    "}\n} digraph evil { a -> b",
    "",
    "   ",
    "\u{FEFF}\u{FFFE}\u{FFFF}",
    "#comment // and /* more */",
  ]

  /// Each hostile text in every place that takes a text.
  static let hostileNames: Diagram = {
    var diagram = Diagram(title: hostileTexts[0] + "\\", direction: .topToBottom)
    for (key, text) in hostileTexts.enumerated() {
      diagram.nodes.append(
        DiagramNode(
          key: key, kind: DiagramNodeKind(rawValue: text), name: text, details: [text, text],
          cluster: key % 4, tooltip: text))
      diagram.clusters.append(DiagramCluster(key: key, name: text, accountID: text))
      diagram.edges.append(
        DiagramEdge(from: 0, to: key, label: text, tooltip: text, bestPathStep: key))
    }
    return diagram
  }()

  /// One node of each kind with each emphasis, alone and merged.
  static let everyKind: Diagram = {
    let kinds: [DiagramNodeKind] = [
      .person, .machine, .role, .group, .workload, .bucket, .secret, .account, .external, .merged,
      DiagramNodeKind(rawValue: "quantum-vault"),
    ]
    let emphases: [DiagramNode.Emphasis] = [.none, .start, .target, .chokePoint]
    var diagram = Diagram(hasLegend: false)
    for (row, kind) in kinds.enumerated() {
      for (column, emphasis) in emphases.enumerated() {
        let key = row * 10 + column
        diagram.nodes.append(
          DiagramNode(
            key: key, kind: kind, name: "\(kind.words) \(key)", emphasis: emphasis,
            count: row % 2 + 1))
        if column > 0 { diagram.edges.append(DiagramEdge(from: key - 1, to: key)) }
      }
    }
    return diagram
  }()

  /// A random diagram: any edges at all, several between the same nodes and loops included.
  static func random(seed: UInt64, nodes: Int, edges: Int) -> Diagram {
    var generator = SplitMix(state: seed)
    var diagram = Diagram(title: "random \(seed)")
    let clusters = Int.random(in: 0...4, using: &generator)
    for key in 0..<clusters {
      diagram.clusters.append(DiagramCluster(key: key, name: "account \(key)", accountID: "\(key)"))
    }
    let kinds: [DiagramNodeKind] = [.person, .role, .workload, .bucket, .secret, .external]
    let emphases: [DiagramNode.Emphasis] = [.none, .none, .none, .start, .target, .chokePoint]
    for key in 0..<nodes {
      diagram.nodes.append(
        DiagramNode(
          key: key, kind: kinds.randomElement(using: &generator) ?? .role, name: "node-\(key)",
          cluster: Int.random(in: 0...clusters, using: &generator),
          emphasis: emphases.randomElement(using: &generator) ?? .none))
    }
    for _ in 0..<edges {
      diagram.edges.append(
        DiagramEdge(
          from: Int.random(in: 0..<nodes, using: &generator),
          to: Int.random(in: 0..<nodes, using: &generator),
          label: ["assume role", "pass role to a job", ""].randomElement(using: &generator) ?? "",
          certainty: Bool.random(using: &generator) ? .certain : .conditional,
          weight: Int.random(in: 1...1000, using: &generator)))
    }
    for step in 1..<min(5, nodes) {
      diagram.edges.append(
        DiagramEdge(from: step - 1, to: step, label: "step", bestPathStep: step))
    }
    return diagram
  }
}

/// A generator of random numbers that gives the same ones everywhere (Steele, Lea and Flood, "Fast
/// Splittable Pseudorandom Number Generators", 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
