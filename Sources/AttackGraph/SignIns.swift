import Environment

/// Who signs in to which roles by Identity Center, and which accounts an instance of it manages.
final class SignIns: Sendable {
  /// One way in which a person is assigned a role: by an assignment of their own, or of a group.
  struct Way: Sendable {
    var assignment: Assignment
    /// The group that has the assignment, with the person's membership.
    var group: (name: String, member: PeopleGroupMember)?
  }

  let sets: PermissionSetRoles
  /// For each account in which Identity Center is managed, those whose roles it makes.
  let managed: [String: Set<String>]
  /// For each account in which Identity Center is managed, its instances.
  let instances: [String: Set<String>]
  private let environment: Environment
  private let numbers: [String: Int]
  /// The numbers of assignments by assignee and by place.
  private let ofAssignee: [String: [Int]]
  private let ofPlace: [PermissionSetRoles.Place: [Int]]
  /// The groups of each person, by number.
  private let groups: [String: [Int]]
  private let groupNumbers: [String: Int]
  /// Permission sets by ARN.
  private let resources: [String: Int]

  /// O(roles + resources + people + memberships + assignments).
  init(_ environment: Environment) {
    self.environment = environment
    let center = environment.identityCenter
    sets = PermissionSetRoles(environment)
    numbers = SignIns.numbers(center.people.map(\.arn))
    groupNumbers = SignIns.numbers(center.groups.map(\.arn))
    ofAssignee = Dictionary(grouping: center.assignments.indices) {
      center.assignments[$0].assignee
    }
    ofPlace = Dictionary(grouping: center.assignments.indices) {
      PermissionSetRoles.Place(
        permissionSet: center.assignments[$0].permissionSet,
        account: center.assignments[$0].account)
    }
    var groups: [String: [Int]] = [:]
    for (number, group) in center.groups.enumerated() {
      for member in group.members ?? [] { groups[member.person, default: []].append(number) }
    }
    self.groups = groups
    let known = environment.resources.indices.filter {
      environment.resources[$0].kind == .permissionSet
    }
    resources = Dictionary(known.map { (environment.resources[$0].arn, $0) }) { first, _ in first }
    var instances: [String: Set<String>] = [:]
    for number in known {
      let set = environment.resources[number]
      if let instance = set.state["instance"] {
        instances[set.account, default: []].insert(instance)
      }
    }
    self.instances = instances
    var managed = SignIns.organizations(of: instances.keys, environment)
    for (role, set) in sets.setOfRole {
      guard let account = resources[set].map({ environment.resources[$0].account }) else {
        continue
      }
      let home = environment.roles[role].account
      if SignIns.manages(account, home, environment) { managed[account, default: []].insert(home) }
    }
    self.managed = managed
  }

  private static func numbers(_ arns: [String]) -> [String: Int] {
    Dictionary(arns.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// For each account in which Identity Center is managed, those of its organisation.
  private static func organizations(
    of accounts: some Sequence<String>, _ environment: Environment
  ) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for account in accounts {
      let organization = environment.accounts[account]?.organization
      for (other, entry) in environment.accounts
      where organization != nil && entry.organization == organization
        && manages(account, other, environment)
      {
        found[account, default: []].insert(other)
      }
    }
    return found
  }

  /// An account to which the management account delegates Identity Center changes nothing that gives
  /// access to the management account.
  /// Source: IAM Identity Center User Guide, "Delegated administration".
  private static func manages(
    _ account: String, _ other: String, _ environment: Environment
  ) -> Bool {
    account == other || environment.accounts[other]?.isManagementAccount != true
  }

  // MARK: Ways

  /// The roles of an assignment: one, but for what was left behind under the same name.
  func roles(of assignment: Assignment) -> [Int] {
    sets.roles[
      PermissionSetRoles.Place(
        permissionSet: assignment.permissionSet, account: assignment.account)] ?? []
  }

  /// The assignments of a person or group, by its ARN.
  func assignments(of assignee: String) -> [Assignment] {
    (ofAssignee[assignee] ?? []).map { environment.identityCenter.assignments[$0] }
  }

  /// The numbers of the groups of a person.
  func groups(of person: Int) -> [Int] {
    groups[environment.identityCenter.people[person].arn] ?? []
  }

  /// The first way in which a person is assigned a role, the person's own before those of groups.
  func way(of person: Int, to role: Int) -> Way? {
    let center = environment.identityCenter
    let arn = center.people[person].arn
    if let own = assignments(of: arn).first(where: { roles(of: $0).contains(role) }) {
      return Way(assignment: own)
    }
    for number in groups(of: person) {
      let group = center.groups[number]
      guard let found = assignments(of: group.arn).first(where: { roles(of: $0).contains(role) }),
        let member = group.members?.first(where: { $0.person == arn })
      else { continue }
      return Way(assignment: found, group: (group.name, member))
    }
    return nil
  }

  /// The roles that a person is assigned, in order.
  func roles(of person: Int) -> [Int] {
    let center = environment.identityCenter
    let assignees =
      [center.people[person].arn] + groups(of: person).map { center.groups[$0].arn }
    return Set(assignees.flatMap(assignments).flatMap(roles)).sorted()
  }

  /// The people who can sign in to a role, in order.
  func people(assigned role: Int) -> [Int] {
    let center = environment.identityCenter
    let arns = assignments(to: role).flatMap { assignment -> [String] in
      guard let group = groupNumbers[assignment.assignee] else { return [assignment.assignee] }
      return (center.groups[group].members ?? []).map(\.person)
    }
    return Set(arns.compactMap { numbers[$0] }).filter(isActive).sorted()
  }

  private func assignments(to role: Int) -> [Assignment] {
    guard let set = sets.setOfRole[role] else { return [] }
    let place = PermissionSetRoles.Place(
      permissionSet: set, account: environment.roles[role].account)
    return (ofPlace[place] ?? []).map { environment.identityCenter.assignments[$0] }
  }

  /// Whether a person can sign in, as far as the snapshot tells.
  func isActive(_ person: Int) -> Bool {
    environment.identityCenter.people[person].isActive != false
  }

  /// Whether somebody may be assigned a role whom the snapshot does not name.
  func hasUnnamed(_ role: Int) -> Bool {
    guard let set = sets.setOfRole[role] else { return true }
    let place = PermissionSetRoles.Place(
      permissionSet: set, account: environment.roles[role].account)
    guard environment.identityCenter.listed.contains(place) else { return true }
    return assignments(to: role).contains { assignment in
      groupNumbers[assignment.assignee].map {
        environment.identityCenter.groups[$0].members == nil
      } ?? false
    }
  }

  // MARK: What is changed in Identity Center

  /// What a role is to the account in which Identity Center is managed: its permission set, the
  /// instance, the account as Identity Center names it, and the groups that are assigned it.
  func relations(_ name: String, ofRole role: Int, for account: String) -> [String] {
    guard let set = sets.setOfRole[role], let number = resources[set],
      environment.resources[number].account == account,
      SignIns.manages(account, environment.roles[role].account, environment)
    else { return [] }
    switch name {
    case "permission-set": return [set]
    case "instance": return [environment.resources[number].state["instance"]].compactMap(\.self)
    case "account": return [SignIns.arn(ofAccount: environment.roles[role].account, set)]
    case "group": return groups(assigned: role).map(\.arn)
    case "identity-store":
      return Set(groups(assigned: role).compactMap(\.identityStore)).sorted()
    default: return []
    }
  }

  private func groups(assigned role: Int) -> [PeopleGroup] {
    assignments(to: role).compactMap { groupNumbers[$0.assignee] }
      .map { environment.identityCenter.groups[$0] }
  }

  /// An account as Identity Center names it.
  static func arn(ofAccount account: String, _ other: String) -> String {
    "arn:\(other.split(separator: ":").dropFirst().first ?? "aws"):sso:::account/\(account)"
  }
}
