/// The SVG that a still picture needs, which is all that passes.
enum SVGVocabulary {
  /// The elements that Graphviz uses for diagrams of ours.
  static let elements: Set<String> = [
    "svg", "g", "title", "a", "text", "polygon", "polyline", "path", "ellipse",
  ]

  private static let attributes: Set<String> = [
    "width", "height", "viewBox", "xmlns", "id", "class", "transform", "fill", "stroke",
    "stroke-width", "stroke-dasharray", "fill-opacity", "stroke-opacity", "points", "d", "cx", "cy",
    "rx", "ry", "x", "y", "text-anchor", "font-family", "font-size", "font-weight", "font-style",
  ]

  /// Attributes that are needed to read the picture, but not to show it.
  private static let dropped: Set<String> = ["xmlns:xlink", "xlink:title", "xml:space"]

  /// The attributes to write, with "none" for Graphviz's "transparent", which is no SVG 1.1.
  static func checked(
    _ given: [SVGAttribute], of element: String
  ) throws(SVGError) -> [SVGAttribute] {
    var result: [SVGAttribute] = []
    for attribute in given where !dropped.contains(attribute.name) {
      guard attributes.contains(attribute.name), !attribute.value.contains("url(") else {
        throw SVGError(reason: "<\(element)> has the attribute \(attribute.name)")
      }
      var attribute = attribute
      if attribute.value == "transparent" { attribute.value = "none" }
      if attribute.name == "stroke-dasharray" { attribute.value = "6,4" }
      if attribute.name == "id" || attribute.name == "class" {
        // Graphviz writes hyphens as entities, which a search for the id would miss.
        attribute.value = hyphensDecoded(attribute.value)
      }
      result.append(attribute)
    }
    return result
  }

  /// The width of the picture in its own units; 0 when it states none.
  static func width(of attributes: [SVGAttribute]) -> Double {
    let box = attributes.first { $0.name == "viewBox" }?.value.split(separator: " ") ?? []
    return box.count == 4 ? Double(box[2]) ?? 0 : 0
  }

  private static func hyphensDecoded(_ value: String) -> String {
    let parts = value.split(separator: "&#45;", omittingEmptySubsequences: false)
    return parts.joined(separator: "-")
  }
}
