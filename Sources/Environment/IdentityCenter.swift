import Documents

/// The people of an organisation's Identity Center, and what they are assigned.
package struct IdentityCenter: Sendable {
  /// Sorted by ARN, as the other lists are.
  package var people: [Person]
  package var groups: [PeopleGroup]
  package var assignments: [Assignment]
  /// The permission sets and accounts of which all assignments are known.
  package var listed: Set<PermissionSetRoles.Place>

  package init() {
    people = []
    groups = []
    assignments = []
    listed = []
  }
}

/// Somebody of an identity store, who signs in to roles by permission sets.
package struct Person: Sendable {
  package var arn: String
  /// The name that the person signs in with; the id where only an assignment tells of them.
  package var name: String
  package var displayName: String?
  /// The account in whose name Identity Center was asked.
  package var account: String
  /// Whether the person can sign in; nil where the snapshot does not tell.
  package var isActive: Bool?
  /// Whether another provider keeps the password: such people carry its ids.
  package var isFromOutside: Bool
  /// Second factors. No command of the AWS command line prints them, so that they are nil for all
  /// that was read from a snapshot.
  package var factors: [Factor]?
  package var origin: Origin

  package init(arn: String, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.name = name
    self.account = account
    isFromOutside = false
    self.origin = origin
  }
}

/// A group of an identity store.
package struct PeopleGroup: Sendable {
  package var arn: String
  package var name: String
  package var account: String
  /// The ARN of the store that it is of; nil where the snapshot does not tell.
  package var identityStore: String?
  /// Nil where the snapshot does not tell who is in it.
  package var members: [PeopleGroupMember]?
  package var origin: Origin

  package init(arn: String, name: String, account: String, origin: Origin) {
    self.arn = arn
    self.name = name
    self.account = account
    self.origin = origin
  }
}

/// That a person is in a group.
package struct PeopleGroupMember: Sendable, Hashable {
  /// The ARN of the person.
  package var person: String
  package var origin: Origin

  package init(person: String, origin: Origin) {
    self.person = person
    self.origin = origin
  }
}

/// That a person, or everybody in a group, has a permission set in an account.
package struct Assignment: Sendable, Hashable {
  /// The ARN of the person or group.
  package var assignee: String
  /// The ARN of the permission set.
  package var permissionSet: String
  /// The account in which they have it.
  package var account: String
  package var origin: Origin

  package init(assignee: String, permissionSet: String, account: String, origin: Origin) {
    self.assignee = assignee
    self.permissionSet = permissionSet
    self.account = account
    self.origin = origin
  }
}

extension IdentityCenter {
  /// Sorts every list and drops repeated entries, keeping the first.
  mutating func normalize() {
    people = Self.sorted(people) { [$0.arn] }
    groups = Self.sorted(groups) { [$0.arn] }
    assignments = Self.sorted(assignments) { [$0.assignee, $0.permissionSet, $0.account] }
  }

  private static func sorted<Element>(
    _ list: [Element], by key: (Element) -> [String]
  ) -> [Element] {
    let keys = list.map(key)
    let order = list.indices.sorted { left, right in
      keys[left] == keys[right]
        ? left < right : keys[left].lexicographicallyPrecedes(keys[right])
    }
    var last: [String]?
    return order.compactMap { index in
      defer { last = keys[index] }
      return keys[index] == last ? nil : list[index]
    }
  }
}

extension Role {
  /// The name of the permission set from which Identity Center made the role; nil for other roles:
  /// `AWSReservedSSO_<name>_<16 hexadecimal digits>` below `/aws-reserved/sso.amazonaws.com/`.
  /// Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies".
  package var permissionSetName: String? {
    let (start, digits) = ("AWSReservedSSO_", 16)
    guard name.hasPrefix(start), arn.contains(":role/aws-reserved/sso.amazonaws.com/") else {
      return nil
    }
    let tail = name.dropFirst(start.count)
    guard tail.count > digits + 1, tail.suffix(digits).allSatisfy(\.isHexDigit),
      tail.dropLast(digits).last == "_"
    else { return nil }
    return String(tail.dropLast(digits + 1))
  }
}

/// Which role of an account a permission set is.
package struct PermissionSetRoles: Sendable {
  /// A permission set, by its ARN, in an account.
  package struct Place: Hashable, Sendable {
    package var permissionSet: String
    package var account: String

    package init(permissionSet: String, account: String) {
      self.permissionSet = permissionSet
      self.account = account
    }
  }

  /// For each role, by its number, the ARN of its permission set; not for roles of one account that
  /// have the same permission set's name, of which one only can be its role.
  package private(set) var setOfRole: [Int: String] = [:]
  /// The roles of each permission set in each account: one, but for what was left behind.
  package private(set) var roles: [Place: [Int]] = [:]

  /// Matches roles and permission sets by name. Of several permission sets with a role's name the
  /// one counts that is provisioned or assigned in the role's account; where that leaves several,
  /// none does. O(roles + resources + assignments).
  package init(_ environment: Environment) {
    var sets: [String: [Resource]] = [:]
    for resource in environment.resources where resource.kind == .permissionSet {
      sets[resource.name, default: []].append(resource)
    }
    guard !sets.isEmpty else { return }
    let assigned = Set(
      environment.identityCenter.assignments.map {
        Place(permissionSet: $0.permissionSet, account: $0.account)
      })
    for (number, role) in environment.roles.enumerated() {
      guard var found = role.permissionSetName.flatMap({ sets[$0] }) else { continue }
      if found.count > 1 {
        found = found.filter { set in
          assigned.contains(Place(permissionSet: set.arn, account: role.account))
            || set.state["accounts"]?.split(separator: " ").contains(Substring(role.account))
              == true
        }
      }
      guard found.count == 1 else { continue }
      setOfRole[number] = found[0].arn
      roles[Place(permissionSet: found[0].arn, account: role.account), default: []].append(number)
    }
    for twins in roles.values where twins.count > 1 { twins.forEach { setOfRole[$0] = nil } }
  }
}
