import AttackGraph
import Policy
import Testing

/// Roles: who trusts whom, with which conditions, and across accounts.
struct TrustTests {
  let maya = userARN("maya")
  let ops = roleARN("ops")

  // MARK: Passed roles

  /// The way of a user who may pass the role to a new function, by one technique or any.
  private func passing(_ role: World, _ only: String? = nil) -> String? {
    let world = role.user("maya").may("iam:PassRole", on: ops)
      .may("lambda:CreateFunction", "lambda:InvokeFunction")
    let techniques = builtIn.techniques.filter { only == nil || $0.id == only }
    return View(world, techniques).route(from: maya, to: ops)
  }

  @Test func aPassedRoleMustTrustTheService() {
    #expect(
      passing(World().role("ops", trusting: .service("lambda.amazonaws.com"))) == "lambda-001")
    #expect(passing(World().role("ops", trusting: .service("ec2.amazonaws.com"))) == nil)
    #expect(passing(World().role("ops", trusting: .account(home))) == nil)
    #expect(passing(World().role("ops")) == nil)
    #expect(passing(World().role("ops", trusting: .everyone), "lambda-001") == "lambda-001")
    #expect(passing(World().role("ops", trusting: .everyAWS), "lambda-001") == nil)
  }

  @Test func aServiceTrustedForAnotherAccountIsNoUse() {
    let service = PrincipalName.service("lambda.amazonaws.com")
    let own = World().role("ops").trusting([service], when: [when("aws:SourceAccount", is: home)])
    #expect(passing(own) == "lambda-001")
    let foreign = World().role("ops").trusting(
      [service], when: [when("aws:SourceAccount", is: other)])
    #expect(passing(foreign) == nil)
  }

  @Test func aTrustMayDependOnTheRolesTags() {
    let test = [when("aws:ResourceTag/team", is: "red")]
    let service = PrincipalName.service("lambda.amazonaws.com")
    let red = World().role("ops").tagged(["team": "red"]).trusting([service], when: test)
    #expect(passing(red) == "lambda-001")
    let blue = World().role("ops").tagged(["team": "blue"]).trusting([service], when: test)
    #expect(passing(blue) == nil)
  }

  @Test func aRoleCannotBePassedIntoAnotherAccount() {
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com"))
      .account(other).user("maya").may("iam:PassRole", "lambda:*")
    #expect(View(world).route(from: userARN("maya", in: other), to: ops) == nil)
  }

  @Test func passRoleCanBeLimitedToAService() {
    let world = World().role("ops", trusting: .service("lambda.amazonaws.com")).user("maya")
      .may("lambda:*")
    let ec2 = when("iam:PassedToService", is: "ec2.amazonaws.com")
    let lambda = when("iam:PassedToService", is: "lambda.amazonaws.com")
    #expect(View(world.may("iam:PassRole", when: [ec2])).route(from: maya, to: ops) == nil)
    #expect(
      View(world.may("iam:PassRole", when: [lambda])).route(from: maya, to: ops) == "lambda-001")
  }

  // MARK: Assuming

  @Test func aTrustThatNamesTheUserNeedsNoPermission() {
    let world = World().user("maya").user("bob").role("ops", trusting: .aws(maya))
    #expect(View(world).route(from: maya, to: ops) == "sts-001")
    #expect(View(world).route(from: userARN("bob"), to: ops) == nil)
  }

  private func denying(_ principals: PrincipalElement) -> Statement {
    Statement(
      effect: .deny, actions: ActionElement(["sts:AssumeRole"]), principals: principals)
  }

  @Test func whomATrustLeavesOutByNameStaysOut() {
    let world = World().user("maya").may("sts:AssumeRole").user("bob").may("sts:AssumeRole")
    let denied = world.role("ops").trusting([.account(home)])
      .trusting(denying(.only([.aws(maya)])))
    #expect(View(denied).route(from: maya, to: ops) == nil)
    #expect(View(denied).route(from: userARN("bob"), to: ops) == "sts-001")
  }

  @Test func aResourceControlPolicyTellsSessionsOfOneClassApart() {
    let levels = [[allow("*")], [allow("*"), deny("sts:AssumeRole", when: [withFactor])]].map {
      [PolicyDocument(kind: .resourceControl, name: "fence", statements: $0)]
    }
    let world = World().user("maya").may("sts:AssumeRole")
      .person("bob", with: .totp).may("sts:AssumeRole").role("ops", trusting: .account(home))
      .with { $0.accounts[home]?.resourceControl = levels }
    #expect(View(world).route(from: maya, to: ops) == "sts-001")
    #expect(View(world).route(from: userARN("bob"), to: ops) == nil)
  }

  @Test func whomADenyForAllOthersSparesGetsIn() {
    let world = World().user("maya").may("sts:AssumeRole").user("bob").may("sts:AssumeRole")
    let locked = world.role("ops").trusting([.account(home)])
      .trusting(denying(.allBut([.aws(maya), .account(home)])))
    #expect(View(locked).route(from: maya, to: ops) == "sts-001")
    #expect(View(locked).route(from: userARN("bob"), to: ops) == nil)
  }

  @Test func aTrustThatNamesARoleLetsItsSessionsIn() {
    let world = World().role("build").role("test").role("ops", trusting: .aws(roleARN("build")))
    #expect(View(world).route(from: roleARN("build"), to: ops) == "sts-001")
    #expect(View(world).route(from: roleARN("test"), to: ops) == nil)
    let session = "arn:aws:sts::\(home):assumed-role/build/job"
    let named = World().role("build").role("ops", trusting: .aws(session))
    #expect(View(named).route(from: roleARN("build"), to: ops) == "sts-001")
  }

  @Test func aTrustThatNamesTheAccountNeedsThePermission() {
    let world = World().role("ops", trusting: .account(home)).user("maya")
    #expect(View(world).route(from: maya, to: ops) == nil)
    #expect(View(world.may("sts:AssumeRole", on: ops)).route(from: maya, to: ops) == "sts-001")
    let untrusted = World().role("ops").user("maya").may("sts:AssumeRole")
    #expect(View(untrusted).route(from: maya, to: ops) == nil)
  }

  @Test func aDenyInTheTrustWins() {
    let denied = granting(.aws(maya), to: "sts:AssumeRole", effect: .deny)
    let world = World().role("ops", trusting: .account(home)).trusting(denied)
      .user("maya").may("sts:AssumeRole").user("bob").may("sts:AssumeRole")
    #expect(View(world).route(from: maya, to: ops) == nil)
    #expect(View(world).route(from: userARN("bob"), to: ops) == "sts-001")
  }

  @Test func aDenyOfTheAccountBindsThoseWithoutPermissionsToo() {
    let denied = granting(.account(home), to: "sts:AssumeRole", effect: .deny)
    let world = World().role("ops", trusting: .everyone).trusting(denied).user("maya")
    #expect(View(world).route(from: maya, to: ops) == nil)
  }

  @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
  func acrossAccountsBothSidesAreNeeded(_ asks: Bool, _ trusts: Bool) {
    let far = roleARN("far", in: other)
    var world = World().user("maya")
    if asks { world = world.may("sts:AssumeRole", on: far) }
    world = world.account(other).role("far", trusting: .account(trusts ? home : other))
    #expect(View(world).route(from: maya, to: far) == (asks && trusts ? "sts-001" : nil))
    // Naming the user does not replace its own permission in another account.
    let named = World().user("maya").account(other).role("far", trusting: .aws(maya))
    #expect(View(named).route(from: maya, to: far) == nil)
  }

  // MARK: Conditions

  @Test func anExternalIDStaysOpen() throws {
    let world = World().user("maya").may("sts:AssumeRole").role("ops").trusting(
      [.account(home)], when: [when("sts:ExternalId", is: "x1")])
    let path = try #require(View(world).path(from: maya, to: ops))
    #expect(!path.isCertain)
    #expect(path.conditions == ["sts:ExternalId is x1"])
  }

  @Test func aSecondFactorTellsSessionsApart() {
    let trusting = World().role("ops").trusting([.account(home)], when: [withFactor])
    let person = trusting.person("maya", with: .totp).may("sts:AssumeRole")
    let view = View(person)
    func route(_ state: SessionState, _ view: View) -> String? {
      guard let role = view.graph.session(ofRole: 0) else { return nil }
      return view.best(from: view.session(state, of: "maya"), to: [role]).map {
        view.route($0.best)
      }
    }
    #expect(route(.factor, view) == "sts-001")
    #expect(route(.key, view) == nil)
    #expect(route(.console, view) == nil)
    let unknown = View(
      person.credentials(password: nil, keys: nil, factors: nil))
    #expect(route(.unknown, unknown) == "sts-001?")
    #expect(unknown.route(from: maya, to: ops) == "sts-001?")
  }

  @Test func aFactorThatNobodyKnowsOfStaysOpen() {
    let world = World().role("ops").trusting([.account(home)], when: [withFactor])
      .user("maya").may("sts:AssumeRole").credentials(password: true, keys: 0, factors: nil)
    #expect(View(world).route(from: maya, to: ops) == "sts-001?")
  }

  @Test func aRoleSessionHasNoFactor() {
    let world = World().role("ops").trusting([.account(home)], when: [withFactor])
      .role("build").may("sts:AssumeRole")
    #expect(View(world).route(from: roleARN("build"), to: ops) == nil)
  }

  @Test func aKeySessionHasNoFactorButPassesIfExists() {
    let ifExists = Condition(
      .bool, key: "aws:MultiFactorAuthPresent", values: ["true"], ifExists: true)
    let world = World().role("ops").trusting([.account(home)], when: [ifExists])
      .user("maya").may("sts:AssumeRole")
    #expect(View(world).route(from: maya, to: ops) == "sts-001")
  }

  // MARK: From outside

  let provider = "arn:aws:iam::\(home):oidc-provider/token.actions.githubusercontent.com"
  let subject = "token.actions.githubusercontent.com:sub"

  @Test func aFederatedSubjectStaysOpen() throws {
    let sub = Condition(.stringLike, key: subject, values: ["repo:acme/*"])
    let world = World().role("ops").trusting([.federated(provider)], when: [sub])
    let path = try #require(View(world).path(from: provider, to: ops))
    #expect(View(world).route(path) == "federation?")
    #expect(path.conditions == ["\(subject) matches repo:acme/*"])
    let open = World().role("ops", trusting: .federated(provider))
    #expect(View(open).route(from: provider, to: ops) == "federation")
  }

  @Test func aDenyBindsFederatedIdentitiesToo() {
    let all = granting(
      .federated(provider), to: "sts:AssumeRoleWithWebIdentity", effect: .deny)
    let shut = World().role("ops", trusting: .federated(provider)).trusting(all)
    #expect(View(shut).route(from: provider, to: ops) == nil)
    let others = granting(
      .federated(provider), to: "sts:AssumeRoleWithWebIdentity", effect: .deny,
      when: [Condition(.stringNotLike, key: subject, values: ["repo:acme/*"])])
    let narrowed = World().role("ops", trusting: .federated(provider)).trusting(others)
    #expect(View(narrowed).route(from: provider, to: ops) == "federation?")
  }

  @Test func aForeignAccountsOwnPoliciesAreUnknown() throws {
    let root = "arn:aws:iam::\(other):root"
    let world = World().role("ops", trusting: .account(other))
    let path = try #require(View(world).path(from: root, to: ops))
    #expect(View(world).route(path) == "external-trust?")
    let partner = roleARN("partner", in: other)
    let named = World().role("ops", trusting: .aws(partner))
    #expect(View(named).route(from: partner, to: ops) == "external-trust?")
    // Any principal of the account may be the one that a condition wants.
    let narrow = Condition(.arnLike, key: "aws:PrincipalArn", values: [partner])
    let conditional = World().role("ops").trusting([.account(other)], when: [narrow])
    #expect(View(conditional).route(from: root, to: ops) == "external-trust?")
    // An account whose inventory is there speaks for itself.
    #expect(View(named.account(other)).route(from: partner, to: ops) == nil)
  }
}
