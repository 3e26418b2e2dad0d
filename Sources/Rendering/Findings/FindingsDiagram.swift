import Analysis
import AttackGraph

/// Findings, or paths, as a diagram.
package enum FindingsDiagram {
  /// How many findings are drawn: as many as a page can show.
  package static let findingLimit = 40

  /// The best paths of the most urgent findings, the first of them as the best path.
  ///
  /// Bring it to what Graphviz can draw with ``Diagram/merged(limitNodes:limitEdges:)``.
  ///
  /// - Parameters:
  ///   - result: What the analysis found.
  ///   - title: The heading above the picture.
  package static func diagram(_ result: AnalysisResult, title: String) -> Diagram {
    let paths = result.findings.prefix(findingLimit).map(\.path)
    return diagram(paths: Array(paths), graph: result.graph, title: title)
  }

  /// Paths, the first of them as the best path.
  ///
  /// - Parameters:
  ///   - paths: The paths, those that matter most first.
  ///   - graph: The graph that they go through.
  ///   - title: The heading above the picture.
  package static func diagram(
    paths: [AttackPath], graph: AttackGraph, title: String = ""
  ) -> Diagram {
    var composer = DiagramComposer(graph: graph)
    for path in paths { composer.add(path) }
    return composer.diagram(title: title)
  }
}
