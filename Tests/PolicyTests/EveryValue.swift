import Policy

/// The slow, obviously right answer to a request with free keys: tries every value of every key.
/// Knows the keys and values of random worlds only.
struct EveryValue {
  let request: Request
  private var unknown: [(key: String, values: [[String]?])] = []
  private var attacker: [(key: String, values: [[String]?])] = []

  /// Nil when a free key stands in for a variable, or when there is too much to try.
  init?(_ request: Request, limit: Int) {
    self.request = request
    let policies = request.policies
    var documents = policies.identity + [policies.boundary, policies.resource].compactMap(\.self)
    documents += (policies.serviceControl ?? []).joined()
    documents += (policies.resourceControl ?? []).joined()
    let statements = documents.flatMap(\.statements).filter { $0.actions.matches(request.action) }
    let tests = statements.flatMap(\.conditions)
    let variables = statements.flatMap(\.resources.patterns) + tests.flatMap(\.values)
    for key in variables.flatMap(\.variableKeys) {
      if case .free = request.context[key] { return nil }
    }
    var combinations = 1
    for key in Set(tests.map(\.key)).sorted() {
      guard case .free(let free) = request.context[key] else { continue }
      var values: [[String]?] = (EveryValue.values[key] ?? []).map { $0 }
      if values.isEmpty { return nil }
      if !free.isAlwaysPresent { values.append(nil) }
      combinations *= values.count
      if free.owner == .attacker {
        attacker.append((key, values))
      } else {
        unknown.append((key, values))
      }
    }
    if combinations > limit { return nil }
  }

  var hasFreeKeys: Bool { !unknown.isEmpty || !attacker.isEmpty }

  func answer() -> Answer {
    var someAllowed = false
    var someDenied = false
    choose(unknown[...], request.context) { context in
      var isAllowed = false
      choose(attacker[...], context) { context in
        var fixed = request
        fixed.context = context
        isAllowed = isAllowed || decide(fixed).answer == .allowed
      }
      if isAllowed { someAllowed = true } else { someDenied = true }
    }
    if someAllowed && someDenied { return .conditional }
    return someAllowed ? .allowed : .denied
  }

  private func choose(
    _ keys: ArraySlice<(key: String, values: [[String]?])>, _ context: RequestContext,
    _ visit: (RequestContext) -> Void
  ) {
    guard let first = keys.first else { return visit(context) }
    for value in first.values {
      var chosen = context
      chosen[first.key] = value.map { .values($0) } ?? .absent
      choose(keys.dropFirst(), chosen, visit)
    }
  }

  /// Values on both sides of every test that random worlds hold.
  private static let values: [String: [[String]]] = [
    "aws:multifactorauthpresent": [["true"], ["false"]],
    "aws:sourceip": [["203.0.113.9"], ["10.0.0.1"], ["10.9.9.9"], ["192.0.2.1"]],
    "aws:requesttag/team": [["red"], ["blue"], ["green"]],
    "aws:sourcevpc": [["vpc-1"], ["vpc-2"]],
    "aws:userid": [["AIDAX"], ["AROAX:s1"], ["x"]],
    "aws:tagkeys": [["team"], ["t"], ["x"], ["team", "x"], ["team", "t"], []],
    "aws:currenttime": [["2029-12-31T00:00:00Z"], ["2030-06-01T00:00:00Z"]],
    "aws:multifactorauthage": [["60"], ["3600"], ["9999"]],
    "sts:externalid": [["secret"], ["other"]],
    "iam:passedtoservice": [["lambda.amazonaws.com"], ["ec2.amazonaws.com"]],
    "aws:resourcetag/team": [["red"], ["blue"], ["green"], ["${aws:PrincipalTag/team}"]],
    "aws:resourcetag/owner": [
      ["ann"], ["app"], ["bob"], ["data"], ["eve"], ["red"], ["zoo"], ["${aws:username}"],
    ],
    "s3:resourceaccount": [[home], [other], ["999999999999"]],
    "aws:principalarn": [
      ["arn:aws:iam::111122223333:role/app"], ["arn:aws:iam::111122223333:role/x"],
      ["arn:aws:iam::444455556666:user/x"],
    ],
    "aws:principalaccount": [[home], [other], ["999999999999"]],
    "aws:principaltype": [["User"], ["AssumedRole"], ["Account"]],
  ]
}
