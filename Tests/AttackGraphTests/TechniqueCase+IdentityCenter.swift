import Environment
import Policy
import Techniques

/// The worlds of techniques that act on Identity Center.
extension TechniqueCase {
  /// Whether the subject is a role that a permission set made, or an account that has one.
  var isOfIdentityCenter: Bool {
    technique.permissions.contains { if case .related = $0.place { true } else { false } }
      && [.role, .account].contains(technique.subject)
  }

  /// Whether it is aimed at what whoever acts is assigned: at their own role, since nothing else is.
  var isPersonal: Bool { technique.needs.contains(.fact(.assigned)) }

  /// The role that is the subject.
  var assignedSubjectARN: String {
    let isOwn = isPersonal ? !lacks(.assigned) : lacks(.notActor)
    return isOwn ? actorARN : assignedRoleARN("Victim", in: isPersonal ? home : other)
  }

  private var subjectAccount: String { assignedSubjectARN == actorARN ? home : other }

  /// What a role of Identity Center, or an account that has one, is to it.
  func related(_ name: String) -> String {
    switch name {
    case "permission-set":
      permissionSetARN(assignedSubjectARN == actorARN ? "Maya" : "Victim")
    case "instance": instanceARN
    case "account": managedAccountARN(isPersonal ? home : subjectAccount)
    case "group": crewARN("crew")
    default: identityStoreARN
    }
  }

  /// The world with the subject: a person, a role of a permission set, or an account with one.
  func withIdentityCenter(_ world: World) -> World {
    if technique.subject == .person { return withPerson(world) }
    var world = world
    let isBounded = technique.gain == .unbounded
    if isBounded {
      // Of the acting role, which has no more than its boundary leaves.
      world = world.may("*")
      if !lacks(.bounded) { world = world.bounded(to: grants) }
    }
    world = world.member("zoe", of: "crew")
    let home = isPersonal ? world : world.account(other)
    return home.permissionSet("Victim").assigning("Victim", in: other, to: crewARN("crew"))
  }

  private func withPerson(_ world: World) -> World {
    world.account(other).permissionSet("Victim").member("victim").with { environment in
      let last = environment.identityCenter.people.count - 1
      environment.identityCenter.people[last].isFromOutside = lacks(.ownPassword)
      if lacks(.noFactor) {
        environment.identityCenter.people[last].factors = [Factor(kind: .totp, serial: nil)]
      }
    }.assigning("Victim", in: other, to: memberARN("victim"))
  }
}
