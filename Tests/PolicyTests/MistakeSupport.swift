import Documents
import Policy
import Testing

/// A mistake as tests compare it.
struct Found: Equatable, CustomStringConvertible {
  let code: String
  let pointer: String

  init(_ code: String, _ pointer: String) {
    self.code = code
    self.pointer = pointer
  }

  var description: String { "\(code) at \(pointer)" }
}

/// The mistakes in a policy's text.
func mistakes(_ text: String, _ kind: PolicyKind = .inline) throws -> [Diagnostic] {
  var finder = MistakeFinder()
  return finder.mistakes(in: try json(text), kind: kind)
}

/// The mistakes in one statement of a policy of today's version, without what is the same for all.
func found(
  _ inside: String, _ kind: PolicyKind = .inline, version: String? = "2012-10-17"
) throws -> [Found] {
  let head = version.map { "\"Version\": \"\($0)\", " } ?? ""
  return try mistakes("{\(head)\"Statement\": {\(inside)}}", kind).map { mistake in
    Found(
      String(mistake.code.dropFirst("policy.".count)),
      String(mistake.origin.pointer.dropFirst("/Statement".count)))
  }
}

/// An Allow of actions on resources, each as JSON.
func allow(_ actions: String, on resources: String = "\"*\"", when conditions: String = "")
  -> String
{
  let condition = conditions.isEmpty ? "" : ", \"Condition\": {\(conditions)}"
  return "\"Effect\": \"Allow\", \"Action\": \(actions), \"Resource\": \(resources)\(condition)"
}

/// A statement of a trust policy, with what else it has.
func trust(_ principal: String, action: String = "\"sts:AssumeRole\"", _ rest: String = "")
  -> String
{
  "\"Effect\": \"Allow\", \"Principal\": \(principal), \"Action\": \(action)\(rest)"
}
