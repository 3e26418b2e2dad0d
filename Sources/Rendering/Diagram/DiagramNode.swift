/// One thing that an attacker can hold: a person's session, a role, a bucket.
package struct DiagramNode: Sendable, Equatable {
  /// Why a node stands out.
  package enum Emphasis: Sendable, Equatable {
    /// It does not.
    case none
    /// Where the attacker begins.
    case start
    /// What the attacker wants.
    case target
    /// A node through which many paths go: the place to cut.
    case chokePoint
  }

  /// The node's number, distinct within a diagram; the picture's element has the id `node-<key>`.
  package var key: Int
  /// What sort of thing it is; decides shape and colour.
  package var kind: DiagramNodeKind
  /// Its name, the text that is read first.
  package var name: String
  /// Further short lines below the name: a factor, an impact, a number of paths.
  package var details: [String]
  /// The ``DiagramCluster/key`` of its account, when it belongs to one.
  package var cluster: Int?
  /// Why it stands out.
  package var emphasis: Emphasis
  /// What is shown when the pointer rests on it; none when empty.
  package var tooltip: String
  /// How many things this node stands for: 1, or more when equivalent ones were merged.
  package var count: Int

  /// A node of a diagram.
  package init(
    key: Int, kind: DiagramNodeKind, name: String, details: [String] = [], cluster: Int? = nil,
    emphasis: Emphasis = .none, tooltip: String = "", count: Int = 1
  ) {
    self.key = key
    self.kind = kind
    self.name = name
    self.details = details
    self.cluster = cluster
    self.emphasis = emphasis
    self.tooltip = tooltip
    self.count = count
  }
}

/// The sort of thing a node is. An open set: an unknown kind is drawn as a plain box.
package struct DiagramNodeKind: RawRepresentable, Hashable, Sendable {
  /// Lower-case words separated by hyphens; also the CSS class of the picture's element.
  package var rawValue: String

  /// A kind by its name.
  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A human identity.
  package static let person = DiagramNodeKind(rawValue: "person")
  /// An identity that no human holds: an access key of a server, a pipeline.
  package static let machine = DiagramNodeKind(rawValue: "machine")
  /// A role session.
  package static let role = DiagramNodeKind(rawValue: "role")
  /// A group of identities.
  package static let group = DiagramNodeKind(rawValue: "group")
  /// Compute that runs as a role.
  package static let workload = DiagramNodeKind(rawValue: "workload")
  /// A place where data is kept.
  package static let bucket = DiagramNodeKind(rawValue: "bucket")
  /// A stored credential.
  package static let secret = DiagramNodeKind(rawValue: "secret")
  /// Control of a whole account.
  package static let account = DiagramNodeKind(rawValue: "account")
  /// Something outside of every account that was analysed.
  package static let external = DiagramNodeKind(rawValue: "external")
  /// Several equivalent things of different kinds.
  package static let merged = DiagramNodeKind(rawValue: "merged")

  /// The kind in words, for a label.
  package var words: String {
    switch self {
    case .account: "account administrator"
    case .merged: "several"
    default: rawValue.split(separator: "-").joined(separator: " ")
    }
  }
}
