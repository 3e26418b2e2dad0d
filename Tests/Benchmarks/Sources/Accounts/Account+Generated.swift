import Documents
import Policy

extension Account {
  /// An account of 200 principals, each with one to eight policies, one in four with a boundary;
  /// three levels of service control policies; resources, most of them buckets with a policy.
  /// Always the same.
  package static func generated(resources: Int = 200) -> Account {
    var maker = AccountMaker()
    return maker.account(resources)
  }
}

private struct AccountMaker {
  let home = "111122223333"
  let teams = ["core", "data", "ml", "search", "ads", "billing", "growth", "infra"]
  var random = SeededGenerator(seed: 4)
  var shared: [PolicyDocument] = []

  mutating func account(_ resources: Int) -> Account {
    var account = Account(id: home)
    shared = managed() + (0..<30).map { own("shared-\($0)", .managed) }
    let boundaries = (0..<3).map { boundary($0) }
    for number in 0..<200 {
      account.principals.append(principal(number, boundaries))
    }
    for number in 0..<resources { account.resources.append(resource(number)) }
    account.serviceControl = [
      [everything(.serviceControl)], [everything(.serviceControl), regions()],
      [everything(.serviceControl), guardRails()],
    ]
    account.resourceControl = [[everything(.resourceControl)], [perimeter()]]
    return account
  }

  // MARK: Who asks

  private mutating func principal(
    _ number: Int, _ boundaries: [PolicyDocument]
  ) -> Account.Principal {
    let team = random.pick(teams)
    let isUser = random.once(in: 5)
    let name = "\(team)-\(number)"
    var caller = Caller(
      kind: isUser ? .user : .roleSession,
      arn: isUser
        ? "arn:aws:iam::\(home):user/\(name)" : "arn:aws:sts::\(home):assumed-role/\(name)/s",
      roleARN: isUser ? nil : "arn:aws:iam::\(home):role/\(name)", account: home,
      uniqueID: (isUser ? "AIDA" : "AROA") + "\(1000 + number)", tags: ["team": team])
    caller.organization = "o-acme"
    let count = 1 + random.below(8)
    var identity: [PolicyDocument] = []
    for index in 0..<count {
      identity.append(random.once(in: 3) ? own("inline-\(index)", .inline) : random.pick(shared))
    }
    return Account.Principal(
      caller: caller, identity: identity,
      boundary: random.once(in: 4) ? random.pick(boundaries) : nil)
  }

  // MARK: What is asked for

  private mutating func resource(_ number: Int) -> Account.Resource {
    let team = random.pick(teams)
    let name = "\(team)-\(number)"
    let tags = ["team": random.pick(teams), "env": random.pick(["prod", "dev"])]
    switch random.below(10) {
    case 0:
      let arn = "arn:aws:kms:us-east-1:\(home):key/\(name)"
      return Account.Resource(
        arn: arn,
        policy: PolicyDocument(
          kind: .resource, name: arn,
          statements: [statement(.allow, ["kms:*"], ["*"], to: [.account(home)])]), tags: tags)
    case 1:
      return Account.Resource(
        arn: "arn:aws:lambda:us-east-1:\(home):function:\(name)", policy: nil, tags: tags)
    default:
      let arn = "arn:aws:s3:::acme-\(name)"
      return Account.Resource(
        arn: arn, policy: random.once(in: 4) ? nil : bucketPolicy(arn, team), tags: tags)
    }
  }

  private mutating func bucketPolicy(_ arn: String, _ team: String) -> PolicyDocument {
    var statements = [
      statement(
        .deny, ["s3:*"], [arn, arn + "/*"], to: [.everyone],
        when: [Condition(.bool, key: "aws:SecureTransport", values: ["false"])])
    ]
    if random.once(in: 2) {
      statements.append(
        statement(
          .allow, ["s3:GetObject", "s3:ListBucket"], [arn, arn + "/*"],
          to: [.aws("arn:aws:iam::\(home):role/\(team)-\(random.below(200))")]))
    }
    if random.once(in: 3) {
      statements.append(
        statement(
          .allow, ["s3:Get*", "s3:List*"], [arn, arn + "/*"], to: [.everyAWS],
          when: [Condition(.stringEquals, key: "aws:PrincipalOrgID", values: ["o-acme"])]))
    }
    return PolicyDocument(kind: .resource, name: arn, statements: statements)
  }

  // MARK: Policies

  private func statement(
    _ effect: Effect, _ actions: [String], _ resources: [String], to names: [PrincipalName]? = nil,
    when conditions: [Condition] = []
  ) -> Statement {
    Statement(
      effect: effect, actions: ActionElement(actions),
      resources: .only(resources.map { PatternText($0) }),
      principals: names.map { .only($0) } ?? .none, conditions: conditions)
  }

  private func everything(_ kind: PolicyKind) -> PolicyDocument {
    PolicyDocument(
      kind: kind, name: "full-access", statements: [statement(.allow, ["*"], ["*"])])
  }

  private func regions() -> PolicyDocument {
    PolicyDocument(
      kind: .serviceControl, name: "regions",
      statements: [
        Statement(
          effect: .deny,
          actions: ActionElement(
            ["iam:*", "sts:*", "s3:*", "kms:*", "cloudtrail:*"], isComplement: true),
          resources: .only([PatternText("*")]),
          conditions: [
            Condition(
              .stringNotEquals, key: "aws:RequestedRegion", values: ["us-east-1", "eu-west-1"])
          ])
      ])
  }

  private func guardRails() -> PolicyDocument {
    PolicyDocument(
      kind: .serviceControl, name: "guard-rails",
      statements: [
        statement(.deny, ["cloudtrail:StopLogging", "cloudtrail:Delete*"], ["*"]),
        statement(
          .deny, ["iam:CreateAccessKey", "iam:CreateLoginProfile"], ["*"],
          when: [
            Condition(
              .arnNotLike, key: "aws:PrincipalArn", values: ["arn:aws:iam::*:role/infra-*"])
          ]),
        statement(.deny, ["s3:PutBucketPublicAccessBlock", "s3:PutBucketAcl"], ["*"]),
      ])
  }

  private func perimeter() -> PolicyDocument {
    PolicyDocument(
      kind: .resourceControl, name: "perimeter",
      statements: [
        statement(.allow, ["*"], ["*"]),
        statement(
          .deny, ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:*"], ["*"], to: [.everyone],
          when: [
            Condition(
              .stringNotEquals, key: "aws:PrincipalOrgID", values: ["o-acme"], ifExists: true),
            Condition(
              .bool, key: "aws:PrincipalIsAWSService", values: ["false"], ifExists: true),
          ]),
      ])
  }

  private func boundary(_ number: Int) -> PolicyDocument {
    let services = [["s3:*", "kms:*"], ["s3:*", "lambda:*", "logs:*", "sqs:*"], ["*"]][number]
    return PolicyDocument(
      kind: .boundary, name: "boundary-\(number)",
      statements: [
        statement(.allow, services, ["*"]),
        statement(.deny, ["iam:*"], ["arn:aws:iam::*:role/infra-*"]),
      ])
  }

  private mutating func own(_ name: String, _ kind: PolicyKind) -> PolicyDocument {
    PolicyDocument(
      kind: kind, name: name, statements: (0...random.below(4)).map { _ in ownStatement() })
  }

  private mutating func ownStatement() -> Statement {
    let team = random.pick(teams)
    var conditions: [Condition] = []
    switch random.below(12) {
    case 0:
      conditions = [
        Condition(.stringEquals, key: "aws:ResourceTag/team", values: ["${aws:PrincipalTag/team}"])
      ]
    case 1:
      conditions = [Condition(.bool, key: "aws:MultiFactorAuthPresent", values: ["true"])]
    case 2: conditions = [Condition(.ipAddress, key: "aws:SourceIp", values: ["203.0.113.0/24"])]
    case 3: conditions = [Condition(.stringEquals, key: "aws:PrincipalTag/team", values: [team])]
    default: break
    }
    let actions: [String] = (0...random.below(6)).map { _ in
      let action = random.pick(Account.actions)
      return random.once(in: 3) ? action.prefix { $0 != ":" } + ":*" : action
    }
    let resources: [[String]] = [
      ["*"], ["arn:aws:s3:::acme-\(team)-*", "arn:aws:s3:::acme-\(team)-*/*"],
      ["arn:aws:s3:::acme-${aws:PrincipalTag/team}-*"], ["arn:aws:kms:*:\(home):key/\(team)-*"],
      ["arn:aws:s3:::acme-\(team)-\(random.below(200))"],
      ["arn:aws:lambda:*:\(home):function:\(team)-*", "arn:aws:s3:::acme-\(team)*"],
    ]
    return statement(
      random.once(in: 10) ? .deny : .allow, actions, random.pick(resources), when: conditions)
  }

  /// Real documents of AWS managed policies that accounts attach often.
  private func managed() -> [PolicyDocument] {
    let names = [
      "AmazonS3ReadOnlyAccess", "AmazonS3FullAccess", "AWSLambda_FullAccess", "ReadOnlyAccess",
      "AmazonSageMakerFullAccess", "PowerUserAccess", "SecurityAudit", "AmazonEC2ReadOnlyAccess",
      "IAMReadOnlyAccess", "CloudWatchLogsFullAccess",
    ]
    var reader = PolicyReader()
    return names.compactMap { name in
      Account.managedPolicy("arn:aws:iam::aws:policy/" + name, &reader)
    }
  }
}

extension Account {
  /// The document of an AWS managed policy; nil for one that the embedded table lacks.
  static func managedPolicy(_ arn: String, _ reader: inout PolicyReader) -> PolicyDocument? {
    guard let text = EmbeddedTable.managedPolicies.cells(of: arn)?.last,
      let value = try? JSONDocument.parse([UInt8](text.utf8), file: arn).root
    else { return nil }
    return reader.read(value, kind: .awsManaged, name: arn)
  }
}
