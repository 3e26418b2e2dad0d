import Analysis
import Environment

extension ReportView {
  /// `FIDO2 for maya and 2 more, who …, closes 41 of 44 findings; …`; nil where no factor closes any.
  var factorGain: Phrase? {
    guard let factors = result.factors else { return nil }
    let name = factors.factor == .fido2 ? "FIDO2" : "A second factor"
    var parts: [Phrase.Part] = []
    for (number, step) in factors.steps.enumerated() {
      let isFirst = number == 0
      parts.append(.words(isFirst ? "\(name) for " : "; for "))
      parts += Self.people(step.people.map(\.name))
      let verb = step.people.count == 1 ? "has" : "have"
      parts.append(
        .words(
          step.replaces
            ? ", in place of what \(step.people.count == 1 ? "this person" : "they") \(verb),"
            : ", who \(verb) no second factor that is known,"))
      parts.append(
        .words(
          isFirst
            ? " closes \(step.closed) of \(Wording.count(factors.findings, "finding"))"
            : " \(step.closed) more"))
    }
    let left = factors.left
    parts.append(.words(left == 0 ? "." : "; \(left) \(left == 1 ? "is" : "are") left."))
    return Phrase(parts)
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
