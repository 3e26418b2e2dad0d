import Foundation
import FoundationXML
import Rendering
import Testing

/// Diagrams through the real `postern-render`, where it was built.
@Suite(
  "Pictures by Graphviz", .enabled(if: Programs.renderer != nil), .timeLimit(.minutes(5)))
struct DrawnDiagramTests {
  private func draw(
    _ diagram: Diagram, form: DOTWriter.Form, as format: DiagramFormat = .svg
  ) async throws -> [UInt8] {
    let text = DOTWriter.text(for: diagram, form: form)
    let renderer = DiagramRenderer(executable: Programs.renderer, timeLimit: .seconds(100))
    let drawing = await renderer.draw(pretty: text, strict: text, as: format)
    guard case .drawn(let bytes, form: .pretty) = drawing else {
      throw Failure(reason: "\(drawing)")
    }
    return bytes
  }

  private struct Failure: Error {
    var reason: String
  }

  @Test("every format and form of the sample")
  func everyFormat() async throws {
    for form in DOTWriter.Form.allCases {
      for format in DiagramFormat.allCases {
        let bytes = try await draw(SampleDiagrams.phishedDeveloper, form: form, as: format)
        #expect(bytes.count > 5000)
      }
    }
  }

  @Test("a well-formed picture that shows every node and edge", arguments: DOTWriter.Form.allCases)
  func wellFormed(form: DOTWriter.Form) async throws {
    let svg = try Picture(try await draw(SampleDiagrams.phishedDeveloper, form: form))
    #expect(svg.ids.count { $0.hasPrefix("node-") } == 12)
    #expect(svg.ids.count { $0.hasPrefix("edge-") } == 12)
    #expect(svg.texts.contains("dana.whitfield"))
    #expect(svg.titles.contains("arn:aws:s3:::acme-llm-training-corpus"))
  }

  @Test("hostile names as nothing but text", arguments: DOTWriter.Form.allCases)
  func hostileNames(form: DOTWriter.Form) async throws {
    let svg = try Picture(try await draw(SampleDiagrams.hostileNames, form: form))
    let allowed: Set<String> = [
      "svg", "g", "title", "text", "polygon", "polyline", "path", "ellipse",
    ]
    #expect(svg.elements.isSubset(of: allowed))
    #expect(svg.texts.contains("\\N \\G \\E \\l \\r \\n"))
    #expect(svg.titles.contains("&lt;b&gt; &amp; &#65; &#x41; &bogus; &"))
    #expect(svg.titles.contains("<script>alert(1)</script>"))
    #expect(svg.titles.contains("ends with a backslash\\"))
    #expect(svg.titles.contains("\\N \\G \\E \\l \\r \\n"))
    #expect(svg.texts.joined().contains("he said \"yes\""))
    #expect(svg.ids.count { $0.hasPrefix("node-") } == SampleDiagrams.hostileTexts.count)
  }

  @Test("every kind and emphasis", arguments: DOTWriter.Form.allCases)
  func everyKind(form: DOTWriter.Form) async throws {
    _ = try Picture(try await draw(SampleDiagrams.everyKind, form: form))
  }

  @Test("random diagrams, whatever their edges", arguments: 0..<40)
  func random(seed: UInt64) async throws {
    var generator = SplitMix(state: seed)
    let nodes = Int.random(in: 2...60, using: &generator)
    let edges = Int.random(in: 0...(nodes * 2), using: &generator)
    let diagram = SampleDiagrams.random(seed: seed, nodes: nodes, edges: edges)
    let svg = try Picture(try await draw(diagram, form: .strict))
    #expect(svg.ids.count { $0.hasPrefix("node-") } == nodes)
    #expect(svg.ids.count { $0.hasPrefix("edge-") } == diagram.simplified().edges.count)

    let renderer = DiagramRenderer(executable: Programs.renderer, timeLimit: .seconds(100))
    guard case .drawn = await renderer.draw(diagram, as: .svg) else {
      Issue.record("neither form of seed \(seed) was drawn")
      return
    }
  }

  @Test("the largest diagram that merging leaves")
  func largest() async throws {
    let diagram = SampleDiagrams.random(seed: 3, nodes: 600, edges: 2000).merged()
    let renderer = DiagramRenderer(executable: Programs.renderer, timeLimit: .seconds(100))
    guard case .drawn = await renderer.draw(diagram, as: .svg) else {
      Issue.record("not drawn")
      return
    }
  }

  @Test("the same bytes every time")
  func deterministic() async throws {
    let first = try await draw(SampleDiagrams.phishedDeveloper, form: .pretty)
    let second = try await draw(SampleDiagrams.phishedDeveloper, form: .pretty)
    #expect(first == second)
  }
}

/// What a strict XML reader finds in a picture.
private final class Picture: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var ids: [String] = []
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private var text = ""

  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else { throw CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.insert(name)
    attributes["id"].map { ids.append($0) }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    text += characters
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { texts.append(text) }
    if name == "title" { titles.append(text) }
  }
}
