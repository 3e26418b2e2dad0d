import Policy
import Testing

/// Sets of candidates, where they once were not what `decide` says, and their caches.
struct SetEvaluatorTests {
  private let roleNames = ["admin", "app", "aws-service-role/x/y"]

  private func roles(
    in account: String = home, tags: [[String: String]?]? = nil, trust: [PolicyDocument?]? = nil
  ) -> Universe {
    Universe(
      name: "roles", account: account,
      arns: roleNames.map { "arn:aws:iam::\(account):role/\($0)" }, tags: tags, policies: trust)
  }

  private func trusts(_ statements: Statement...) -> [PolicyDocument?] {
    [PolicyDocument(kind: .trust, name: "admin", statements: statements), nil, nil]
  }

  /// What a caller with one policy is allowed, of its class and by itself.
  private func sets(
    _ caller: Caller, _ action: String, _ universe: Universe, _ statements: [Statement] = [],
    evaluator: SetEvaluator? = nil
  ) -> (shared: [Int32], own: [Int32]) {
    let evaluator = evaluator ?? SetEvaluator(table: ActionTable([action]))
    guard let number = evaluator.table.index(of: action) else { return ([], []) }
    let identity = PolicyDocument(kind: .inline, name: "p", statements: statements)
    let policyClass = PolicyClass(
      caller: caller, identity: [CompiledPolicy(identity, in: evaluator.table)],
      context: RequestContext(world: .open))
    let question = SetQuestion(action: number)
    let alone = evaluator.evaluateAlone(
      question, for: policyClass, caller: caller, context: policyClass.context, over: universe)
    let shared = evaluator.evaluate(question, for: policyClass, over: universe)
    return (Array(shared.possible.members), Array((alone ?? shared).possible.members))
  }

  private let all = [statement(.allow, "*")]

  @Test func patternsTagsAndProtectedRoles() {
    #expect(sets(ann, "iam:PassRole", roles(), all).shared == [0, 1, 2])
    #expect(sets(ann, "iam:AttachRolePolicy", roles(), all).shared == [0, 1])
    let tagged = roles(tags: [["team": "red"], [:], nil])
    let red = Condition(.stringEquals, key: "aws:ResourceTag/team", values: ["red"])
    #expect(
      sets(ann, "iam:PassRole", tagged, [statement(.allow, "*", when: [red])]).shared == [0, 2])
    let variable = "arn:aws:iam::111122223333:role/*${aws:ResourceTag/none, 'min'}"
    #expect(
      sets(ann, "iam:PassRole", tagged, [statement(.allow, "*", on: [variable])]).shared == [0, 2])
  }

  @Test func aCacheDoesNotOutliveItsUniverse() {
    let evaluator = SetEvaluator(table: ActionTable(["iam:PassRole"]))
    let allow = [statement(.allow, "*", on: ["arn:aws:iam::*:role/a*"])]
    for count in 0..<50 {
      let arns = (0..<count).map { "arn:aws:iam::111122223333:role/a\(100 + $0)" }
      let universe = Universe(name: "u", account: home, arns: arns)
      let found = sets(ann, "iam:PassRole", universe, allow, evaluator: evaluator).shared
      #expect(found == (0..<count).map { Int32($0) })
    }
  }

  @Test func aCacheDoesNotOutliveItsTable() {
    let arns = (0..<50).map { "arn:aws:iam::111122223333:role/a\(100 + $0)" }
    let universe = Universe(name: "u", account: home, arns: arns)
    for (number, arn) in arns.enumerated() {
      let found = sets(ann, "iam:PassRole", universe, [statement(.allow, "*", on: [arn])])
      #expect(found.shared == [Int32(number)])
    }
  }

  @Test func aUniverseServesSeveralTables() {
    let universe = roles(
      trust: trusts(statement(.allow, "sts:AssumeRole", on: nil, to: [.account(home)])))
    #expect(sets(ann, "sts:AssumeRole", universe, all).shared == [0])
    #expect(sets(ann, "sts:TagSession", universe, all).shared.isEmpty)
  }

  @Test func actionsWithoutResourcesNeedTheStar() {
    let some = [statement(.allow, "*", on: ["arn:aws:iam::111122223333:role/*"])]
    #expect(sets(ann, "iam:ListRoles", roles(), some).shared.isEmpty)
    #expect(sets(ann, "iam:ListRoles", roles(), all).shared == [0, 1, 2])
  }

  @Test func identityActionsStayInTheirAccount() {
    let open = trusts(statement(.allow, "*", on: nil, to: [.everyone]))
    #expect(sets(stranger, "iam:PassRole", roles(trust: open), all).own == [])
    #expect(sets(stranger, "iam:PassRole", roles(trust: open), all).shared.isEmpty)
    #expect(sets(stranger, "sts:AssumeRole", roles(trust: open), all).shared == [0])
  }

  @Test func callersWithoutAnAccountNeedTheResourceAlone() {
    let open = trusts(statement(.allow, "sts:AssumeRole", on: nil, to: [.everyone]))
    #expect(sets(Caller(kind: .anonymous), "sts:AssumeRole", roles(trust: open)).shared == [0])
    let service = trusts(
      statement(.allow, "sts:AssumeRole", on: nil, to: [.service("lambda.amazonaws.com")]))
    #expect(sets(lambdaService, "sts:AssumeRole", roles(trust: service)).own == [0])
    #expect(sets(lambdaService, "sts:AssumeRole", roles(), all).shared.isEmpty)
  }

  @Test func theRootUserNeedsNoPolicy() {
    #expect(sets(rootUser, "iam:PassRole", roles()).shared == [0, 1, 2])
    let open = trusts(statement(.allow, "sts:AssumeRole", on: nil, to: [.everyone]))
    #expect(sets(rootUser, "sts:AssumeRole", roles(trust: open)).shared.isEmpty)
  }

  @Test func aDenyByNameCountsForWhomItNamesAlone() throws {
    let denied = trusts(
      statement(.allow, "sts:AssumeRole", on: nil, to: [.account(home)]),
      statement(
        .deny, "sts:AssumeRole", on: nil, to: [.aws("arn:aws:iam::111122223333:user/ann")]))
    var bob = ann
    bob.arn = "arn:aws:iam::111122223333:user/bob"
    bob.uniqueID = "AIDABOB"
    #expect(sets(ann, "sts:AssumeRole", roles(trust: denied), all).own == [])
    #expect(sets(bob, "sts:AssumeRole", roles(trust: denied), all).shared == [0])
    #expect(sets(bob, "sts:AssumeRole", roles(trust: denied), all).own == [0])
    let leftOut = Set(try #require(denied[0]).namesLeftOut)
    #expect(CallerNames(ann).areAmong(leftOut))
    #expect(!CallerNames(bob).areAmong(leftOut))
  }

  @Test func whoeverADenyForAllOthersSparesIsToldAlone() throws {
    let others = PrincipalElement.allBut([
      .aws("arn:aws:iam::111122223333:user/ann"), .account(home),
    ])
    var deny = statement(.deny, "sts:AssumeRole", on: nil, to: [])
    deny.principals = others
    let locked = trusts(statement(.allow, "sts:AssumeRole", on: nil, to: [.account(home)]), deny)
    #expect(sets(ann, "sts:AssumeRole", roles(trust: locked), all).shared == [])
    #expect(sets(ann, "sts:AssumeRole", roles(trust: locked), all).own == [0])
    #expect(try #require(locked[0]).namesLeftOut == [])
    #expect(try #require(locked[0]).names == ["arn:aws:iam::111122223333:user/ann"])
  }

  @Test func aGrantForEveryoneIsSeenBesideADeny() {
    let mixed = trusts(
      statement(.allow, "sts:AssumeRole", on: nil, to: [.everyone]),
      statement(
        .deny, "sts:AssumeRole", on: nil, to: [.everyone],
        when: [Condition(.stringEquals, key: "aws:username", values: ["bob"])]))
    #expect(sets(ann, "sts:AssumeRole", roles(trust: mixed)).own == [0])
  }

  @Test func aDenyOfTheAccountCountsWithoutAnAllowOfItsOwn() {
    let mixed = trusts(
      statement(.allow, "sts:AssumeRole", on: nil, to: [.everyone]),
      statement(.deny, "sts:AssumeRole", on: nil, to: [.account(home)]))
    #expect(sets(ann, "sts:AssumeRole", roles(trust: mixed)).shared.isEmpty)
    #expect(sets(Caller(kind: .anonymous), "sts:AssumeRole", roles(trust: mixed)).shared == [0])
  }

  @Test func everyWayOfNamingIsFound() {
    let federated = Caller(
      kind: .federatedUser, arn: "arn:aws:sts::111122223333:federated-user/f", account: home,
      federatedBy: "arn:aws:iam::111122223333:user/ann")
    var owner = ann
    owner.canonicalID = "79a5"
    for (caller, name) in [
      (ann, PrincipalName.aws("AIDAANN")), (session, .aws("AROAAPP")),
      (session, .aws("AROAAPP:chosen")),
      (session, .aws("arn:aws:sts::111122223333:assumed-role/app/chosen")),
      (federated, .aws("arn:aws:sts::111122223333:federated-user/f")),
      (owner, .canonicalUser("79a5")),
    ] {
      let trust = trusts(statement(.allow, "sts:AssumeRole", on: nil, to: [name]))
      let found = sets(caller, "sts:AssumeRole", roles(trust: trust), all)
      #expect(found.own == [0], "\(name)")
      let universe = roles(trust: trust)
      let table = ActionTable(["sts:AssumeRole"])
      #expect(universe.mayGrant(0, to: home, in: table), "\(name)")
    }
  }

  /// A Deny of a canonical user that asks for a fact of the principal holds against the class,
  /// which has no such fact; whoever has it is answered alone.
  @Test func denialsByCanonicalUserHoldAgainstAClass() {
    var owner = ann
    owner.canonicalID = "79a5"
    let blue = Condition(.stringNotEquals, key: "aws:PrincipalTag/team", values: ["red"])
    let policy = document(
      .resource, "x", statement(.allow, "s3:*", to: [.aws(home)]),
      statement(.deny, "s3:*", to: [.canonicalUser("79a5")], when: [blue]))
    let buckets = Universe(
      name: "b", account: home, arns: ["arn:aws:s3:::a"], policies: [policy])
    #expect(sets(owner, "s3:ListBucket", buckets, all).shared == [])
    #expect(sets(ann, "s3:ListBucket", buckets, all).own == [0])
  }

  @Test func resourcesOfResourcePoliciesMayHoldVariables() {
    let arns = ["arn:aws:s3:::ann", "arn:aws:s3:::bob"]
    let policy = document(
      .resource, "x",
      statement(.allow, "s3:*", on: ["arn:aws:s3:::${aws:username}"], to: [.everyone]))
    let buckets = Universe(name: "b", account: home, arns: arns, policies: [policy, policy])
    #expect(sets(ann, "s3:ListBucket", buckets).own == [0])
    #expect(sets(session, "s3:ListBucket", buckets).own == [])
  }

  @Test func oldAndNewVersionsAreToldApart() {
    func policy(_ hasVariables: Bool) -> PolicyDocument {
      let test = Condition(
        .stringEquals, key: "aws:username", values: ["${aws:username}"], hasVariables: hasVariables)
      return document(.resource, "x", statement(.allow, "s3:*", to: [.everyone], when: [test]))
    }
    let buckets = Universe(
      name: "b", account: home, arns: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
      policies: [policy(false), policy(true)])
    #expect(sets(ann, "s3:ListBucket", buckets).own == [1])
  }

  @Test func keysOfTheCandidateCountInItsOwnPolicy() {
    let red = Condition(.stringEquals, key: "aws:ResourceTag/team", values: ["red"])
    let policy = document(.resource, "x", statement(.allow, "s3:*", to: [.everyone], when: [red]))
    let buckets = Universe(
      name: "b", account: home, arns: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
      tags: [["team": "red"], ["team": "blue"]], policies: [policy, policy])
    #expect(sets(ann, "s3:ListBucket", buckets).shared == [0])
  }
}
