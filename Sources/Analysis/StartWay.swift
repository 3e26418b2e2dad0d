import Documents
import Environment

/// One way to take a start.
package struct StartWay: Sendable {
  /// What kind of way it is; what it costs follows from the kind and the attacker.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A password without a second factor.
    case password
    /// A password and a factor that a page in the middle relays: a code, a push message.
    case relayedFactor = "relayed-factor"
    /// A password, and nothing tells of a factor.
    case unknownFactor = "unknown-factor"
    /// A security key or passkey alone: nothing but the session that it opened can be taken.
    case securityKey = "security-key"
    /// A long-lived access key.
    case accessKey = "access-key"
    /// Nothing, or not all, is told of what a user signs in with.
    case unknownCredentials = "unknown-credentials"
    /// Somebody who signs in by Identity Center and is not named.
    case unnamedPerson = "unnamed-person"
    /// Open to anyone: a role that every AWS account, every repository or every visitor takes.
    case openTrust = "open-trust"
    /// Data that is open to anyone.
    case publicData = "public-data"
    /// A role that many workflows of an organisation take, or any of one repository.
    case wideWorkflow = "wide-workflow"
    /// A role that the workflows of one branch or environment take.
    case workflow
    /// A principal of another account that a role trusts without an external id.
    case thirdParty = "third-party"
    /// A workload that can be reached from everywhere: a fault in it gives its role.
    case exposedWorkload = "exposed-workload"
    /// Named in `postern.yaml`.
    case named

    /// Whether a better second factor can close it.
    var isSignIn: Bool {
      switch self {
      case .password, .relayedFactor, .unknownFactor, .unknownCredentials: true
      default: false
      }
    }
  }

  package var kind: Kind
  /// The sessions that it gives.
  package var nodes: [Int32]
  /// How it is taken, in a few words.
  package var reason: String
  /// How hard that is, from 1 (a mail) to 5.
  package var cost = 1
  /// Whether the snapshot shows that it can be taken, or merely does not show that it cannot.
  package var isKnown = true
  /// Whether what it takes has not been used for 90 days.
  package var isInactive = false
  /// Where what makes it a way is stated.
  package var origin = Origin.nowhere

  package init(_ kind: Kind, nodes: [Int32], reason: String, origin: Origin = .nowhere) {
    self.kind = kind
    self.nodes = nodes
    self.reason = reason
    self.origin = origin
  }
}

extension Attacker {
  /// What a way costs this attacker, from 1 (a mail) to 5; nil where it is none of theirs. The
  /// documentation has the same table.
  package func cost(of kind: StartWay.Kind) -> Int? {
    switch self {
    case .phisher: [.password: 1, .unknownFactor: 2, .unnamedPerson: 3][kind] ?? common[kind]
    case .aitm:
      [
        .password: 1, .relayedFactor: 2, .unknownFactor: 2, .accessKey: 2,
        .unknownCredentials: 3, .unnamedPerson: 3,
      ][kind] ?? common[kind]
    case .infostealer:
      [
        .password: 1, .relayedFactor: 2, .unknownFactor: 2, .securityKey: 2, .accessKey: 1,
        .unknownCredentials: 3, .unnamedPerson: 3,
      ][kind] ?? common[kind]
    case .insider: Attacker.people.contains(kind) ? 1 : common[kind]
    case .external:
      [.exposedWorkload: 3, .wideWorkflow: 3, .workflow: 4, .thirdParty: 4][kind] ?? common[kind]
    }
  }

  /// What is open to anyone is open to every attacker, and what `postern.yaml` names counts always.
  private var common: [StartWay.Kind: Int] { [.openTrust: 1, .publicData: 1, .named: 1] }

  private static let people: Set<StartWay.Kind> = [
    .password, .relayedFactor, .unknownFactor, .securityKey, .accessKey, .unknownCredentials,
    .unnamedPerson,
  ]
}
