/// How a node looks. Shape tells the kind and line the emphasis, so that nothing rests on colour
/// alone; colours are light tints of the Okabe and Ito palette ("Color Universal Design", 2008),
/// which colour-blind readers can tell apart, with dark text on them.
struct NodeStyle: Equatable {
  var shape = "box"
  var style = "rounded,filled"
  var fill = "#F4F5F7"
  var line = "#5B6673"
  var text = "#16202C"
  var lineWidth = "1.2"
  var borders = 1
  /// Space between text and border, across and down, in inches.
  var margin = "0.23,0.09"

  /// The look of a node.
  static func of(_ node: DiagramNode) -> NodeStyle {
    var style = plain(node.kind)
    switch node.emphasis {
    case .none:
      // A second border: there is a pile of these.
      if node.count > 1 && style.shape == "box" { style.borders = 2 }
    case .start:
      (style.fill, style.line, style.text) = ("#16202C", "#16202C", "#FFFFFF")
    case .target:
      (style.fill, style.line, style.text) = ("#A33B00", "#6E2700", "#FFFFFF")
    case .chokePoint:
      (style.fill, style.line, style.lineWidth) = ("#FFD166", "#16202C", "3.2")
      // Graphviz draws a second border of the other shapes through the first.
      if ["box", "ellipse"].contains(style.shape) {
        (style.borders, style.lineWidth) = (2, "2.6")
      }
    }
    return style
  }

  private static func plain(_ kind: DiagramNodeKind) -> NodeStyle {
    switch kind {
    case .person:
      NodeStyle(
        shape: "ellipse", style: "filled", fill: "#FDF1DC", line: "#8A6414", margin: "0.09,0.03")
    case .machine: NodeStyle(shape: "box3d", style: "filled", fill: "#FDF1DC", line: "#8A6414")
    case .group: NodeStyle(fill: "#FDF1DC", line: "#8A6414", borders: 2)
    case .role: NodeStyle(fill: "#E3EEF8", line: "#2C6596")
    case .workload:
      NodeStyle(shape: "component", style: "filled", fill: "#E0F1EA", line: "#1F6F54")
    case .bucket: NodeStyle(shape: "cylinder", style: "filled", fill: "#F3E6EF", line: "#8C4A76")
    case .secret: NodeStyle(shape: "note", style: "filled", fill: "#F3E6EF", line: "#8C4A76")
    case .account: NodeStyle(shape: "folder", style: "filled", fill: "#E3EEF8", line: "#2C6596")
    case .external: NodeStyle(style: "rounded,filled,dashed", fill: "#FFFFFF")
    default: NodeStyle()
    }
  }
}
