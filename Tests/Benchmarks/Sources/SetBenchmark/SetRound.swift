import Accounts
import Policy

/// Every class of an account, every action of a list, all candidates of one kind.
struct SetRound {
  /// What principals that cannot be told apart have in common.
  private struct ClassKey: Hashable {
    var kind: Caller.Kind
    var documents: [UnsafeRawPointer?]
    var facts: [String: [String]]
  }

  private let account: Account
  private let actions: [String]
  private let resources: [Account.Resource]
  /// One principal of each class.
  private let first: [Account.Principal]

  var classes: Int { first.count }
  var candidates: Int { resources.count }

  init(_ account: Account, prefix: String, actions: [String]) {
    self.account = account
    self.actions = actions
    resources = account.resources.filter { $0.arn.hasPrefix(prefix) }.sorted {
      $0.arn.utf8.lexicographicallyPrecedes($1.arn.utf8)
    }
    let table = ActionTable(actions)
    var seen: Set<ClassKey> = []
    first = account.principals.filter { principal in
      let documents = principal.identity + [principal.boundary].compactMap(\.self)
      let keys = Set(documents.flatMap { CompiledPolicy($0, in: table).principalKeys })
      let key = ClassKey(
        kind: principal.caller.kind, documents: documents.map { SetRound.identity($0) },
        facts: principal.caller.facts().filter { keys.contains($0.key) })
      return seen.insert(key).inserted
    }
  }

  /// Documents that share their storage are one.
  private static func identity(_ document: PolicyDocument) -> UnsafeRawPointer? {
    document.statements.withUnsafeBytes { $0.baseAddress }
  }

  /// Evaluates everything once, from compiling the policies on.
  func run() {
    let table = ActionTable(actions)
    let evaluator = SetEvaluator(table: table)
    var known: [UnsafeRawPointer?: CompiledPolicy] = [:]
    func compile(_ document: PolicyDocument) -> CompiledPolicy {
      let key = SetRound.identity(document)
      if let policy = known[key] { return policy }
      let policy = CompiledPolicy(document, in: table)
      known[key] = policy
      return policy
    }
    let universe = Universe(
      name: "candidates", account: account.id, arns: resources.map(\.arn),
      tags: resources.map(\.tags), policies: resources.map(\.policy))
    let serviceControl = account.serviceControl?.map { $0.map { compile($0) } }
    let resourceControl = account.resourceControl?.map { $0.map { compile($0) } }
    for (number, principal) in first.enumerated() {
      var policyClass = PolicyClass(
        caller: principal.caller, identity: principal.identity.map { compile($0) },
        boundary: principal.boundary.map { compile($0) }, serviceControl: serviceControl,
        context: RequestContext(world: .open))
      policyClass.number = number
      for action in table.names.indices {
        let question = SetQuestion(action: action, resourceControl: resourceControl)
        _ = evaluator.evaluate(question, for: policyClass, over: universe)
      }
    }
  }
}
