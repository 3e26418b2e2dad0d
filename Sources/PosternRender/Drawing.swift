import CGraphviz

/// One diagram's way through Graphviz. There is no second one in the same process: that would read
/// memory which the first has freed (seen with Graphviz 2.42).
enum Drawing {
  /// How the drawing went.
  enum Outcome {
    case drawn
    case failed(ExitCode, String)
  }

  /// Lays out a diagram in DOT and writes the picture to standard output.
  ///
  /// - Parameter verbose: Print what Graphviz says even when it succeeds.
  static func draw(_ diagram: [UInt8], as format: Options.Format, verbose: Bool) -> Outcome {
    guard !diagram.contains(0), String(validating: diagram, as: UTF8.self) != nil else {
      return .failed(.unusableInput, "standard input is not text in UTF-8")
    }
    GraphvizMessages.collect()
    let outcome = layOutAndWrite(diagram, as: format)
    if verbose, !GraphvizMessages.collected.isEmpty {
      StandardStreams.complain(GraphvizMessages.collected)
    }
    return outcome
  }

  private static func layOutAndWrite(_ diagram: [UInt8], as format: Options.Format) -> Outcome {
    let terminated = diagram.map { CChar(bitPattern: $0) } + [0]
    guard let graph = agmemread(terminated) else {
      return failure(.unusableInput, "standard input is not a diagram in DOT")
    }
    guard let context = gvContext(), gvLayout(context, graph, "dot") == 0 else {
      return failure(.cannotDraw, "Graphviz cannot lay this diagram out")
    }
    let lost = postern_lost_edge_count(graph)
    guard lost == 0 else { return failure(.cannotDraw, "Graphviz lost \(lost) edges") }
    if format == .png { postern_set_resolution(graph) }
    var bytes: UnsafeMutablePointer<CChar>?
    var count: UInt32 = 0
    guard gvRenderData(context, graph, format.rawValue, &bytes, &count) == 0, let bytes, count > 0
    else {
      return failure(.cannotDraw, "Graphviz cannot write this diagram as \(format.rawValue)")
    }
    switch StandardStreams.write(UnsafeRawBufferPointer(start: bytes, count: Int(count))) {
    case .written, .readerGone: return .drawn
    case .failed: return .failed(.cannotWrite, "cannot write the picture to standard output")
    }
  }

  private static func failure(_ code: ExitCode, _ sentence: String) -> Outcome {
    let details = GraphvizMessages.collected
    return .failed(code, details.isEmpty ? sentence : "\(sentence):\n\(details)")
  }
}
