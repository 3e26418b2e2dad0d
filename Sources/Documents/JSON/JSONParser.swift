/// Turns the bytes of a JSON text (RFC 8259) into records, in one pass and without recursion.
///
/// The grammar is strict: no comments, no trailing commas, no numbers that RFC 8259 has not. The
/// time is linear in the size of the text, but for objects with many keys of which two may be
/// equal, whose keys are sorted.
struct JSONParser {
  /// A container that is open.
  private struct Frame {
    var node: UInt32
    var count: UInt32 = 0
    /// One bit of 64 for each key so far: a key whose bit is set may be a duplicate.
    var keys: UInt64 = 0
    var isObject: Bool
    var mayHaveDuplicates = false
  }

  private let input: JSONInput
  private let maximumDepth: Int
  private(set) var nodes: ContiguousArray<JSONNode> = []
  private(set) var duplicates: [JSONDuplicate] = []
  private var stack: ContiguousArray<Frame> = []
  private var frame = Frame(node: 0, isObject: false)

  init(_ input: JSONInput, maximumDepth: Int) {
    self.input = input
    self.maximumDepth = maximumDepth
    // Exports have a record for every 25 to 40 bytes; small documents should stay small.
    nodes.reserveCapacity(input.count / 32 + 8)
  }

  /// Reads the whole text, which begins at an offset.
  mutating func parse(from start: Int) throws(JSONFailure) {
    var offset = input.skipSpace(start)
    repeat {
      offset = try beginValue(offset)
    } while try finishValue(&offset)
    duplicates.sort { $0.superseded < $1.superseded }
  }

  /// Reads a scalar or an empty container, opening all the containers before it.
  @inline(__always)
  private mutating func beginValue(_ start: Int) throws(JSONFailure) -> Int {
    var offset = start
    while offset < input.count {
      switch input.byte(offset) {
      case UInt8(ascii: "\""):
        return try string(offset)
      case UInt8(ascii: "{"):
        try open(offset, isObject: true)
        offset = input.skipSpace(offset + 1)
        if input.byteOrZero(offset) == UInt8(ascii: "}") { return close(offset) }
        offset = try key(offset, otherwise: .keyOrBrace)
      case UInt8(ascii: "["):
        try open(offset, isObject: false)
        offset = input.skipSpace(offset + 1)
        if input.byteOrZero(offset) == UInt8(ascii: "]") { return close(offset) }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let end = try input.number(offset)
        append(.number, offset, end)
        return end
      default:
        return try literal(offset)
      }
    }
    throw JSONFailure(expectation(at: offset), offset)
  }

  /// Reads what follows a value, closing the containers that end there.
  ///
  /// - Returns: Whether another value follows; false at the end of the text.
  @inline(__always)
  private mutating func finishValue(_ offset: inout Int) throws(JSONFailure) -> Bool {
    while !stack.isEmpty {
      offset = input.skipSpace(offset)
      let byte = input.byteOrZero(offset)
      frame.count &+= 1
      if byte == UInt8(ascii: ",") {
        offset = input.skipSpace(offset + 1)
        if frame.isObject { offset = try key(offset, otherwise: .key) }
        return true
      }
      guard byte == (frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw JSONFailure(frame.isObject ? .commaOrBrace : .commaOrBracket, offset)
      }
      offset = close(offset)
    }
    offset = input.skipSpace(offset)
    guard offset == input.count else { throw JSONFailure(.end, offset) }
    return false
  }

  /// Reads a key, its colon and the space around it.
  @inline(__always)
  private mutating func key(
    _ start: Int, otherwise reason: JSONFailure.Reason
  ) throws(JSONFailure) -> Int {
    guard input.byteOrZero(start) == UInt8(ascii: "\"") else { throw JSONFailure(reason, start) }
    let (end, isEscaped) = try input.string(start)
    append(.string, start, end, isEscaped: isEscaped)
    let bit = input.keyBit(from: start + 1, to: end - 1)
    if frame.keys & bit != 0 || isEscaped { frame.mayHaveDuplicates = true }
    frame.keys |= bit
    let colon = input.skipSpace(end)
    guard input.byteOrZero(colon) == UInt8(ascii: ":") else { throw JSONFailure(.colon, colon) }
    return input.skipSpace(colon + 1)
  }

  @inline(__always)
  private mutating func string(_ start: Int) throws(JSONFailure) -> Int {
    let (end, isEscaped) = try input.string(start)
    append(.string, start, end, isEscaped: isEscaped)
    return end
  }

  private mutating func literal(_ start: Int) throws(JSONFailure) -> Int {
    guard let (kind, end) = input.literal(start) else {
      throw JSONFailure(expectation(at: start), start)
    }
    append(kind, start, end)
    return end
  }

  @inline(__always)
  private mutating func append(
    _ kind: JSONValue.Kind, _ start: Int, _ end: Int, isEscaped: Bool = false
  ) {
    nodes.append(
      JSONNode(
        kind: kind, start: start, end: end, next: nodes.count &+ 1, isEscaped: isEscaped))
  }

  @inline(__always)
  private mutating func open(_ offset: Int, isObject: Bool) throws(JSONFailure) {
    guard stack.count < maximumDepth else { throw JSONFailure(.depth, offset) }
    stack.append(frame)
    frame = Frame(node: UInt32(truncatingIfNeeded: nodes.count), isObject: isObject)
    append(isObject ? .object : .array, offset, offset + 1)
  }

  /// Closes the innermost container, whose bracket is at an offset.
  @inline(__always)
  private mutating func close(_ offset: Int) -> Int {
    let index = Int(frame.node)
    nodes[index].end = UInt32(truncatingIfNeeded: offset &+ 1)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    nodes[index].count = frame.count
    if frame.mayHaveDuplicates, input.hasDuplicates(frame.node, count: frame.count, in: nodes) {
      duplicates += input.markDuplicates(of: frame.node, in: &nodes)
    }
    frame = stack.removeLast()
    return offset + 1
  }

  /// What was expected where a value should begin but does not.
  private func expectation(at offset: Int) -> JSONFailure.Reason {
    guard !stack.isEmpty, !frame.isObject, frame.count == 0 else { return .value }
    return .valueOrBracket
  }
}
