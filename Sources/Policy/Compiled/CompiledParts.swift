/// One statement as numbers: where its parts' outcomes lie.
struct CompiledRow: Sendable {
  var isDeny: Bool
  var element: Int32
  /// The block of conditions; negative without conditions.
  var block: Int32
  /// The principal element; negative outside resource policies.
  var principal: Int32
}

/// Outcomes of a part of a statement, by what callers, questions and resources are to it: each is
/// one of a few classes, told apart only by the keys that the part reads.
struct OutcomeTable: Sendable {
  /// Where the outcomes begin.
  var offset = 0
  /// Where the classes of callers, questions and resources begin; negative where all are alike.
  var callers = -1
  var questions = -1
  var resources = -1
  var questionCount = 1
  var resourceCount = 1
}

/// What a part comes to. The two low bits are the value of ``Tri``.
enum PartOutcome {
  static let value: UInt8 = 3
  /// `decide` has to be asked where the answer could depend on the part.
  static let isOpen: UInt8 = 4
}

/// What is asked again and again of a caller.
struct CompiledCaller: Sendable {
  var identity = 0..<0
  var boundary: Int32 = -1
  var session: Range<Int>?
  /// Levels, as places in the list of levels.
  var serviceControl = 0..<0
  var account: Int32 = -1
  var partition: Int32 = -1
  var kind: Caller.Kind
  var hasIdentitySide: Bool
  var bindsServiceControl: Bool
  var isServiceLinked: Bool
}

/// What is asked again and again of a question.
struct CompiledQuestion: Sendable {
  var isAlwaysAllowed: Bool
  var isAssumeRole: Bool
  var changesPolicies: Bool
  var changesRoles: Bool
  var isIAM: Bool
  var isStorage: Bool
  var isStarOnly: Bool
  var isResourceControlled: Bool
  /// Whether role trusts, or keys, have to delegate to the account for it.
  var needsTrust: Bool
  var needsKey: Bool
}

/// What is asked again and again of a resource.
struct CompiledResource: Sendable {
  var policy: Int32 = -1
  var resourceControl = 0..<0
  var account: Int32 = -1
  var partition: Int32 = -1
  /// The number of its ARN among the distinct ones; 0 is `*`.
  var text: Int32
  var isManagedPolicy: Bool
  var isProtectedRole: Bool
  var isKey: Bool
  var isExemptFromResourceControl: Bool
  var ignoresPolicy: Bool
  var isRestrictedPublic: Bool
  var hasGrants: Bool
}
