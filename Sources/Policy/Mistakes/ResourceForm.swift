/// A written resource, as far as it tells which types of resource it can name.
final class ResourceForm {
  /// As it stands in the policy.
  let text: String
  private let glob: Glob
  /// The six components of the ARN; nil where there are fewer.
  private let components: [Glob]?
  /// Whether a wildcard stands before the fifth colon, and may take colons in.
  private let isLoose: Bool
  /// Whether a slash stands in it, outside variables: no bucket's name has one.
  private let hasSlash: Bool
  /// Whether it can name any ARN at all.
  let isARN: Bool
  /// Whether it matches the literal `*`, on which actions without resources are asked.
  let isEverything: Bool
  /// What was found for the actions that were asked about.
  private var fits: [ObjectIdentifier: Bool] = [:]

  init(_ text: String, hasVariables: Bool) {
    self.text = text
    let slash = UInt8(ascii: "/")
    if text.utf8.contains(UInt8(ascii: "$")) {
      let pattern = PatternText(text, hasVariables: hasVariables)
      glob = ResourceForm.glob(pattern)
      components = ARNPattern.components(of: pattern)?.map(ResourceForm.glob)
      hasSlash = pattern.pieces.contains { piece in
        if case .text(let text) = piece { text.utf8.contains(slash) } else { false }
      }
    } else {
      glob = Glob(text)
      components = ARNPattern.components(of: text)?.map { Glob($0) }
      hasSlash = text.utf8.contains(slash)
    }
    isEverything = glob.matches("*")
    isARN = components != nil || isEverything || glob.meets(ResourceForm.anyARN)
    isLoose = components?.prefix(5).contains { $0.literal == nil } ?? true
  }

  /// The pattern with any value for its variables.
  private static func glob(_ pattern: PatternText) -> Glob {
    Glob(
      pieces: pattern.pieces.map { piece in
        switch piece {
        case .text(let text): .pattern(text)
        case .character(let text): .literal(text)
        case .variable, .malformed: .pattern("*")
        }
      })
  }

  /// Whether it can name something that an action is asked on; worked out once for each action.
  func fits(_ action: ActionCoverage, _ isFit: () -> Bool) -> Bool {
    let key = ObjectIdentifier(action)
    if let known = fits[key] { return known }
    let isFit = isFit()
    fits[key] = isFit
    return isFit
  }

  private static let anyARN = Glob("arn:*:*:*:*:*")

  /// Whether it can name a resource of a type.
  func canName(_ type: ResourceType) -> Bool {
    if hasSlash, type.name == "s3:bucket" { return false }
    if let components, zip(components, type.components).allSatisfy({ $0.meets($1) }) {
      return true
    }
    // What varies in the first components of a type has no colon, so that without wildcards there,
    // the components have said all.
    return isLoose && glob.meets(type.glob)
  }
}

/// A type of resource of the service authorization reference.
struct ResourceType: Sendable {
  /// Its lower-case name, for example `s3:bucket`.
  let name: String
  /// The form of its ARNs, with `*` for what varies.
  let form: String
  /// The condition keys that are there for resources of the type, as AWS writes them.
  let conditionKeys: [Substring]
  let glob: Glob
  /// The six components of its ARNs.
  let components: [Glob]

  /// Looks a type up; nil for one that the reference does not have. O(log types).
  init?(_ name: String) {
    guard let cells = EmbeddedTable.resourceTypes.cells(of: name), cells.count == 3 else {
      return nil
    }
    self.name = name
    form = cells[1]
    conditionKeys = cells[2].split(separator: ",")
    glob = Glob(form)
    components = ARNPattern.components(of: form)?.map { Glob($0) } ?? []
  }
}
