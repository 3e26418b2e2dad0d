import Documents
import Environment

/// The identity stores of Identity Center: people, groups, and who is in which.
enum IdentityStores {
  static let usersOperation = "aws identitystore list-users"
  static let membersOperation = "aws identitystore list-group-memberships"

  static let rules = [
    ServiceRule(
      "identitystore", "list-users", .either, tells: "the people of Identity Center",
      read: readPeople),
    ServiceRule(
      "identitystore", "list-groups", .either, tells: "the groups of Identity Center",
      read: readGroups),
    ServiceRule(
      "identitystore", "list-group-memberships", .named,
      tells: "who is in a group of Identity Center", read: readMembers),
  ]

  private static func readPeople(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Users", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("UserId", of: entry, file) else { continue }
      var person = Person(
        arn: builder.personARN(id, file.account), name: entry["UserName"]?.string ?? id,
        account: file.account, origin: entry.origin)
      person.displayName = entry["DisplayName"]?.string
      person.isActive = entry["UserStatus"]?.string.map { $0 != "DISABLED" }
      person.isFromOutside = !builder.entries("ExternalIds", of: entry).isEmpty
      builder.add(person)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readGroups(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("Groups", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("GroupId", of: entry, file) else { continue }
      var group = PeopleGroup(
        arn: builder.peopleGroupARN(id, file.account), name: entry["DisplayName"]?.string ?? id,
        account: file.account, origin: entry.origin)
      group.identityStore = entry["IdentityStoreId"]?.string.map {
        let partition = builder.partition(of: file.account)
        return "arn:\(partition):identitystore::\(file.account):identitystore/\($0)"
      }
      _ = builder.add(group)
    }
    builder.note(inventory: file.command, file)
  }

  /// The group is the one that the entries name; of one without members the file's name tells it.
  private static func readMembers(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("GroupMemberships", of: root, file) else { return }
    let id = entries.lazy.compactMap { $0["GroupId"]?.string }.first ?? file.name
    let group = builder.add(
      PeopleGroup(
        arn: builder.peopleGroupARN(id, file.account), name: id, account: file.account,
        origin: root.origin))
    var members = builder.environment.identityCenter.groups[group].members ?? []
    for entry in entries {
      guard let member = entry["MemberId"],
        let id = builder.text("UserId", of: member, file)
      else { continue }
      members.append(
        PeopleGroupMember(person: builder.personARN(id, file.account), origin: entry.origin))
    }
    builder.environment.identityCenter.groups[group].members = members
  }
}

extension EnvironmentBuilder {
  /// The ARN of a person of an identity store; the vendor prints the id alone.
  /// Source: Service Authorization Reference, "AWS Identity Store".
  func personARN(_ id: String, _ account: String) -> String {
    "arn:\(partition(of: account)):identitystore:::user/\(id)"
  }

  /// The ARN of a group of an identity store.
  func peopleGroupARN(_ id: String, _ account: String) -> String {
    "arn:\(partition(of: account)):identitystore:::group/\(id)"
  }

  /// Takes a person in; what was said of them first counts.
  mutating func add(_ person: Person) {
    guard people.insert(person.arn).inserted else { return }
    environment.identityCenter.people.append(person)
  }

  /// Takes a group in, and returns its position, also when it was there already.
  mutating func add(_ group: PeopleGroup) -> Int {
    if let known = peopleGroups[group.arn] { return known }
    let index = environment.identityCenter.groups.count
    peopleGroups[group.arn] = index
    environment.identityCenter.groups.append(group)
    return index
  }

  /// Adds the people and groups that only assignments and memberships tell of.
  mutating func resolvePeople() {
    for group in environment.identityCenter.groups {
      for member in group.members ?? [] {
        addUnlisted(member.person, group.account, at: member.origin)
      }
    }
    for assignment in environment.identityCenter.assignments {
      let set = resources[assignment.permissionSet].map { environment.resources[$0] }
      addUnlisted(assignment.assignee, set?.account ?? "", at: assignment.origin)
    }
  }

  private mutating func addUnlisted(_ arn: String, _ account: String, at origin: Origin) {
    let name = arn.split(separator: "/").last.map(String.init) ?? arn
    if arn.contains(":::group/") {
      _ = add(PeopleGroup(arn: arn, name: name, account: account, origin: origin))
    } else {
      add(Person(arn: arn, name: name, account: account, origin: origin))
    }
  }
}
