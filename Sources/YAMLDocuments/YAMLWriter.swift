import Documents
import Yams

/// Writes the nodes of a YAML document as JSON, and notes where each came from.
struct YAMLWriter {
  /// The JSON text so far.
  private(set) var bytes: [UInt8] = []
  /// Where its bytes come from.
  private(set) var map = SourceMap()

  private let file: String
  private let shield: UnicodeScalar?
  private let limits: YAMLLimits
  /// The nodes with an anchor so far, the latest of each name.
  private var anchors: [String: Node] = [:]
  /// Whether an alias is being replaced; anchors in it are known already.
  private var isReplacing = false
  private var nodes = 0
  private var depth = 0

  init(file: String, shield: UnicodeScalar?, limits: YAMLLimits) {
    self.file = file
    self.shield = shield
    self.limits = limits
  }

  /// Writes a node and all that it contains; null if there is none. Recursive, no deeper than the
  /// limit.
  mutating func write(_ node: Node?) throws(JSONError) {
    guard let node else {
      bytes += "null".utf8
      return
    }
    try begin(node)
    switch node {
    case .scalar(let scalar): try write(scalar, of: node)
    case .sequence(let sequence): try write(sequence, of: node)
    case .mapping(let mapping): try write(mapping, of: node)
    case .alias: throw error("yaml.alias", "expected no alias here", at: node)
    }
    if !isReplacing, let anchor = node.anchor { anchors[anchor.rawValue] = node }
  }

  /// Counts a node and notes its place.
  private mutating func begin(_ node: Node) throws(JSONError) {
    nodes += 1
    guard nodes <= limits.maximumNodes, bytes.count <= limits.maximumOutput else {
      throw error(
        "yaml.alias", "expected at most \(limits.maximumNodes) keys and values, aliases replaced",
        advice: "write less into one file, and fewer aliases", at: node)
    }
    map.add(offset: bytes.count, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func write(
    _ sequence: Node.Sequence, of node: Node
  ) throws(JSONError) {
    try check(sequence.tag, is: .seq, of: node)
    try enter(node)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in sequence.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      try write(element)
    }
    bytes.append(UInt8(ascii: "]"))
    depth -= 1
  }

  private mutating func write(_ mapping: Node.Mapping, of node: Node) throws(JSONError) {
    try check(mapping.tag, is: .map, of: node)
    try enter(node)
    bytes.append(UInt8(ascii: "{"))
    for (index, pair) in mapping.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      try writeKey(pair.key)
      bytes.append(UInt8(ascii: ":"))
      try write(pair.value)
    }
    bytes.append(UInt8(ascii: "}"))
    depth -= 1
  }

  private mutating func enter(_ node: Node) throws(JSONError) {
    depth += 1
    guard depth <= limits.maximumDepth else {
      throw error(
        "yaml.depth", "expected at most \(limits.maximumDepth) levels of nesting",
        advice: "nest less deeply", at: node)
    }
  }

  private mutating func writeKey(_ node: Node) throws(JSONError) {
    try begin(node)
    guard case .scalar(let scalar) = node, aliasName(scalar) == nil else {
      throw error(
        "yaml.key", "expected a string as a key, found another node",
        advice: "write the key as text", at: node)
    }
    try check(scalar.tag, is: .str, of: node)
    let text = ShieldedText.restore(scalar.string, shield: shield)
    if scalar.style == .plain {
      guard text != "<<" else {
        throw error(
          "yaml.key", "expected no merge key", advice: "write the merged keys out", at: node)
      }
      guard case .string = YAMLScalar(plain: text) else {
        throw error(
          "yaml.key", "expected a string as a key, found \(text.isEmpty ? "nothing" : text)",
          advice: "put it in quotes", at: node)
      }
    }
    JSONText.appendQuoted(text, to: &bytes)
  }

  private mutating func write(_ scalar: Node.Scalar, of node: Node) throws(JSONError) {
    if let name = aliasName(scalar) { return try replace(name, at: node) }
    try check(scalar.tag, is: .str, of: node)
    let text = ShieldedText.restore(scalar.string, shield: shield)
    guard scalar.style == .plain, isImplicit(scalar.tag) else {
      return JSONText.appendQuoted(text, to: &bytes)
    }
    switch YAMLScalar(plain: text) {
    case .string(let text): JSONText.appendQuoted(text, to: &bytes)
    case .literal(let text): bytes += text.utf8
    case .notFinite:
      throw error(
        "yaml.number", "expected a finite number, found \(text)",
        advice: "put it in quotes if it is text", at: node)
    }
  }

  /// The name in an alias, or nil if a scalar is none; see ``ShieldedText``.
  private func aliasName(_ scalar: Node.Scalar) -> String? {
    guard let shield, scalar.style == .plain, scalar.string.unicodeScalars.first == shield else {
      return nil
    }
    return String(scalar.string.unicodeScalars.dropFirst())
  }

  private mutating func replace(_ name: String, at node: Node) throws(JSONError) {
    guard let target = anchors[name] else {
      let shown = JSONText.quoted(ShieldedText.restore(name, shield: shield))
      throw error(
        "yaml.alias", "expected an anchor \(shown) before this alias",
        advice: "define it with `&`, or put the text in quotes", at: node)
    }
    let wasReplacing = isReplacing
    isReplacing = true
    try write(target)
    isReplacing = wasReplacing
  }

  /// Refuses every tag but the one that a node has anyway.
  private func check(_ tag: Tag, is name: Tag.Name, of node: Node) throws(JSONError) {
    guard isImplicit(tag) || [name.rawValue, Tag.Name.nonSpecific.rawValue].contains(tag.rawValue)
    else {
      throw error(
        "yaml.tag", "expected no tag, found \(tag.rawValue)", advice: "remove the tag", at: node)
    }
  }

  private func isImplicit(_ tag: Tag) -> Bool { tag.rawValue == Tag.Name.implicit.rawValue }

  private func error(
    _ code: String, _ message: String, advice: String? = nil, at node: Node
  ) -> JSONError {
    let origin = node.mark?.origin(in: file) ?? Origin(file: file)
    return JSONError(code, message, advice: advice, offset: 0, at: origin)
  }
}
