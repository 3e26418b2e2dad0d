import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// People behind permission sets, and what changing permission sets gains them.
struct IdentityCenterTests {
  /// Zoe has a permission set at home by her group and one in the other account by herself.
  private static let zoe = World().permissionSet("Admin").account(other).permissionSet("Data")
    .member("zoe", of: "crew").assigning("Admin", to: crewARN("crew"))
    .assigning("Data", in: other, to: memberARN("zoe"))

  private let admin = assignedRoleARN("Admin")
  private let data = assignedRoleARN("Data", in: other)

  // MARK: Signing in

  @Test func peopleSignInToWhatTheyAndTheirGroupsAreAssigned() throws {
    let view = View(Self.zoe)
    #expect(view.route(from: memberARN("zoe"), to: admin) == "permission-set")
    #expect(view.route(from: memberARN("zoe"), to: data) == "permission-set")
    let own = try #require(view.path(from: memberARN("zoe"), to: data)?.hops.first)
    #expect(own.evidence.map(\.role) == ["assignment"])
    #expect(own.evidence.map(\.policy) == ["Data in \(other)"])
    let joint = try #require(view.path(from: memberARN("zoe"), to: admin)?.hops.first)
    #expect(joint.evidence.map(\.role) == ["assignment", "membership"])
    #expect(joint.evidence.map(\.policy) == ["Admin in \(home)", "crew"])
    #expect(StateResolver(view.graph).expand("zoe") == memberARN("zoe"))
  }

  @Test func nobodyElseSignsIn() {
    let elsewhere = Self.zoe.member("kim", of: "others")
    #expect(View(elsewhere).route(from: memberARN("kim"), to: admin) == nil)
    #expect(View(elsewhere).route(from: memberARN("kim"), to: data) == nil)
    let disabled = Self.zoe.with { $0.identityCenter.people[0].isActive = false }
    #expect(View(disabled).route(from: memberARN("zoe"), to: admin) == nil)
    #expect(Starts(View(disabled).graph).all().isEmpty)
    // A permission set in one account gives nothing in another.
    let both = Self.zoe.account(other).permissionSet("Admin")
    #expect(
      View(both).route(from: memberARN("zoe"), to: assignedRoleARN("Admin", in: other)) == nil)
  }

  @Test func ofTwoRolesOfOneNameOneIsItsOwn() throws {
    let left = Self.zoe.with { environment in
      let twin = environment.roles.firstIndex { $0.account == home } ?? 0
      var role = environment.roles[twin]
      role.arn = role.arn.replacing("0123456789abcdef", with: "fedcba9876543210")
      role.name = role.name.replacing("0123456789abcdef", with: "fedcba9876543210")
      environment.roles.append(role)
    }
    let path = try #require(View(left).path(from: memberARN("zoe"), to: admin))
    #expect(View(left).route(path) == "permission-set?")
    #expect(path.conditions.first?.contains("of 2 roles") == true)
  }

  // MARK: Starts

  @Test func peopleAreStarts() {
    let known = Starts(View(Self.zoe).graph).all()
    #expect(known.map(\.id) == [memberARN("zoe")])
    #expect(known.map(\.reason) == ["Identity Center without a second factor"])
    #expect(known.map(\.difficulty) == [1] && known.map(\.isKnown) == [true])
    let unknown = Self.zoe.with { $0.identityCenter.people[0].factors = nil }
    let start = Starts(View(unknown).graph).all()
    #expect(start.map(\.reason) == ["Identity Center; second factor not in the snapshot"])
    #expect(start.map(\.difficulty) == [2] && start.map(\.isKnown) == [false])
    let safe = Self.zoe.with {
      $0.identityCenter.people[0].factors = [Factor(kind: .fido2, serial: nil)]
    }
    #expect(Starts(View(safe).graph).all().isEmpty)
    #expect(Starts(View(Self.zoe.member("idle")).graph).all().map(\.name) == ["zoe"])
  }

  @Test func whoeverIsAssignedIsAStartWhereNobodyIsNamed() throws {
    let id = "aws:\(home):permission-set/Admin"
    let view = View(World().permissionSet("Admin"))
    let starts = Starts(view.graph).all()
    #expect(starts.map(\.id) == [id] && starts.map(\.isKnown) == [false])
    #expect(starts.map(\.name) == ["whoever is assigned permission set Admin"])
    #expect(view.route(from: id, to: admin) == "permission-set")
    // Some are named, and there may be others.
    let some = World().permissionSet("Admin").member("zoe")
      .assigning("Admin", to: memberARN("zoe")).with { $0.identityCenter.listed = [] }
    #expect(Starts(View(some).graph).all().map(\.id) == [memberARN("zoe"), id])
    let group = World().permissionSet("Admin").member("zoe", of: "crew")
      .assigning("Admin", to: crewARN("crew"))
    #expect(Starts(View(group).graph).all().map(\.id) == [memberARN("zoe")])
    let unknown = group.with { $0.identityCenter.groups[0].members = nil }
    #expect(Starts(View(unknown).graph).all().map(\.id) == [id])
  }

  // MARK: Changing permission sets

  private static let changes = [
    statement(
      .allow, ["sso:PutInlinePolicyToPermissionSet", "sso:ProvisionPermissionSet"],
      [permissionSetARN("Data"), instanceARN, managedAccountARN(other)])
  ]

  @Test func aPersonGainsWhatAnotherOfTheirPermissionSetsBecomes() throws {
    let world = Self.zoe.with { environment in
      let admin = environment.roles.firstIndex { $0.account == home } ?? 0
      environment.roles[admin].inlinePolicies = [
        PolicyDocument(kind: .inline, name: "inline", statements: Self.changes)
      ]
    }
    let goal = administratorID(of: other)
    let view = View(world)
    let path = try #require(view.path(from: memberARN("zoe"), to: goal))
    #expect(view.route(path) == "permission-set sso-003 administrator")
    #expect(path.hops[1].evidence.contains { $0.role == "assignment" })
    // The role alone is nobody who has the other one, nor is a person who has the one alone.
    #expect(view.route(from: admin, to: goal) == nil)
    let kim = world.member("kim", of: "crew")
    #expect(View(kim).route(from: memberARN("kim"), to: goal) == nil)
    #expect(View(kim).route(from: memberARN("zoe"), to: goal) != nil)
  }

  @Test func anIAMRoleGainsNothingByPermissionSetsAlone() {
    let all = World().role("ops").may("sso:*", "identitystore:*").account(other)
      .permissionSet("Data").member("zoe").assigning("Data", in: other, to: memberARN("zoe"))
    #expect(View(all).route(from: roleARN("ops"), to: data) == nil)
    #expect(View(all).route(from: roleARN("ops"), to: administratorID(of: other)) == nil)
  }

  @Test func theAdministratorWhoIsAPersonHasEveryAccount() {
    let world = Self.zoe.with { environment in
      let admin = environment.roles.firstIndex { $0.account == home } ?? 0
      environment.roles[admin].inlinePolicies = [
        PolicyDocument(kind: .inline, name: "inline", statements: [allow("*")])
      ]
    }
    #expect(
      View(world).route(from: memberARN("zoe"), to: administratorID(of: other))
        == "permission-set sso-001")
    let third = "777788889999"
    let large = world.account(third).with { environment in
      for id in [home, third] { environment.accounts[id]?.organization = "o-1" }
    }
    #expect(
      View(large).route(from: memberARN("zoe"), to: administratorID(of: third))
        == "permission-set sso-001")
    #expect(
      View(large.with { $0.accounts[third]?.organization = "o-2" })
        .route(from: memberARN("zoe"), to: administratorID(of: third)) == nil)
    // Elsewhere than where Identity Center is managed, an administrator changes nothing of it.
    let away = World().account(other).permissionSet("Admin").may("*").account(home)
      .permissionSet("Data").member("zoe").assigning("Admin", in: other, to: memberARN("zoe"))
      .assigning("Data", to: memberARN("kim"))
    #expect(View(away).route(from: memberARN("zoe"), to: administratorID()) == nil)
  }

  @Test func aDelegatedAccountDoesNotChangeTheManagementAccount() {
    func world(isManagement: Bool) -> World {
      World().permissionSet("Admin").may("sso:*").account(other).permissionSet("Data")
        .member("zoe").assigning("Admin", to: memberARN("zoe"))
        .with { $0.accounts[other]?.isManagementAccount = isManagement }
    }
    let route = { View($0).route(from: memberARN("zoe"), to: data) }
    #expect(route(world(isManagement: false)) == "permission-set permission-set-assigned")
    #expect(route(world(isManagement: true)) == nil)
  }

  @Test func aPolicyIsReferredToWhereItIsMade() {
    func world(_ account: String) -> World {
      World().permissionSet("Admin").may("iam:CreatePolicy", "sso:*").mayNot(
        "sso:CreateAccountAssignment", "sso:Put*", "sso:AttachManaged*"
      ).account(account).permissionSet("Data").member("zoe")
        .assigning("Admin", to: memberARN("zoe"))
        .assigning("Data", in: account, to: memberARN("zoe"))
        .may("*").bounded(to: allow("sqs:*"))
    }
    func isRewritten(in account: String) -> Bool {
      View(world(account)).graph.actors.contains {
        $0.isRewritten && $0.account == account && $0.kind != .role(0)
      }
    }
    #expect(isRewritten(in: home) && !isRewritten(in: other))
  }

  @Test func aPasswordKnownToAnotherProviderIsNotReset() {
    let world = Self.zoe.role("helpdesk").may("sso-directory:UpdatePassword").with {
      $0.roles[$0.roles.count - 1].arn = roleARN("helpdesk")
      $0.roles[$0.roles.count - 1].account = home
    }
    let route = { View($0).route(from: roleARN("helpdesk"), to: data) }
    #expect(route(world) == "person-password-reset permission-set")
    #expect(route(world.with { $0.identityCenter.people[0].isFromOutside = true }) == nil)
    #expect(
      route(world.with { $0.identityCenter.people[0].factors = nil })
        == "person-password-reset? permission-set")
    #expect(route(world.with { $0.identityCenter.people[0].isActive = false }) == nil)
  }
}
