import Documents
import Environment
import Policy
import Testing

@testable import Ingest

/// Reads a design that is a file given by itself.
func design(_ yaml: String) throws -> Environment {
  let folder = try SnapshotFolder(["test.design.yaml": yaml])
  return try Ingest.read([folder.path + "/test.design.yaml"])
}

/// A design of one account with everything that a grant can name, and grants of the person maya.
func granting(_ grants: String) -> String {
  """
  design: test
  accounts: {main: {id: "\(account)"}}
  people:
    - {name: maya, groups: [developers], may: [\(grants)]}
    - {name: omar}
  machines: [{name: robot}]
  groups: [{name: developers}]
  roles: [{name: deployer, trusts: [lambda]}]
  workloads:
    - {name: notifier, kind: function, runs_as: deployer}
    - {name: box, kind: instance, managed: true}
    - {name: lab, kind: notebook}
    - {name: nightly, kind: training-job, reads: [training/labels/]}
  buckets: [{name: training, holds: training data}]
  secrets: [{name: token}]
  """
}

extension Environment {
  func user(_ name: String) throws -> User {
    try #require(users.first { $0.name == name })
  }

  func role(_ name: String) throws -> Role {
    try #require(roles.first { $0.name == name })
  }

  /// The statements that a user's own policies have.
  func statements(of user: String) throws -> [Statement] {
    try self.user(user).inlinePolicies.flatMap(\.statements)
  }

  /// The only thing that is wrong.
  func diagnostic() throws -> Diagnostic {
    let message = coverage.diagnostics.map { "\($0.origin) \($0.message)" }.joined(separator: "\n")
    try #require(coverage.diagnostics.count == 1, "\(message)")
    return coverage.diagnostics[0]
  }
}

extension Statement {
  /// Whether it is about an action on a resource.
  func covers(_ action: String, _ resource: String) -> Bool {
    actions.matches(action)
      && resources.patterns.contains { $0.glob { _ in nil }?.matches(resource) == true }
  }
}
