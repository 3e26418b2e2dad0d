import Policy
import Testing

/// The layers of an evaluation, each with what it lets through and what it just does not.
struct LayerTests {
  private let read = document(.inline, "read", statement(.allow, "s3:ListBucket", on: [bucket]))
  private let refuse = document(.inline, "refuse", statement(.deny, "s3:*"))

  private func list(_ caller: Caller, in account: String = home, _ inputs: PolicyInputs) -> Answer {
    answer(caller, "s3:ListBucket", bucket, in: account, inputs)
  }

  @Test func identity() {
    #expect(list(ann, PolicyInputs(identity: [read])) == .allowed)
    #expect(answer(ann, "s3:PutObject", bucket, PolicyInputs(identity: [read])) == .denied)
    #expect(answer(ann, "s3:ListBucket", bucket + "2", PolicyInputs(identity: [read])) == .denied)
    #expect(list(ann, PolicyInputs()) == .denied)
    #expect(list(ann, PolicyInputs(identity: [nothing, read])) == .allowed)
    #expect(list(ann, PolicyInputs(identity: [read, refuse])) == .denied)
  }

  @Test func boundary() {
    #expect(list(ann, PolicyInputs(identity: [read], boundary: everything)) == .allowed)
    #expect(list(ann, PolicyInputs(identity: [read], boundary: nothing)) == .denied)
    #expect(list(ann, PolicyInputs(boundary: everything)) == .denied)
    #expect(list(ann, PolicyInputs(identity: [everything], boundary: refuse)) == .denied)
  }

  @Test func sessionPolicies() {
    #expect(list(session, PolicyInputs(identity: [read], session: [everything])) == .allowed)
    #expect(list(session, PolicyInputs(identity: [read], session: [nothing, read])) == .allowed)
    #expect(list(session, PolicyInputs(identity: [read], session: [nothing])) == .denied)
    #expect(list(session, PolicyInputs(identity: [read], session: [])) == .denied)
    #expect(list(session, PolicyInputs(identity: [read], session: [read, refuse])) == .denied)
    let federated = Caller(
      kind: .federatedUser, arn: "arn:aws:sts::111122223333:federated-user/f", account: home)
    #expect(list(federated, PolicyInputs(identity: [read])) == .denied)
    #expect(list(federated, PolicyInputs(identity: [read], session: [read])) == .allowed)
  }

  @Test func serviceControlNeedsAnAllowAtEveryLevel() {
    func levels(_ levels: [PolicyDocument]...) -> PolicyInputs {
      PolicyInputs(identity: [read], serviceControl: levels)
    }
    #expect(list(ann, levels([everything], [everything])) == .allowed)
    #expect(list(ann, levels([everything], [nothing, read])) == .allowed)
    #expect(list(ann, levels([everything], [nothing])) == .denied)
    #expect(list(ann, levels([everything], [])) == .denied)
    #expect(list(ann, levels([everything, refuse], [everything])) == .denied)
    #expect(list(ann, PolicyInputs(serviceControl: [[everything]])) == .denied)
    #expect(list(rootUser, PolicyInputs(serviceControl: [[nothing]])) == .denied)
  }

  @Test func serviceControlSparesSome() {
    let inputs = PolicyInputs(identity: [read], serviceControl: [[nothing]])
    var manager = ann
    manager.isInManagementAccount = true
    #expect(list(manager, inputs) == .allowed)
    var linked = session
    linked.roleARN = "arn:aws:iam::111122223333:role/aws-service-role/x/app"
    #expect(list(linked, inputs) == .allowed)
    let open = document(.resource, "data", statement(.allow, "s3:*", to: [.everyone]))
    #expect(
      list(Caller(kind: .anonymous), PolicyInputs(serviceControl: [[nothing]], resource: open))
        == .allowed)
    #expect(list(ann, PolicyInputs(serviceControl: [[nothing]], resource: open)) == .denied)
  }

  @Test func resourceControlBindsEveryCaller() {
    let open = document(.resource, "data", statement(.allow, "s3:*", to: [.everyone]))
    let closed = document(
      .resourceControl, "closed",
      statement(
        .deny, "s3:*",
        when: [Condition(.stringNotEquals, key: "aws:PrincipalOrgID", values: ["o-1"])]))
    var member = ann
    member.organization = "o-1"
    let inputs = PolicyInputs(resourceControl: [[everything, closed]], resource: open)
    #expect(list(member, inputs) == .allowed)
    var foreign = ann
    foreign.organization = "o-2"
    #expect(list(foreign, inputs) == .denied)
    #expect(
      list(ann, PolicyInputs(identity: [read], resourceControl: [[everything], []])) == .denied)
  }

  @Test func resourceControlSparesSome() {
    let levels = [[nothing]]
    #expect(list(ann, PolicyInputs(identity: [read], resourceControl: levels)) == .denied)
    var inputs = PolicyInputs(identity: [everything], resourceControl: levels)
    #expect(answer(ann, "ec2:StopInstances", "arn:aws:ec2:r:1:instance/i", inputs) == .allowed)
    inputs.resourceSettings.isInManagementAccount = true
    #expect(list(ann, inputs) == .allowed)
    var linked = session
    linked.roleARN = "arn:aws:iam::111122223333:role/aws-service-role/x/app"
    #expect(list(linked, PolicyInputs(identity: [read], resourceControl: levels)) == .allowed)
  }

  @Test func someAnswersNoPolicyChanges() {
    let all = PolicyInputs(identity: [everything])
    let refused = PolicyInputs(identity: [refuse, document(.inline, "x", statement(.deny, "*"))])
    #expect(answer(ann, "sts:GetCallerIdentity", "*", refused) == .allowed)
    #expect(answer(rootUser, "sts:AssumeRole", role, all) == .denied)
    let managed = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    #expect(answer(ann, "iam:CreatePolicyVersion", managed, all) == .denied)
    #expect(
      answer(ann, "iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/own", all)
        == .allowed)
    let linked = "arn:aws:iam::111122223333:role/aws-service-role/x/y"
    #expect(answer(ann, "iam:AttachRolePolicy", linked, all) == .denied)
    #expect(answer(ann, "iam:AttachRolePolicy", role, all) == .allowed)
    #expect(
      answer(ann, "iam:PassRole", "arn:aws:iam::444455556666:role/x", in: other, all) == .denied)
    #expect(answer(ann, "s3:ListBucket", "arn:aws-cn:s3:::data", all) == .denied)
  }

  @Test func actionsWithoutResourcesNeedTheStar() {
    func answer(_ pattern: String, _ effect: Effect = .allow) -> Answer {
      var policies = [document(.inline, "p", statement(effect, "s3:*", on: [pattern]))]
      if effect == .deny { policies.append(everything) }
      return PolicyTests.answer(
        ann, "s3:ListAllMyBuckets", "*", PolicyInputs(identity: policies))
    }
    #expect(answer("*") == .allowed)
    #expect(answer("arn:aws:s3:::*") == .denied)
    #expect(answer("*", .deny) == .denied)
    #expect(answer("arn:aws:s3:::*", .deny) == .allowed)
  }
}
