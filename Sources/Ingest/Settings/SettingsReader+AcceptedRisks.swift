import Documents
import Environment
import Policy

/// `accepted_risks`: a list of findings with an owner, a reason and a last day. One that lacks any of
/// these accepts nothing: a risk that nobody answers for, or for ever, is not accepted.
extension SettingsReader {
  private static let parts = ["start", "target", "impact"]
  private static let required = ["owner", "reason", "expires"]

  mutating func readAcceptedRisks(_ value: JSONValue) {
    for item in value.isNull ? [] : value.listed {
      if let risk = acceptedRisk(item) { settings.acceptedRisks.append(risk) }
    }
  }

  private mutating func acceptedRisk(_ value: JSONValue) -> AcceptedRisk? {
    guard let fields = fields(of: value) else { return nil }
    let missing = Self.required.filter { fields[$0] == nil }
    guard missing.isEmpty, let owner = fields["owner"], let reason = fields["reason"],
      let expires = fields["expires"]
    else {
      warn(
        "settings.risk",
        "an accepted risk lacks \(missing.joined(separator: " and ")); "
          + "it accepts nothing",
        "write an owner, a reason and the last day, as expires: 2027-03-31",
        value)
      return nil
    }
    guard expires.utf8.count == 10, let day = Instant.parse(expires) else {
      warn(
        "settings.value",
        "expected a day such as 2027-03-31 in \"expires\", found "
          + "\"\(expires.prefix(60))\"; the risk is not accepted",
        "write the last day on which it is accepted", value)
      return nil
    }
    var risk = AcceptedRisk(
      owner: owner, reason: reason, expires: expires, end: day + 86_400, origin: value.origin)
    risk.finding = fields["finding"]
    risk.start = fields["start"]
    risk.target = fields["target"]
    risk.impact = fields["impact"]
    return isSpecific(risk, value) ? risk : nil
  }

  /// The texts of an entry; nil where it is no entry at all, or where a value cannot be understood:
  /// without it the entry could accept more than was meant.
  private mutating func fields(of value: JSONValue) -> [String: String]? {
    guard let members = members(of: value, "an accepted risk") else { return nil }
    let known = ["finding"] + Self.parts + Self.required
    var fields: [String: String] = [:]
    var isWhole = true
    for (key, value) in members {
      guard known.contains(key) else {
        unknown(key, known, value)
        isWhole = isWhole && !Self.parts.contains(NearWords.nearest(to: key, among: known) ?? "")
        continue
      }
      fields[key] = text(value, "\"\(key)\"")
      if fields[key] == nil { isWhole = false }
    }
    return isWhole ? fields : nil
  }

  private mutating func isSpecific(_ risk: AcceptedRisk, _ value: JSONValue) -> Bool {
    let hasParts = risk.start != nil || risk.target != nil
    if (risk.finding != nil) == (hasParts || risk.impact != nil)
      || (risk.finding == nil && !hasParts)
    {
      warn(
        "settings.risk",
        "expected an accepted risk to name either a finding, or a start, a target "
          + "or both; it accepts nothing", "copy the finding's id from the report", value)
      return false
    }
    if let impact = risk.impact, !AcceptedRisk.impacts.contains(impact) {
      let near = NearWords.nearest(to: impact, among: AcceptedRisk.impacts)
      warn(
        "settings.value",
        "expected an impact, found \"\(impact.prefix(60))\"; the risk is not accepted",
        near.map { "did you mean \"\($0)\"?" }
          ?? "the impacts are \(AcceptedRisk.impacts.joined(separator: ", "))", value)
      return false
    }
    return true
  }
}
