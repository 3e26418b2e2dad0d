import Documents
import Environment
import Techniques

/// What a snapshot holds and lacks, prepared for every format: what `postern validate` tells.
package struct ValidationView: Sendable {
  /// What one account's part of the snapshot holds.
  struct AccountRow {
    var id: String
    var name: String
    /// Whether its users, roles and policies were read.
    var hasInventory: Bool
    var users: Int
    var roles: Int
    var buckets: Int
    var workloads: Int
    /// How much is known of the organisation's limits on it.
    var limits: CeilingKnowledge
  }

  let coverage: Coverage
  let gaps: [GapView]
  let accounts: [AccountRow]
  let settings: Settings

  /// Prepares what was read. Linear in its size.
  package init(_ environment: Environment, _ catalogue: Catalogue) {
    coverage = environment.coverage
    settings = environment.settings
    gaps = GapView.all(of: environment.coverage, catalogue)
    let users = Dictionary(grouping: environment.users, by: \.account).mapValues(\.count)
    let roles = Dictionary(grouping: environment.roles, by: \.account).mapValues(\.count)
    let resources = Dictionary(grouping: environment.resources, by: \.account)
    accounts = environment.accounts.values.sorted { $0.id < $1.id }.map { account in
      let own = resources[account.id] ?? []
      return AccountRow(
        id: account.id, name: account.name ?? account.id, hasInventory: account.hasInventory,
        users: users[account.id] ?? 0, roles: roles[account.id] ?? 0,
        buckets: own.count { $0.kind == .bucket }, workloads: own.count { $0.runsAs != nil },
        limits: account.isManagementAccount ? .none : account.ceilings)
    }
  }

  /// The errors, in the order in which they were met.
  var errors: [Diagnostic] { coverage.diagnostics.filter { $0.severity == .error } }

  /// Files that could not be read and of which no error tells more.
  var silentlyBroken: [Coverage.File] {
    let told = Set(errors.map(\.origin.file))
    return coverage.files.filter { $0.status == .broken && !told.contains($0.path) }
  }

  /// Warnings, then notes.
  var remarks: [Diagnostic] {
    coverage.diagnostics.filter { $0.severity == .warning }
      + coverage.diagnostics.filter { $0.severity == .note }
  }

  /// Ids of all techniques that wait for an inventory, sorted.
  var latent: [String] { Set(gaps.flatMap(\.latent)).sorted() }

  /// How many files ended so.
  func count(_ status: Coverage.FileStatus) -> Int {
    coverage.files.count { $0.status == status }
  }

  /// The answer in one sentence.
  var answer: String {
    let usable = accounts.count(where: \.hasInventory)
    let read = "\(usable) of \(Wording.count(accounts.count, "account")) can be analysed"
    let broken = count(.broken) + count(.partly)
    let trouble =
      broken == 0
      ? "every file could be read" : "\(Wording.count(broken, "file")) could not be read whole"
    return "\(read), \(trouble), \(Wording.count(gaps.count, "gap"))."
  }

  /// `acme-dev (111122223333)`.
  func account(_ id: String) -> String {
    guard let row = accounts.first(where: { $0.id == id }), row.name != id else { return id }
    return "\(row.name) (\(id))"
  }
}
