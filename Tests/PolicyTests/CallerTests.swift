import Policy
import Testing

/// Who calls: facts that follow, and how principals of policies name callers.
struct CallerTests {
  @Test func factsFollowFromTheCaller() {
    var caller = session
    caller.tags = ["Team": "red"]
    caller.hasMFA = true
    caller.organization = "o-1"
    let facts = caller.facts()
    #expect(facts["aws:principalarn"] == ["arn:aws:iam::111122223333:role/app"])
    #expect(facts["aws:userid"] == ["AROAAPP:s1"])
    #expect(facts["aws:principaltag/team"] == ["red"])
    #expect(facts["aws:multifactorauthpresent"] == ["true"])
    #expect(facts["aws:principalorgid"] == ["o-1"])
    #expect(facts["aws:principaltype"] == ["AssumedRole"])
    #expect(facts["aws:username"] == nil)
    #expect(ann.facts()["aws:username"] == ["ann"])
    #expect(ann.facts()["aws:multifactorauthpresent"] == nil)
    #expect(lambdaService.facts()["aws:principalisawsservice"] == ["true"])
    #expect(Caller(kind: .anonymous).facts()["aws:principalarn"] == nil)
  }

  private func naming(_ names: PrincipalName..., of caller: Caller) -> Naming? {
    PrincipalElement.only(names).naming(of: caller, effect: .allow, hasBoundary: false)
  }

  @Test func usersAreNamedDirectly() {
    #expect(naming(.aws("arn:aws:iam::111122223333:user/ann"), of: ann) == .direct)
    #expect(naming(.aws("AIDAANN"), of: ann) == .direct)
    #expect(naming(.aws("arn:aws:iam::111122223333:user/Ann"), of: ann) == nil)
    #expect(naming(.aws("arn:aws:iam::111122223333:user/*"), of: ann) == nil)
    #expect(naming(.account(home), of: ann) == .account)
    #expect(naming(.account(other), of: ann) == nil)
    #expect(naming(.everyone, of: ann) == .everyone)
    #expect(naming(.account(home), .aws("AIDAANN"), .everyone, of: ann) == .direct)
  }

  @Test func sessionsAreNamedAsSessionOrAsRole() {
    #expect(naming(.aws("arn:aws:sts::111122223333:assumed-role/app/s1"), of: session) == .direct)
    #expect(naming(.aws("arn:aws:sts::111122223333:assumed-role/app/s2"), of: session) == nil)
    #expect(naming(.aws("AROAAPP:s1"), of: session) == .direct)
    #expect(naming(.aws("arn:aws:iam::111122223333:role/app"), of: session) == .role)
    #expect(naming(.aws("AROAAPP"), of: session) == .role)
    #expect(naming(.aws("arn:aws:iam::111122223333:role/ap"), of: session) == nil)
  }

  @Test func othersAreNamedByTheirKind() {
    let federated = Caller(
      kind: .federatedUser, arn: "arn:aws:sts::111122223333:federated-user/f", account: home,
      federatedBy: "arn:aws:iam::111122223333:user/ann")
    #expect(naming(.aws("arn:aws:sts::111122223333:federated-user/f"), of: federated) == .direct)
    #expect(naming(.aws("arn:aws:iam::111122223333:user/ann"), of: federated) == .role)
    #expect(naming(.service("lambda.amazonaws.com"), of: lambdaService) == .direct)
    #expect(naming(.service("ec2.amazonaws.com"), of: lambdaService) == nil)
    #expect(naming(.everyone, of: lambdaService) == .everyone)
    #expect(naming(.everyAWS, of: lambdaService) == nil)
    let web = Caller(kind: .webIdentity, issuer: "token.actions.githubusercontent.com")
    #expect(naming(.federated("token.actions.githubusercontent.com"), of: web) == .direct)
    #expect(naming(.federated("accounts.google.com"), of: web) == nil)
    #expect(naming(.everyAWS, of: Caller(kind: .anonymous)) == .everyone)
    #expect(naming(.account(home), of: Caller(kind: .anonymous)) == nil)
    var owner = ann
    owner.canonicalID = "79a5"
    #expect(naming(.canonicalUser("79a5"), of: owner) == .account)
  }

  @Test func notPrincipalSparesOnlyTheWholeChain() {
    func denies(_ names: PrincipalName..., to caller: Caller, hasBoundary: Bool = false) -> Bool {
      PrincipalElement.allBut(names).naming(
        of: caller, effect: .deny, hasBoundary: hasBoundary) != nil
    }
    let user = PrincipalName.aws("arn:aws:iam::111122223333:user/ann")
    #expect(denies(user, to: ann))
    #expect(denies(.account(home), to: ann))
    #expect(!denies(user, .account(home), to: ann))
    #expect(denies(user, .account(home), to: ann, hasBoundary: true))
    let role = PrincipalName.aws("arn:aws:iam::111122223333:role/app")
    let own = PrincipalName.aws("arn:aws:sts::111122223333:assumed-role/app/s1")
    #expect(!denies(own, role, .account(home), to: session))
    #expect(denies(role, .account(home), to: session))
    #expect(!denies(.account(home), to: rootUser))
    #expect(denies(user, to: lambdaService))
    #expect(!denies(.service("lambda.amazonaws.com"), to: lambdaService))
  }
}
