import Documents

/// Finds what people get wrong in policies that can be read: words that AWS does not know, statements
/// that never match, and statements that say more than their author may mean.
///
/// It reports nothing that ``PolicyReader`` reports. What it says depends on the document, its kind
/// and the embedded service authorization reference alone; lookups are kept between documents.
package struct MistakeFinder {
  var found: [Diagnostic] = []
  private var actions: [String: ActionCoverage] = [:]
  private var keys: [String: KeyStanding] = [:]
  private var types: [String: ResourceType?] = [:]
  private var forms: [String: ResourceForm] = [:]
  private var oldForms: [String: ResourceForm] = [:]
  /// Near words are dear to look for, and a hostile document may hold any number of wrong ones.
  private var suggestionsLeft = 200
  private var comparisonsLeft = 1_000_000

  package init() {}

  /// The mistakes in a policy document, in its order. O(document) and lookups.
  package mutating func mistakes(in document: JSONValue, kind: PolicyKind) -> [Diagnostic] {
    found = []
    let version = document["Version"]?.string
    for value in document["Statement"]?.listed ?? [] where value.kind == .object {
      // The reader leaves out what has no effect or no action, and says so.
      guard let effect = value["Effect"]?.string.flatMap(Effect.init(rawValue:)),
        let list = value["Action"] ?? value["NotAction"]
      else { continue }
      check(
        WrittenStatement(
          value: value, kind: kind, version: version, effect: effect, actionList: list,
          actions: list.listed.compactMap { item in
            item.string.map { (coverage(of: $0), item) }
          }))
    }
    return found
  }

  private mutating func check(_ statement: WrittenStatement) {
    checkActions(statement)
    checkElements(statement)
    checkPrincipals(statement)
    checkResources(statement)
    checkConditions(statement)
  }

  mutating func add(
    _ code: String, _ message: String, advice: String? = nil, at value: JSONValue,
    _ severity: Diagnostic.Severity = .warning
  ) {
    found.append(
      Diagnostic(severity, "policy." + code, message, advice: advice, at: value.origin))
  }

  // MARK: Lookups

  private mutating func coverage(of action: String) -> ActionCoverage {
    if let known = actions[action] { return known }
    let coverage = ActionCoverage(action)
    actions[action] = coverage
    return coverage
  }

  mutating func standing(ofKey key: String) -> KeyStanding {
    if let known = keys[key] { return known }
    let standing = KeyStanding(key)
    keys[key] = standing
    return standing
  }

  mutating func form(of resource: String, hasVariables: Bool) -> ResourceForm {
    if let known = hasVariables ? forms[resource] : oldForms[resource] { return known }
    let form = ResourceForm(resource, hasVariables: hasVariables)
    if hasVariables { forms[resource] = form } else { oldForms[resource] = form }
    return form
  }

  mutating func type(_ name: String) -> ResourceType? {
    if let known = types[name] { return known }
    let type = ResourceType(name)
    types[name] = .some(type)
    return type
  }

  /// Whether a written resource can name something that an action is asked on.
  mutating func canName(_ action: ActionCoverage, _ resource: ResourceForm) -> Bool {
    resource.fits(action) {
      for name in action.types {
        comparisonsLeft -= 1
        guard comparisonsLeft > 0, let type = type(name) else { return true }
        if resource.canName(type) { return true }
      }
      return false
    }
  }

  mutating func suggestion(_ search: () -> String?) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return search()
  }
}

/// A statement as it stands in its document.
struct WrittenStatement {
  let value: JSONValue
  let kind: PolicyKind
  let version: String?
  let effect: Effect
  let actionList: JSONValue
  let actions: [(coverage: ActionCoverage, value: JSONValue)]

  /// Variables are replaced only from this version on.
  var hasVariables: Bool { version == "2012-10-17" }

  var hasNotAction: Bool { !value.has("Action") }

  /// What a statement does that matches nothing.
  var consequence: String { effect == .allow ? "allows nothing" : "denies nothing" }
}

extension PolicyKind {
  /// Whether statements of such policies name principals.
  var namesPrincipals: Bool {
    switch self {
    case .trust, .resource, .resourceControl: true
    default: false
    }
  }

  /// Whether what such policies allow is only what others may then allow.
  var isCeiling: Bool {
    switch self {
    case .serviceControl, .resourceControl, .boundary, .session: true
    default: false
    }
  }
}

extension String {
  /// The text in quotation marks for a message, cut where it is long.
  var quoted: String {
    utf8.count <= 200 ? "\"\(self)\"" : "\"\(prefix(160))…\""
  }
}
