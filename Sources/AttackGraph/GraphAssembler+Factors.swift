import Environment
import Policy

/// Where a second factor makes a difference: only there are sessions with one of the attacker's told
/// apart from those without.
extension GraphAssembler {
  /// Whether some policy that bears on a user's requests may ask for a second factor: its own, the
  /// limits of its account, the trust of a role that it may assume, what a group would give that it
  /// may join, or the policy of a resource.
  func isFactorOfUse(to kind: Actor.Kind) -> Bool {
    guard case .user(let number, _) = kind else { return false }
    if factors.areAskedByResources { return true }
    let user = environment.users[number]
    let own = library.userPolicies[number]
    if factors.areAskedByTrusts, own.contains(where: { $0.mentions(factors.assumption) }) {
      return true
    }
    if factors.matterInGroups, own.contains(where: { $0.mentions(factors.joining) }) { return true }
    let limits = (library.serviceControl(of: user.account) ?? []).flatMap(\.self)
    let bearing = own + [library.boundary(user.boundary)].compactMap(\.self) + limits
    return bearing.contains { !$0.principalKeys.isDisjoint(with: FactorQuestions.keys) }
  }
}

/// Which policies beside the callers' own ask for a second factor.
struct FactorQuestions {
  static let keys: Set<String> = ["aws:multifactorauthpresent", "aws:multifactorauthage"]

  let areAskedByTrusts: Bool
  let areAskedByResources: Bool
  /// Whether some group's policies ask for one, or let its members assume roles that may.
  let matterInGroups: Bool
  let assumption: ActionTable.Index
  let joining: ActionTable.Index

  init(_ library: PolicyLibrary) {
    let environment = library.environment
    let assumption = library.table.index(of: "sts:AssumeRole") ?? 0
    let areAskedByTrusts = environment.roles.contains { Self.ask($0.trust) }
    self.assumption = assumption
    self.areAskedByTrusts = areAskedByTrusts
    joining = library.table.index(of: "iam:AddUserToGroup") ?? 0
    matterInGroups = library.groupPolicies.joined().contains {
      !$0.principalKeys.isDisjoint(with: Self.keys)
        || (areAskedByTrusts && $0.mentions(assumption))
    }
    let controls = environment.accounts.keys.contains { account in
      (library.resourceControl(of: account) ?? []).joined().contains {
        !$0.principalKeys.isDisjoint(with: Self.keys)
      }
    }
    areAskedByResources = controls || environment.resources.contains { Self.ask($0.policy) }
  }

  private static func ask(_ policy: PolicyDocument?) -> Bool {
    policy?.statements.contains { statement in
      statement.conditions.contains { keys.contains($0.key.asciiLowercasedText) }
    } ?? false
  }
}
