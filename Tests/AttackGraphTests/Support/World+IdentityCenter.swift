import Environment
import Policy

/// The one instance of Identity Center; it is managed in the account ``home``.
let instanceARN = "arn:aws:sso:::instance/ssoins-1"
let identityStoreARN = "arn:aws:identitystore::\(home):identitystore/d-1"

func permissionSetARN(_ name: String) -> String {
  "arn:aws:sso:::permissionSet/ssoins-1/ps-\(name)"
}

func memberARN(_ name: String) -> String { "arn:aws:identitystore:::user/\(name)" }

func crewARN(_ name: String) -> String { "arn:aws:identitystore:::group/\(name)" }

func managedAccountARN(_ account: String = home) -> String { "arn:aws:sso:::account/\(account)" }

/// The ARN of the role of a permission set.
func assignedRoleARN(_ set: String, in account: String = home) -> String {
  "arn:aws:iam::\(account):role/aws-reserved/sso.amazonaws.com/eu-west-1/"
    + "AWSReservedSSO_\(set)_0123456789abcdef"
}

extension World {
  /// The role that a permission set has in the account at hand, and the permission set.
  func permissionSet(_ name: String) -> World {
    role("AWSReservedSSO_\(name)_0123456789abcdef").with { environment in
      let last = environment.roles.count - 1
      environment.roles[last].arn = assignedRoleARN(name, in: environment.roles[last].account)
      let arn = permissionSetARN(name)
      if environment.resources.contains(where: { $0.arn == arn }) { return }
      var set = Resource(
        arn: arn, kind: .permissionSet, name: name, account: home, origin: .nowhere)
      set.state["instance"] = instanceARN
      environment.resources.append(set)
    }
  }

  /// Somebody of Identity Center, without a second factor.
  func member(_ name: String, of crews: String...) -> World {
    with { environment in
      var person = Person(arn: memberARN(name), name: name, account: home, origin: .nowhere)
      person.factors = []
      environment.identityCenter.people.append(person)
      for crew in crews {
        var group = PeopleGroup(arn: crewARN(crew), name: crew, account: home, origin: .nowhere)
        group.identityStore = identityStoreARN
        let known = environment.identityCenter.groups.firstIndex { $0.arn == group.arn }
        if known == nil { environment.identityCenter.groups.append(group) }
        let place = known ?? environment.identityCenter.groups.count - 1
        environment.identityCenter.groups[place].members =
          (environment.identityCenter.groups[place].members ?? []) + [
            PeopleGroupMember(person: person.arn, origin: .nowhere)
          ]
      }
    }
  }

  /// Assigns a permission set in an account to a person or group, by ARN; all assignments of it there
  /// are known.
  func assigning(_ set: String, in account: String = home, to assignees: String...) -> World {
    with { environment in
      environment.identityCenter.listed.insert(
        PermissionSetRoles.Place(permissionSet: permissionSetARN(set), account: account))
      environment.identityCenter.assignments += assignees.map {
        Assignment(
          assignee: $0, permissionSet: permissionSetARN(set), account: account, origin: .nowhere)
      }
    }
  }
}
