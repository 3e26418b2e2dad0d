import Analysis
import Environment

extension ReportView {
  /// `FIDO2 for maya and 2 more, who sign in without a second factor, closes 41 of 44 findings; …`;
  /// nil where no factor closes any.
  var factorGain: Phrase? {
    guard let factors = result.factors else { return nil }
    let name = factors.factor == .fido2 ? "FIDO2" : "A second factor"
    var parts: [Phrase.Part] = []
    for (number, step) in factors.steps.enumerated() {
      let isFirst = number == 0
      parts.append(.words(isFirst ? "\(name) for " : "; for "))
      parts += Self.people(step.people.map(\.name))
      parts.append(.words(Self.whose(step)))
      parts.append(
        .words(
          isFirst
            ? " closes \(step.closed) of \(Wording.count(factors.findings, "finding"))"
            : " \(step.closed) more"))
    }
    parts.append(.words(Self.rest(factors.left)))
    if factors.factor == .fido2, factors.steps.first?.before == FactorClosure.Before.none {
      // The cheaper measure helps against others, and it is as well to say whom.
      parts.append(.words(" A code or push message would stop a mere phisher, not this attacker."))
    }
    return Phrase(parts)
  }

  /// What the people of a step have now, as a clause between commas.
  private static func whose(_ step: FactorClosure.Step) -> String {
    let isOne = step.people.count == 1
    return switch step.before {
    case .none: ", who \(isOne ? "signs" : "sign") in without a second factor,"
    case .unknown: ", whose second factor the snapshot does not tell,"
    case .weak: ", in place of what \(isOne ? "this person has" : "they have"),"
    }
  }

  private static func rest(_ left: Int) -> String {
    switch left {
    case 0: "."
    case 1: "; 1 is left."
    default: "; \(left) are left."
    }
  }

  private static func people(_ names: [String]) -> [Phrase.Part] {
    let shown = names.prefix(names.count > 4 ? 3 : 4)
    var parts: [Phrase.Part] = []
    for (number, name) in shown.enumerated() {
      let isLast = number == names.count - 1
      if number > 0 { parts.append(.words(isLast ? " and " : ", ")) }
      parts.append(.name(name))
    }
    if shown.count < names.count { parts.append(.words(" and \(names.count - shown.count) more")) }
    return parts
  }

  /// Who is assumed to attack, in a few words.
  var attacker: String { "attacker: \(result.attacker.rawValue)" }
}
