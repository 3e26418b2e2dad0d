import Processes

/// The file format of a picture.
package enum DiagramFormat: String, Sendable, CaseIterable {
  /// A picture that a browser shows at every size, with ids and tooltips.
  case svg
  /// Pixels, twice as many as a screen needs.
  case png
  /// A page for printing.
  case pdf
}

/// What became of a diagram.
package enum DiagramDrawing: Sendable, Equatable {
  /// The bytes of the picture, and the form that could be drawn.
  case drawn([UInt8], form: DOTWriter.Form)
  /// No picture, and why: one line for a warning. It is never a reason to fail a run.
  case failed(reason: String)
}

/// Has diagrams drawn by the program `postern-render`, at arm's length: Graphviz may crash or hang,
/// and then there is a simpler drawing, or none.
///
/// ```swift
/// let renderer = DiagramRenderer(executable: "/usr/local/bin/postern-render")
/// if case .drawn(let bytes, _) = await renderer.draw(diagram, as: .svg) { … }
/// ```
package struct DiagramRenderer: Sendable {
  /// The path of `postern-render`; `nil` when it was not found, and every drawing fails.
  package var executable: String?
  /// How long each of the two attempts may take.
  package var timeLimit: Duration
  /// How much memory each attempt may use, in units of 2²⁰ bytes.
  package var memoryMegabytes: Int

  private static let outputLimit = 64 << 20

  /// A renderer with the limits that a diagram of 300 nodes and 600 edges stays well below.
  package init(
    executable: String?, timeLimit: Duration = .seconds(15), memoryMegabytes: Int = 1024
  ) {
    self.executable = executable
    self.timeLimit = timeLimit
    self.memoryMegabytes = memoryMegabytes
  }

  /// Draws a diagram; it should have been made small by ``Diagram/merged(limitNodes:limitEdges:)``.
  package func draw(_ diagram: Diagram, as format: DiagramFormat) async -> DiagramDrawing {
    await draw(
      pretty: DOTWriter.text(for: diagram, form: .pretty),
      strict: DOTWriter.text(for: diagram, form: .strict), as: format)
  }

  /// Draws the pretty form of a diagram in DOT or, when that fails, the strict one.
  package func draw(
    pretty: String, strict: String, as format: DiagramFormat
  ) async -> DiagramDrawing {
    guard let executable else { return .failed(reason: "postern-render was not found") }
    var reason = ""
    for (form, text) in [(DOTWriter.Form.pretty, pretty), (.strict, strict)] {
      let result = await Processes.run(request(executable, text, format))
      switch Self.picture(in: result, format) {
      case .success(let bytes): return .drawn(bytes, form: form)
      case .failure(let error): reason = error.reason
      }
      // A program that is not there will not be there for the second form either.
      switch result.status {
      case .notStarted, .cancelled: return .failed(reason: reason)
      default: continue
      }
    }
    return .failed(reason: reason)
  }

  private func request(
    _ executable: String, _ text: String, _ format: DiagramFormat
  ) -> ProcessRequest {
    // The program's own limit is the second line of defence, should this process be killed.
    let seconds = min(max(timeLimit.components.seconds + 1, 1), 3600)
    return ProcessRequest(
      executable: executable,
      arguments: [
        "--format", format.rawValue, "--timeout", "\(seconds)", "--memory", "\(memoryMegabytes)",
      ],
      input: Array(text.utf8), timeLimit: timeLimit, outputLimit: Self.outputLimit)
  }

  private static func picture(
    in result: ProcessResult, _ format: DiagramFormat
  ) -> Result<[UInt8], SVGError> {
    guard result.succeeded else { return .failure(SVGError(reason: words(for: result))) }
    let beginning: [UInt8] =
      switch format {
      case .svg: []
      case .png: [0x89, 0x50, 0x4E, 0x47]
      case .pdf: Array("%PDF-".utf8)
      }
    guard result.output.starts(with: beginning) else {
      return .failure(SVGError(reason: "postern-render wrote something that is not \(format)"))
    }
    guard format == .svg else { return .success(result.output) }
    return Result { () throws(SVGError) in try SVGTidier.tidy(result.output) }
  }

  private static func words(for result: ProcessResult) -> String {
    switch result.status {
    case .exited(let code):
      let complaint = DOTText.plain(result.errorText, limit: 200)
      return "postern-render ended with \(code)" + (complaint.isEmpty ? "" : ": \(complaint)")
    case .signalled(let signal): return "postern-render was ended by signal \(signal)"
    case .timedOut: return "drawing took too long"
    case .outputTooLarge: return "the picture is too large"
    case .notStarted(let reason):
      return "postern-render cannot be started: \(DOTText.plain(reason, limit: 200))"
    case .cancelled: return "drawing was cancelled"
    }
  }
}
