import Testing
import Policy
import Foundation
@Test func debugSeed() {
  guard let seed = ProcessInfo.processInfo.environment["DS"].flatMap({ UInt64($0) }) else { return }
  var g = EnvironmentGenerator(seed: seed)
  let e = g.environment()
  print("free", g.hasFreeKeys)
  func show(_ d: PolicyDocument?) -> String {
    (d?.statements ?? []).map { s in
      func r(_ e: ResourceElement) -> String { switch e { case .any: "-"; case .only(let l): "\(l.map(\.text))"; case .allBut(let l): "NOT\(l.map(\.text))" } }
      return "   \(s.effect) \(s.actions.isComplement ? "NOT" : "")\(s.actions.patterns.map { "\($0.prefix)" }) on \(r(s.resources)) by \(s.principals) if \(s.conditions.map { "\($0.comparison) \($0.key) \($0.values.map(\.text)) \($0.ifExists)" })"
    }.joined(separator: "\n")
  }
  for u in e.users { print("USER", u.arn, u.tags, u.credentials.hasPassword as Any, u.groupNames); for p in u.inlinePolicies { print(show(p)) }; for a in u.attachedPolicies { print("  att", a.arn) }; if let b = u.boundary { print("  BOUND\n", show(e.managedPolicies[b.arn]?.document)) } }
  for u in e.groups { print("GROUP", u.arn); for p in u.inlinePolicies { print(show(p)) } }
  for u in e.roles { print("ROLE", u.arn, u.tags); print("  TRUST\n", show(u.trust)); for p in u.inlinePolicies { print(show(p)) }; for a in u.attachedPolicies { print("  att", a.arn) }; if let b = u.boundary { print("  BOUND\n", show(e.managedPolicies[b.arn]?.document)) } }
  for a in e.accounts.values { print("ACC", a.id); for l in a.serviceControl ?? [] { print("  LEVEL"); for d in l { print(show(d)) } } }
  for r in e.resources { print("RES", r.arn, r.account, r.state, r.runsAs ?? ""); print(show(r.policy)) }
}
