import Policy
import Testing

/// Resource policies: what each way of naming the caller is worth, in one account and across two.
struct ResourcePolicyTests {
  private let full = document(.managed, "full", statement(.allow, "*"))

  private func bucketPolicy(_ names: PrincipalName..., effect: Effect = .allow) -> PolicyDocument {
    document(.resource, "data", statement(effect, "s3:*", to: names))
  }

  private func list(_ caller: Caller, _ inputs: PolicyInputs) -> Answer {
    answer(caller, "s3:ListBucket", bucket, inputs)
  }

  private let ownSession = PrincipalName.aws("arn:aws:sts::111122223333:assumed-role/app/s1")
  private let ownRole = PrincipalName.aws("arn:aws:iam::111122223333:role/app")

  // MARK: One account

  @Test func directNamesNeedNothingElse() {
    for (caller, name) in [
      (ann, PrincipalName.aws("arn:aws:iam::111122223333:user/ann")), (session, ownSession),
    ] {
      let policy = bucketPolicy(name)
      #expect(list(caller, PolicyInputs(resource: policy)) == .allowed)
      #expect(list(caller, PolicyInputs(boundary: nothing, resource: policy)) == .allowed)
      #expect(
        list(caller, PolicyInputs(boundary: bucketPolicy(effect: .deny), resource: policy))
          == .denied)
    }
    #expect(
      list(session, PolicyInputs(session: [nothing], resource: bucketPolicy(ownSession)))
        == .allowed)
    #expect(list(ann, PolicyInputs(resource: bucketPolicy(.aws("AIDAOTHER")))) == .denied)
  }

  @Test func roleNamesAreLimitedByBoundaryAndSession() {
    let policy = bucketPolicy(ownRole)
    #expect(list(session, PolicyInputs(resource: policy)) == .allowed)
    #expect(list(session, PolicyInputs(boundary: full, resource: policy)) == .allowed)
    #expect(list(session, PolicyInputs(boundary: nothing, resource: policy)) == .denied)
    #expect(list(session, PolicyInputs(session: [full], resource: policy)) == .allowed)
    #expect(list(session, PolicyInputs(session: [nothing], resource: policy)) == .denied)
  }

  @Test func everyoneNeedsNothingElse() {
    for name in [PrincipalName.everyone, .everyAWS] {
      let policy = bucketPolicy(name)
      #expect(list(ann, PolicyInputs(boundary: nothing, resource: policy)) == .allowed)
      #expect(list(Caller(kind: .anonymous), PolicyInputs(resource: policy)) == .allowed)
    }
    #expect(
      list(ann, PolicyInputs(resource: document(.resource, "x", statement(.allow, "s3:*"))))
        == .denied)
  }

  @Test func theAccountGrantsNothingByItself() {
    let policy = bucketPolicy(.account(home))
    #expect(list(ann, PolicyInputs(resource: policy)) == .denied)
    #expect(list(ann, PolicyInputs(identity: [full], resource: policy)) == .allowed)
    #expect(
      list(ann, PolicyInputs(identity: [full], resource: bucketPolicy(.account(other))))
        == .allowed)
  }

  @Test func aDenyOfTheResourceWins() {
    let names = PrincipalName.aws("arn:aws:iam::111122223333:user/ann")
    #expect(
      list(ann, PolicyInputs(identity: [full], resource: bucketPolicy(names, effect: .deny)))
        == .denied)
    #expect(
      list(session, PolicyInputs(identity: [full], resource: bucketPolicy(names, effect: .deny)))
        == .allowed)
    #expect(
      list(rootUser, PolicyInputs(resource: bucketPolicy(.everyone, effect: .deny)))
        == .denied)
    #expect(list(rootUser, PolicyInputs()) == .allowed)
  }

  // MARK: Across accounts

  @Test(arguments: [
    PrincipalName.account(other), .aws("arn:aws:iam::444455556666:user/sam"), .aws("AIDASAM"),
    .everyone, .everyAWS,
  ])
  func acrossAccountsBothSidesAreNeeded(_ name: PrincipalName) {
    let policy = bucketPolicy(name)
    #expect(list(stranger, PolicyInputs(identity: [full], resource: policy)) == .allowed)
    #expect(list(stranger, PolicyInputs(resource: policy)) == .denied)
    #expect(
      list(stranger, PolicyInputs(identity: [full], boundary: nothing, resource: policy))
        == .denied)
    #expect(
      list(
        stranger, PolicyInputs(identity: [full], serviceControl: [[nothing]], resource: policy))
        == .denied)
    #expect(list(stranger, PolicyInputs(identity: [full])) == .denied)
    #expect(
      list(stranger, PolicyInputs(identity: [full], resource: bucketPolicy(.account(home))))
        == .denied)
  }

  @Test func servicesNeedTheirName() {
    let name = PrincipalName.service("lambda.amazonaws.com")
    #expect(list(lambdaService, PolicyInputs(resource: bucketPolicy(name))) == .allowed)
    #expect(list(lambdaService, PolicyInputs(resource: bucketPolicy(.everyAWS))) == .denied)
    #expect(list(lambdaService, PolicyInputs(identity: [full])) == .denied)
  }

  // MARK: Delegation

  private func assume(_ caller: Caller, in account: String = home, _ inputs: PolicyInputs) -> Answer
  {
    answer(caller, "sts:AssumeRole", role, in: account, inputs)
  }

  private func trust(_ names: PrincipalName...) -> PolicyDocument {
    document(.trust, "admin", statement(.allow, "sts:AssumeRole", on: nil, to: names))
  }

  @Test func trustOfTheAccountNeedsPermission() {
    #expect(
      assume(ann, PolicyInputs(identity: [full], resource: trust(.account(home)))) == .allowed)
    #expect(assume(ann, PolicyInputs(resource: trust(.account(home)))) == .denied)
    #expect(
      assume(ann, PolicyInputs(identity: [full], resource: trust(.account(other)))) == .denied)
    #expect(assume(ann, PolicyInputs(identity: [full])) == .denied)
  }

  @Test func trustOfThePrincipalNeedsNone() {
    let name = PrincipalName.aws("arn:aws:iam::111122223333:user/ann")
    #expect(assume(ann, PolicyInputs(resource: trust(name))) == .allowed)
    #expect(assume(ann, PolicyInputs(resource: trust(.everyone))) == .allowed)
    #expect(assume(session, PolicyInputs(resource: trust(name))) == .denied)
    #expect(assume(session, PolicyInputs(boundary: nothing, resource: trust(ownRole))) == .denied)
  }

  @Test func trustAcrossAccountsNeedsBoth() {
    #expect(assume(stranger, PolicyInputs(resource: trust(.account(other)))) == .denied)
    #expect(
      assume(stranger, PolicyInputs(identity: [full], resource: trust(.account(other))))
        == .allowed)
    #expect(assume(stranger, PolicyInputs(resource: trust(.everyone))) == .denied)
  }

  @Test func keysNeedTheirPolicy() {
    func decrypt(_ caller: Caller, _ inputs: PolicyInputs) -> Answer {
      answer(caller, "kms:Decrypt", key, inputs)
    }
    func keyPolicy(_ actions: String, _ name: PrincipalName) -> PolicyDocument {
      document(.resource, "k1", statement(.allow, actions, to: [name]))
    }
    let delegating = keyPolicy("kms:*", .account(home))
    #expect(decrypt(ann, PolicyInputs(identity: [full], resource: delegating)) == .allowed)
    #expect(decrypt(ann, PolicyInputs(resource: delegating)) == .denied)
    #expect(
      decrypt(
        ann, PolicyInputs(identity: [full], resource: keyPolicy("kms:List*", .account(home))))
        == .denied)
    #expect(decrypt(ann, PolicyInputs(identity: [full])) == .denied)
    #expect(decrypt(ann, PolicyInputs(resource: keyPolicy("kms:*", .aws("AIDAANN")))) == .allowed)
    #expect(decrypt(rootUser, PolicyInputs()) == .denied)
    #expect(decrypt(rootUser, PolicyInputs(resource: delegating)) == .allowed)
    // A call that knows no key is up to the caller's policies, whatever it is asked about.
    #expect(answer(ann, "kms:ListAliases", key, PolicyInputs(identity: [full])) == .allowed)
  }

  // MARK: Storage

  @Test func publicPoliciesCanBeRestricted() {
    var inputs = PolicyInputs(identity: [full], resource: bucketPolicy(.everyone))
    inputs.resourceSettings.restrictPublicBuckets = true
    #expect(list(stranger, inputs) == .denied)
    #expect(list(ann, inputs) == .allowed)
    inputs.resource = bucketPolicy(.account(other))
    #expect(list(stranger, inputs) == .allowed)
  }

  @Test func accessListsGrantReading() {
    var inputs = PolicyInputs()
    inputs.resourceSettings.grants = [
      ResourceSettings.Grant(grantee: "AllUsers", permission: "READ", isOnBucket: true)
    ]
    let anyone = Caller(kind: .anonymous)
    #expect(list(anyone, inputs) == .allowed)
    #expect(answer(anyone, "s3:GetObject", bucket + "/x", inputs) == .denied)
    inputs.resourceSettings.ignorePublicACLs = true
    #expect(list(anyone, inputs) == .denied)
    inputs.resourceSettings.ignorePublicACLs = false
    inputs.resourceSettings.isBucketOwnerEnforced = true
    #expect(list(anyone, inputs) == .denied)
  }

  @Test func bucketPoliciesDoNotReachObjectsOfOthers() {
    var inputs = PolicyInputs(resource: bucketPolicy(.everyone))
    inputs.resourceSettings.objectOwner = other
    #expect(answer(ann, "s3:GetObject", bucket + "/x", inputs) == .denied)
    inputs.resourceSettings.isBucketOwnerEnforced = true
    #expect(answer(ann, "s3:GetObject", bucket + "/x", inputs) == .allowed)
  }
}
