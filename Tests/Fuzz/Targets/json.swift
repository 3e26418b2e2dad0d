/// Reads any bytes as JSON and asks for everything that a document can be asked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let document = try? JSONDocument.parse(bytes, file: "fuzz.json") else { return 0 }
  for warning in document.duplicateKeys { _ = warning.origin.pointer }
  visit(document.root, embedding: 0)
  return 0
}

/// Walks without recursion on the depth of the input, as the reader does.
private func visit(_ root: JSONValue, embedding: Int) {
  var rest = [root]
  while let value = rest.popLast() {
    let origin = value.origin
    precondition(origin.line >= 1 && origin.column >= 1)
    precondition(origin.pointer.isEmpty || origin.pointer.contains("/") || embedding > 0)
    _ = (value.int, value.bool, value.scalarText, value.sourceText)
    var members = 0
    for (key, member) in value.members {
      members += 1
      precondition(value[key]?.origin == member.origin)
      rest.append(member)
    }
    rest += value.elements
    precondition(value.count == (value.kind == .array ? value.listed.count : members))
    if value.kind == .string, embedding < 2,
      let inner = try? JSONDocument.parse(embeddedIn: value)
    {
      visit(inner.root, embedding: embedding + 1)
    }
  }
}
