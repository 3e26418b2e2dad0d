import Policy
import Techniques

/// Requests that set one tag, or take it away, and what is known of their context.
struct TagRequest {
  let plan: TechniquePlan
  /// In lower case.
  let tag: String
  /// The values that are told apart; nil alone where the tag is taken away.
  let values: [String?]
  private let facts: TagRequestFacts

  init(_ plan: TechniquePlan, _ tag: String, _ gates: TagGates) {
    self.plan = plan
    self.tag = tag
    values = plan.technique.gain == .untagged ? [nil] : gates.values(of: tag).map { $0 }
    facts = TagRequestFacts(
      tags: [gates.name(of: tag)], others: gates.ofRequests.subtracting([tag]).sorted())
  }

  /// The contexts of a request with this value: without any other tag, and with every other that
  /// policies ask for.
  func contexts(_ value: String?, in context: RequestContext) -> [RequestContext] {
    facts.contexts([value], in: context)
  }
}

/// What is known of the context of requests that change tags.
struct TagRequestFacts {
  /// As they are written.
  var tags: [String]
  /// Other tags that policies ask requests for, in lower case.
  var others: [String]

  /// The contexts of a request with these values: without any other tag, and with every other that
  /// policies ask for.
  func contexts(_ values: [String?], in context: RequestContext) -> [RequestContext] {
    var made = context
    // It is there only where something is tagged as it is made.
    made["ec2:createaction"] = .absent
    made["ecs:createaction"] = .absent
    for other in others { made[TagGates.requestPrefix + other] = .absent }
    for (tag, value) in zip(tags, values) {
      let key = TagGates.requestPrefix + tag.asciiLowercasedText
      made[key] = value.map { .values([$0]) } ?? .absent
    }
    made["aws:tagkeys"] = .values(tags)
    if others.isEmpty || values.contains(nil) { return [made] }
    var more = made
    for other in others {
      more[TagGates.requestPrefix + other] = .free(FreeKey(.attacker, isAlwaysPresent: true))
    }
    more["aws:tagkeys"] = .values(tags + others)
    return [made, more]
  }
}
