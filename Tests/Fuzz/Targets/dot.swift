extension Targets {
  /// Puts any bytes into every text of a diagram; what is written stays DOT.
  static func dot(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false).prefix(30)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    func text(_ index: Int) -> String { texts.isEmpty ? "" : texts[index % texts.count] }
    var diagram = Diagram(title: text(0))
    diagram.clusters = [DiagramCluster(key: 0, name: text(1), accountID: text(2))]
    diagram.nodes = texts.indices.map { index in
      DiagramNode(
        key: index, kind: index % 3 == 0 ? .bucket : DiagramNodeKind(rawValue: text(index + 3)),
        name: text(index), details: [text(index + 1)], cluster: index % 2 == 0 ? 0 : nil,
        emphasis: index % 4 == 0 ? .start : .none, tooltip: text(index + 2), count: index)
    }
    diagram.edges = texts.indices.dropFirst().map { index in
      DiagramEdge(from: index - 1, to: index, label: text(index), tooltip: text(index + 1))
    }
    for form in DOTWriter.Form.allCases {
      DOTCheck(DOTWriter.text(for: diagram, form: form)).check()
      DOTCheck(DOTWriter.text(for: diagram.merged(), form: form)).check()
    }
  }
}

/// A reader of the little DOT that is written: quoted strings with few escapes, names, brackets.
private struct DOTCheck {
  private let scalars: [Unicode.Scalar]
  private var open: [Unicode.Scalar] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  consuming func check() {
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\"": index = afterString(index)
      case "{", "[": open.append(scalar)
      case "}": precondition(open.popLast() == "{")
      case "]": precondition(open.popLast() == "[")
      default: precondition(isPlain(scalar), "\(scalar.value) outside a string")
      }
    }
    precondition(open.isEmpty)
  }

  private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || " ;=->_.,#".unicodeScalars.contains(scalar)
      || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      || ("0"..."9").contains(scalar)
  }

  private func afterString(_ start: Int) -> Int {
    var index = start
    while scalars[index] != "\"" {
      precondition(scalars[index].properties.generalCategory != .control)
      precondition(!scalars[index].properties.isBidiControl)
      if scalars[index] == "\\" {
        index += 1
        precondition("nlr\\\"".unicodeScalars.contains(scalars[index]), "an escape")
      }
      index += 1
    }
    return index + 1
  }
}
