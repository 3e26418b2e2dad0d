import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// Starts that need nobody's credentials: trusts that stand open, workflows, third parties, and
/// workloads that can be reached from everywhere.
@Suite("Starts from outside")
struct OutsideStartTests {
  private static let gitHub =
    "arn:aws:iam::\(home):oidc-provider/token.actions.githubusercontent.com"

  private func starts(_ world: World, _ attacker: Attacker = .external) -> [Start] {
    Starts(View(world.with { $0.settings.attacker = attacker }).graph).all()
  }

  /// `cost kind` of the only way of the only start; nil without one.
  private func way(_ world: World, _ attacker: Attacker = .external) -> String? {
    let found = starts(world, attacker)
    guard found.count == 1, found[0].ways.count == 1 else { return nil }
    return "\(found[0].ways[0].cost) \(found[0].ways[0].kind.rawValue)"
  }

  // MARK: Workflows

  private func workflows(
    _ provider: String = gitHub, _ comparison: Policy.Comparison = .stringLike,
    _ subjects: String...
  ) -> World {
    let host = String(provider.split(separator: "/", maxSplits: 1).last ?? "")
    let test = Condition(comparison, key: host + ":sub", values: subjects)
    let audience = when(host + ":aud", is: "sts.amazonaws.com")
    return World().role("ci").trusting(
      [.federated(provider)], when: subjects.isEmpty ? [audience] : [test, audience])
  }

  @Test func withoutASubjectAnyRepositoryIsLetIn() throws {
    #expect(way(workflows()) == "1 open-trust")
    let start = try #require(starts(workflows()).first)
    #expect(start.id == Self.gitHub + "#*" && start.isKnown)
    #expect(start.reason == "the role ci trusts GitHub and asks for no subject")
    // What stands open to anyone is open to every attacker.
    for attacker in Attacker.allCases { #expect(way(workflows(), attacker) == "1 open-trust") }
  }

  @Test(arguments: [
    ("*", "1 open-trust"), ("repo:*", "1 open-trust"), ("repo:*/*", "1 open-trust"),
    ("repo:ac*/app:*", "1 open-trust"), ("repo:acme/*", "3 wide-workflow"),
    ("repo:acme/app*", "3 wide-workflow"), ("repo:acme/app:*", "3 wide-workflow"),
    ("repo:acme/app:pull_request", "3 wide-workflow"),
    ("repo:acme/app:ref:refs/heads/main", "4 workflow"),
    ("repo:acme/app:environment:production", "4 workflow"),
  ]) func whomASubjectAdmits(_ subject: String, _ expected: String) {
    #expect(way(workflows(Self.gitHub, .stringLike, subject)) == expected)
  }

  @Test func theWidestOfSeveralSubjectsCounts() {
    let world = workflows(
      Self.gitHub, .stringLike, "repo:acme/app:ref:refs/heads/main", "repo:acme/*")
    #expect(way(world) == "3 wide-workflow")
  }

  @Test func aWildcardThatStandsForItselfAdmitsNobody() {
    #expect(way(workflows(Self.gitHub, .stringEquals, "repo:acme/*")) == nil)
    #expect(
      way(workflows(Self.gitHub, .stringEquals, "repo:acme/app:environment:production"))
        == "4 workflow")
  }

  @Test(arguments: [
    ("gitlab.com", "project_path:acme/app:ref_type:branch:ref:main", "4 workflow"),
    ("gitlab.com", "project_path:acme/*", "3 wide-workflow"),
    ("gitlab.com", "project_path:*", "1 open-trust"),
    ("app.terraform.io", "organization:acme:project:p:workspace:w:run_phase:apply", "4 workflow"),
    ("app.terraform.io", "organization:acme:*", "3 wide-workflow"),
    ("app.terraform.io", "organization:*", "1 open-trust"),
    (
      "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "{1}:*",
      "3 wide-workflow"
    ),
  ]) func otherIssuers(_ host: String, _ subject: String, _ expected: String) {
    let provider = "arn:aws:iam::\(home):oidc-provider/" + host
    #expect(way(workflows(provider, .stringLike, subject)) == expected)
  }

  @Test func podsOfAClusterAreNotOutside() {
    let provider =
      "arn:aws:iam::\(home):oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF"
    #expect(starts(workflows(provider)).isEmpty)
  }

  @Test func whatElseIsAskedForIsNotCertain() throws {
    let world = World().role("ci").trusting(
      [.federated(Self.gitHub)],
      when: [when("token.actions.githubusercontent.com:repository_owner", is: "acme")])
    #expect(way(world) == "3 wide-workflow")
    #expect(starts(world).map(\.isKnown) == [false])
  }

  @Test func workflowsAreNoStartOfOtherAttackers() {
    let world = workflows(Self.gitHub, .stringLike, "repo:acme/*")
    for attacker in [Attacker.phisher, .aitm, .infostealer, .insider] {
      #expect(starts(world, attacker).isEmpty)
    }
  }

  @Test func theirPathBeginsAtTheTrust() throws {
    let world = workflows(Self.gitHub, .stringLike, "repo:acme/*").may("s3:GetObject")
      .bucket("training-data").with { $0.settings.attacker = .external }
    let found = View(world).analyzer.analyze(limit: 9).findings
    #expect(found.map { $0.path.hops.count } == [2])
    #expect(found.map(\.start.id) == [Self.gitHub + "#repo:acme/*"])
    #expect(found.first?.path.isCertain == true)
  }

  // MARK: Anyone

  @Test func aRoleThatTrustsEveryAccount() throws {
    for name in [PrincipalName.everyone, .everyAWS] {
      let world = World().role("ops", trusting: name)
      let start = try #require(starts(world, .aitm).first)
      #expect(start.id == "aws:any-account" && start.isKnown && start.difficulty == 1)
      #expect(start.name == "any identity of any AWS account")
    }
  }

  @Test func aConditionThatShutsStrangersOut() {
    for test in [
      when("aws:PrincipalOrgID", is: "o-1"), when("aws:PrincipalAccount", is: home),
      Condition(
        .stringLike, key: "aws:PrincipalArn", values: ["arn:aws:iam::\(home):role/*"]),
    ] {
      #expect(starts(World().role("ops").trusting([.everyAWS], when: [test])).isEmpty)
    }
    // Nobody knows whether a stranger has the external id.
    let world = World().role("ops").trusting(
      [.everyAWS], when: [when("sts:ExternalId", is: "x1")])
    #expect(starts(world).map(\.isKnown) == [false])
  }

  @Test func aPoolThatLetsInAnyone() throws {
    func world(_ state: String) -> World {
      World().role("visitor").trusting(
        Statement(
          effect: .allow, actions: ActionElement(["sts:AssumeRoleWithWebIdentity"]),
          principals: .only([.federated("cognito-identity.amazonaws.com")]))
      )
      .resource(.identityPool, "us-east-1:1").state(["unauthenticated": state])
      .related(["unauthenticated role": roleARN("visitor")])
    }
    let start = try #require(starts(world("allowed"), .aitm).first)
    #expect(start.reason == "the identity pool us-east-1:1 gives the role visitor to anyone")
    #expect(View(world("allowed")).route(from: start.id, to: roleARN("visitor")) == "federation")
    #expect(starts(world("refused"), .aitm).isEmpty)
  }

  // MARK: Third parties

  @Test func anotherAccountWithoutAnExternalID() throws {
    let world = World().role("audit", trusting: .account(other))
    #expect(way(world) == "4 third-party")
    #expect(starts(world, .aitm).isEmpty)
    let start = try #require(starts(world).first)
    #expect(start.id == "arn:aws:iam::\(other):root" && !start.isKnown)
    #expect(start.reason == "the role audit trusts it without an external id")
  }

  @Test func anExternalIDKeepsItOut() {
    let world = World().role("audit").trusting(
      [.account(other)], when: [when("sts:ExternalId", is: "x1")])
    #expect(starts(world).isEmpty)
  }

  @Test func anAccountOfTheOrganizationIsNoThirdParty() {
    let world = World().role("audit", trusting: .account(other)).with {
      $0.accounts[home]?.organization = "o-1"
      $0.accounts[other] = Account(id: other)
      $0.accounts[other]?.organization = "o-1"
    }
    #expect(starts(world).isEmpty)
  }

  // MARK: Workloads

  private func exposed(
    _ kind: ResourceKind, _ state: [String: String], _ attacker: Attacker = .external
  ) -> String? {
    let world = World().role("web").resource(kind, "w", runningAs: "web").state(state)
    return way(world, attacker)
  }

  @Test func aFunctionWithAnOpenAddress() {
    #expect(exposed(.function, ["url_auth": "NONE"]) == "3 exposed-workload")
    #expect(exposed(.function, ["url_auth": "AWS_IAM"]) == nil)
    #expect(exposed(.function, [:]) == nil)
    #expect(exposed(.function, ["url_auth": "NONE"], .aitm) == nil)
    let world = World().role("web").function("f", runningAs: "web").state(["url_auth": "NONE"])
    let open = granting(.everyone, to: "lambda:InvokeFunctionUrl")
    #expect(way(world.saying(open)) == "3 exposed-workload")
    #expect(way(world.saying(granting(.account(other), to: "lambda:InvokeFunctionUrl"))) == nil)
  }

  @Test func anInstanceThatHandsOutItsCredentials() {
    let open = ["state": "running", "public-address": "yes", "metadata": "optional"]
    #expect(exposed(.instance, open) == "3 exposed-workload")
    for (key, value) in [
      ("state", "stopped"), ("public-address", "no"), ("metadata", "required"),
    ] {
      #expect(exposed(.instance, open.merging([key: value]) { $1 }) == nil)
    }
  }

  @Test(arguments: [ResourceKind.appRunnerService, .containerService])
  func aServiceWithAPublicAddress(_ kind: ResourceKind) {
    #expect(exposed(kind, ["public-address": "yes"]) == "3 exposed-workload")
    #expect(exposed(kind, ["public-address": "no"]) == nil)
    #expect(exposed(kind, ["public-address": "yes", "status": "DELETED"]) == nil)
  }
}
