/// Asks a document for everything that it can be asked for.
enum Walk {
  /// Walks without recursion on the depth of the input, as the reader does.
  static func visit(_ root: JSONValue, embedding: Int = 0) {
    var rest = [root]
    while let value = rest.popLast() {
      let origin = value.origin
      precondition(origin.line >= 1 && origin.column >= 1)
      // Bytes: with the accent that follows it, a "/" is another character.
      precondition(
        origin.pointer.isEmpty || origin.pointer.utf8.contains(UInt8(ascii: "/")) || embedding > 0)
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

  /// Checks what is said of an input: where, in words of a bearable length, and what to do.
  static func check(_ diagnostics: [Diagnostic], hasAdvice: Bool = true) {
    for diagnostic in diagnostics {
      precondition(diagnostic.origin.line >= 1 && !diagnostic.origin.file.isEmpty)
      precondition(!diagnostic.message.isEmpty && diagnostic.message.utf8.count < 2000)
      precondition(!hasAdvice || diagnostic.advice != nil, diagnostic.message)
    }
  }
}
