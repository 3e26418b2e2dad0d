import Policy

/// A small environment as plain data, so that a failing one can lose parts until it is readable.
struct World {
  /// One that asks: policies by number in `documents`.
  struct Principal {
    var caller: Caller
    var identity: [Int]
    var boundary: Int?
  }

  /// Candidates of one kind in one account.
  struct Site {
    var kind: SiteKind
    var account: String
    var arns: [String]
    var tags: [[String: String]?]
    var policies: [PolicyDocument?]
  }

  struct Question {
    var action: String
    var context: [String: [String]] = [:]
  }

  var documents: [PolicyDocument]
  var principals: [Principal]
  var sites: [Site]
  var questions: [SiteKind: [Question]]
  /// Levels by account; accounts outside the organisation have none.
  var serviceControl: [String: [[PolicyDocument]]]
  var resourceControl: [String: [[PolicyDocument]]]
}

/// A kind of candidate.
enum SiteKind: String, CaseIterable, Hashable {
  case roles, functions, buckets, keys

  func arn(_ account: String, _ name: String) -> String {
    switch self {
    case .roles: "arn:aws:iam::\(account):role/\(name)"
    case .functions: "arn:aws:lambda:us-east-1:\(account):function:\(name)"
    case .buckets: "arn:aws:s3:::\(account.prefix(4))-\(name)"
    case .keys: "arn:aws:kms:us-east-1:\(account):key/\(name)"
    }
  }

  /// Actions that are asked about; the last knows no resource.
  var actions: [String] {
    switch self {
    case .roles:
      ["sts:AssumeRole", "iam:PassRole", "iam:AttachRolePolicy", "sts:AssumeRole", "iam:ListRoles"]
    case .functions: ["lambda:InvokeFunction", "lambda:UpdateFunctionCode", "lambda:ListFunctions"]
    case .buckets: ["s3:ListBucket", "s3:PutBucketPolicy", "s3:ListBucket", "s3:ListAllMyBuckets"]
    case .keys: ["kms:Decrypt", "kms:PutKeyPolicy", "kms:RetireGrant", "kms:ListAliases"]
    }
  }

  var actionPatterns: [String] {
    switch self {
    case .roles: ["sts:*", "sts:AssumeRole", "iam:*", "iam:Pass*", "iam:*Role*", "*:?ssume*"]
    case .functions: ["lambda:*", "LAMBDA:Update*", "lambda:invokefunction", "lambda:List*"]
    case .buckets: ["s3:*", "s3:List*", "s3:PutBucketPolicy", "s3:*Policy", "s3:ListBucket"]
    case .keys: ["kms:*", "kms:Decrypt", "kms:*Key*", "kms:R*"]
    }
  }
}

let names = ["ann", "app", "bob", "data", "eve", "red", "team/app", "team/red", "zoo"]

/// Makes random worlds; the same seed makes the same world.
struct WorldGenerator {
  var random: SplitMix64
  /// Whether conditions may mention keys that the snapshot does not fix.
  var hasFreeKeys: Bool

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    hasFreeKeys = random.once(in: 2)
  }

  mutating func world() -> World {
    let sites = (0..<3).map { _ in site() }
    let documents = (0..<4).map { _ in self.document(.inline, sites) } + [everything]
    let boundaries = (0..<2).map { _ in self.document(.boundary, sites) }
    var world = World(
      documents: documents + boundaries, principals: [], sites: sites, questions: [:],
      serviceControl: [:], resourceControl: [:])
    for _ in 0..<5 { world.principals.append(principal(after: world.principals.last)) }
    for site in sites {
      world.questions[site.kind] = random.some(site.kind.actions, upTo: 2).map { question($0) }
    }
    for account in [home, other] where random.once(in: 2) {
      world.serviceControl[account] = (0..<2).map { _ in level(.serviceControl, sites) }
    }
    for account in [home, other] where random.once(in: 2) {
      world.resourceControl[account] = (0..<2).map { _ in level(.resourceControl, sites) }
    }
    return world
  }

  private mutating func question(_ action: String) -> World.Question {
    guard action == "iam:PassRole" else { return World.Question(action: action) }
    return World.Question(
      action: action,
      context: ["iam:passedtoservice": [random.pick(["lambda", "ec2"]) + ".amazonaws.com"]])
  }

  // MARK: Who asks

  private mutating func principal(after last: World.Principal?) -> World.Principal {
    var principal = World.Principal(
      caller: caller(), identity: (0..<random.below(3)).map { _ in random.below(5) },
      boundary: random.once(in: 3) ? 5 + random.below(2) : nil)
    if let last, random.once(in: 2) {
      principal.identity = last.identity
      principal.boundary = last.boundary
    }
    return principal
  }

  private mutating func caller() -> Caller {
    let account = random.once(in: 4) ? other : home
    let name = random.pick(names)
    let last = name.split(separator: "/").last.map(String.init) ?? name
    var caller: Caller
    switch random.below(12) {
    case 0: caller = Caller(kind: .root, arn: "arn:aws:iam::\(account):root", account: account)
    case 1: return Caller(kind: .service, service: "lambda.amazonaws.com")
    case 2: return Caller(kind: .anonymous)
    case 3...6:
      caller = Caller(
        kind: .user, arn: "arn:aws:iam::\(account):user/\(name)", account: account,
        uniqueID: "AIDA" + last.uppercased())
    default:
      let path = random.once(in: 8) ? "aws-service-role/x/" + last : name
      caller = Caller(
        kind: .roleSession, arn: "arn:aws:sts::\(account):assumed-role/\(last)/s1",
        roleARN: "arn:aws:iam::\(account):role/\(path)", account: account,
        uniqueID: "AROA" + last.uppercased())
    }
    if random.once(in: 2) { caller.tags["team"] = random.pick(["red", "blue"]) }
    if random.once(in: 2) { caller.hasMFA = random.once(in: 2) }
    if account == home { caller.organization = "o-acme" }
    caller.isInManagementAccount = account == other
    return caller
  }

  // MARK: What is there

  private mutating func site() -> World.Site {
    let kind = random.pick(SiteKind.allCases)
    let account = random.once(in: 4) ? other : home
    var chosen = Set(random.some(names, upTo: 11))
    if kind == .roles, random.once(in: 3) { chosen.insert("aws-service-role/x/app") }
    let arns = chosen.map { kind.arn(account, $0) }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let knowsTags = !random.once(in: 4) || !hasFreeKeys
    var tags: [[String: String]?] = []
    var policies: [PolicyDocument?] = []
    for arn in arns {
      tags.append(knowsTags || random.once(in: 2) ? someTags() : nil)
      let chance = kind == .functions ? 6 : 4
      let hasPolicy = kind == .functions ? random.once(in: chance) : !random.once(in: chance)
      policies.append(hasPolicy ? resourcePolicy(kind, arn) : nil)
    }
    return World.Site(kind: kind, account: account, arns: arns, tags: tags, policies: policies)
  }

  private mutating func someTags() -> [String: String] {
    var tags: [String: String] = [:]
    if random.once(in: 2) { tags["team"] = random.pick(["red", "blue"]) }
    if random.once(in: 2) { tags["owner"] = random.pick(["ann", "bob", "eve"]) }
    return tags
  }

  private mutating func resourcePolicy(_ kind: SiteKind, _ arn: String) -> PolicyDocument {
    let hasVariables = !random.once(in: 5)
    let statements = (0...random.below(2)).map { _ in
      var statement = self.statement(kind, [], hasVariables)
      if kind == .roles {
        statement.resources = .any
      } else {
        let patterns = random.some([arn, "*", arn + "*", "arn:aws:s3:::*${aws:username}"], upTo: 2)
        statement.resources = .only(patterns.map { PatternText($0, hasVariables: hasVariables) })
      }
      let names = (0...random.below(2)).map { _ in principalName() }
      statement.principals = random.once(in: 8) ? .allBut(names) : .only(names)
      return statement
    }
    return PolicyDocument(
      kind: kind == .roles ? .trust : .resource, name: arn, hasVariables: hasVariables,
      statements: statements)
  }

  private mutating func principalName() -> PrincipalName {
    let account = random.once(in: 3) ? other : home
    let name = random.pick(names)
    let last = name.split(separator: "/").last.map(String.init) ?? name
    switch random.below(12) {
    case 0: return .everyone
    case 1: return .everyAWS
    case 2...4: return .account(account)
    case 5: return .service("lambda.amazonaws.com")
    case 6: return .aws("arn:aws:sts::\(account):assumed-role/\(last)/s1")
    case 7: return .aws((random.once(in: 2) ? "AIDA" : "AROA") + last.uppercased())
    case 8, 9: return .aws("arn:aws:iam::\(account):user/\(name)")
    default: return .aws("arn:aws:iam::\(account):role/\(name)")
    }
  }

  // MARK: Policies

  private mutating func level(_ kind: PolicyKind, _ sites: [World.Site]) -> [PolicyDocument] {
    random.once(in: 3) ? [document(kind, sites)] : [everything, document(kind, sites)]
  }

  private mutating func document(_ kind: PolicyKind, _ sites: [World.Site]) -> PolicyDocument {
    let hasVariables = !random.once(in: 5)
    let statements = (0...random.below(3)).map { _ in
      statement(random.pick(sites).kind, sites, hasVariables)
    }
    return PolicyDocument(
      kind: kind, name: kind.rawValue, hasVariables: hasVariables, statements: statements)
  }

  private mutating func statement(
    _ kind: SiteKind, _ sites: [World.Site], _ hasVariables: Bool
  ) -> Statement {
    let patterns = kind.actionPatterns + ["*"]
    let actions = ActionElement(random.some(patterns, upTo: 2), isComplement: random.once(in: 8))
    let list = random.some(resourcePatterns(kind, sites), upTo: 3).map {
      PatternText($0, hasVariables: hasVariables)
    }
    let count = [0, 0, 1, 1, 2][random.below(5)]
    return Statement(
      effect: random.once(in: 4) ? .deny : .allow, actions: actions,
      resources: random.once(in: 6) ? .allBut(list) : .only(list),
      conditions: (0..<count).map { _ in condition(hasVariables) })
  }

  private mutating func resourcePatterns(_ kind: SiteKind, _ sites: [World.Site]) -> [String] {
    let arns = sites.filter { $0.kind == kind }.flatMap(\.arns)
    return [
      "*", "*", kind.arn(home, "*"), kind.arn("*", "app*"), kind.arn(home, "team/*"),
      kind.arn(home, "${aws:username}*"), kind.arn("*", "*${aws:PrincipalTag/team}"),
      kind.arn(home, "${aws:PrincipalTag/none, 'data'}*"), kind.arn(home, "?o?"),
      kind.arn("*", "*${aws:ResourceTag/team}"), kind.arn(home, "${*}"),
    ] + arns
  }

  private mutating func condition(_ hasVariables: Bool) -> Condition {
    let known = TestPool.known
    let test = random.pick(hasFreeKeys ? known + TestPool.free : known)
    let ifExists = random.once(in: 5) && test.comparison != .null
    return Condition(
      test.comparison, key: test.key, values: random.some(test.values, upTo: 2),
      quantifier: test.quantifier, ifExists: ifExists, hasVariables: hasVariables)
  }
}
