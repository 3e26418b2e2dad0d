import AttackGraph
import Documents
import Environment

extension Starts {
  /// A user as a start, with the credentials that the snapshot tells or with others.
  func start(user number: Int, with credentials: Credentials? = nil) -> Start? {
    let user = environment.users[number]
    let credentials = credentials ?? user.credentials
    let sessions = graph.sessions(ofUser: number)
    let ways = (byPassword(credentials) + byKey(credentials)).map { found in
      var way = found.way
      way.nodes = [sessions[found.session]].compactMap(\.self)
      return way
    }
    return priced(
      Start(
        id: user.arn, name: user.name, account: user.account, ways: ways, signIn: .user(number)))
  }

  /// A way and the session that it gives.
  typealias CredentialWay = (session: SessionState, way: StartWay)

  func byPassword(_ credentials: Credentials) -> [CredentialWay] {
    if credentials.hasPassword == false { return [] }
    let idle = use(of: credentials)
    func way(
      _ session: SessionState, _ kind: StartWay.Kind, _ reason: String, isKnown: Bool = true
    ) -> [CredentialWay] {
      var way = StartWay(
        kind, nodes: [], reason: reason + (idle.map { " (\($0))" } ?? ""),
        origin: credentials.origins.first ?? .nowhere)
      way.isKnown = isKnown
      way.isInactive = idle != nil
      return [(session, way)]
    }
    let factors = credentials.factors
    // A FIDO2 key beside a weaker factor is as weak as that factor.
    if let factors, !factors.isEmpty, factors.allSatisfy({ $0.kind == .fido2 }) {
      return way(
        .factor, .securityKey, "password and FIDO2, whose session can be stolen",
        isKnown: credentials.hasPassword == true)
    }
    if credentials.hasPassword == nil {
      let missing = credentials.accessKeys == nil ? "credentials" : "password"
      return way(
        .unknown, .unknownCredentials, "\(missing) not in the snapshot", isKnown: false)
    }
    guard let factors else {
      return way(
        .unknown, .unknownFactor, "password; second factor not in the snapshot", isKnown: false)
    }
    if factors.isEmpty { return way(.console, .password, "password without a second factor") }
    return way(
      .factor, .relayedFactor, "password and \(Starts.weak(factors)), which a proxy relays")
  }

  /// The factors that a page in the middle relays, in words.
  static func weak(_ factors: [Factor]) -> String {
    let kinds = Set(factors.map(\.kind)).subtracting([.fido2]).map {
      $0 == .unknown ? "a second factor of unknown kind" : $0.rawValue
    }
    return kinds.sorted().joined(separator: ", ")
  }

  func byKey(_ credentials: Credentials) -> [CredentialWay] {
    let origin = credentials.origins.first ?? .nowhere
    switch credentials.hasActiveKey {
    case true?:
      let keys = (credentials.accessKeys ?? []).filter(\.isActive)
      let used = keys.map { use(of: $0, credentials) }
      let words = used.compactMap(\.words).first.map { "; " + $0 } ?? ""
      var way = StartWay(
        .accessKey, nodes: [],
        reason: "active access key (a session without a second factor\(words))", origin: origin)
      way.isInactive = used.allSatisfy(\.isIdle)
      return [(.key, way)]
    case nil where credentials.hasPassword != nil:
      var way = StartWay(
        .unknownCredentials, nodes: [], reason: "access keys not in the snapshot", origin: origin)
      way.isKnown = false
      return [(.key, way)]
    default: return []
    }
  }
}

// MARK: Use

extension Starts {
  /// After how many days without use a password or key is inactive.
  static let idleDays = 90

  private func days(since time: Double?) -> Int? {
    guard let time, let asOf = environment.asOf, time <= asOf else { return nil }
    return Int((asOf - time) / 86_400)
  }

  /// That a password is not used, in words; nil where it is, or nothing tells.
  private func use(of credentials: Credentials) -> String? {
    guard credentials.knowsUse, credentials.hasPassword == true, environment.asOf != nil else {
      return nil
    }
    let changed = days(since: credentials.passwordChanged) ?? Int.max
    guard credentials.passwordLastUsed != nil else {
      return changed > Starts.idleDays ? "never used" : nil
    }
    guard let used = days(since: credentials.passwordLastUsed),
      min(used, changed) > Starts.idleDays
    else { return nil }
    return "not used for \(used) days"
  }

  /// How old a key is and when it was used, in words, and whether it is inactive.
  private func use(
    of key: AccessKey, _ credentials: Credentials
  ) -> (words: String?, isIdle: Bool) {
    guard let age = days(since: key.created) else { return (nil, false) }
    let old = "\(age) \(age == 1 ? "day" : "days") old"
    guard credentials.knowsUse else { return (old, false) }
    guard let used = days(since: key.lastUsed) else {
      return key.lastUsed == nil ? ("\(old), never used", age > Starts.idleDays) : (old, false)
    }
    let when = used == 0 ? "on the last day" : "\(used) \(used == 1 ? "day" : "days") ago"
    return ("\(old), used \(when)", min(used, age) > Starts.idleDays)
  }

  // MARK: Root users

  /// The root users of accounts: whoever is one controls the account, but for what the
  /// organisation forbids. With a second factor, one that nobody uses is no start: there is no
  /// sign-in to relay and no session to steal.
  func rootUsers() -> [Start] {
    environment.accounts.keys.sorted().compactMap { start(rootOf: $0) }
  }

  func start(rootOf account: String, with given: Credentials? = nil) -> Start? {
    guard let credentials = given ?? environment.accounts[account]?.root,
      let node = graph.administrator(of: account)
    else { return nil }
    var ways = byPassword(credentials).map(\.way) + byKey(credentials).map(\.way)
    let isUsed = days(since: credentials.passwordLastUsed).map { $0 <= Starts.idleDays } ?? false
    let hasFactor = credentials.factors?.isEmpty == false
    ways = ways.compactMap { found in
      if found.kind != .accessKey, hasFactor, !isUsed { return nil }
      var way = found
      // The report does not say whether an older account's root user has a password.
      if found.kind == .unknownCredentials {
        guard credentials.factors?.isEmpty == true else { return nil }
        way.kind = .password
        way.reason = "no second factor; whether there is a password is not in the snapshot"
      }
      // The account's summary counts keys, and does not tell whether they work.
      if found.kind == .accessKey, !credentials.knowsUse {
        way.isKnown = false
        way.reason = "access key, of which it is not told whether it works"
      }
      // Nobody reads the mail of a root user from day to day.
      if way.kind != .accessKey { way.cost = 2 }
      way.nodes = [node]
      way.reason = "root user: " + way.reason
      return way
    }
    let names = StateNames(graph)
    let partition = graph.environment.partition(of: account)
    return priced(
      Start(
        id: "arn:\(partition):iam::\(account):root",
        name: "root user of \(names.accountName(account))", account: account, ways: ways,
        signIn: .root(account)))
  }
}

extension Environment {
  /// The partition of an account, as the ARNs of its roles and users tell.
  fileprivate func partition(of account: String) -> String {
    let arn =
      roles.first { $0.account == account }?.arn ?? users.first { $0.account == account }?.arn
    return arn.map { String($0.split(separator: ":").dropFirst().first ?? "aws") } ?? "aws"
  }
}
