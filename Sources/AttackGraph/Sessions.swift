import Environment

/// Which sessions of a user are told apart.
package enum Sessions {
  /// The session by key and the one at the console always exist as states, since techniques make
  /// them; with a factor where there is one; unknown where nothing tells.
  static func states(of credentials: Credentials) -> [SessionState] {
    var states: [SessionState] = [.key, .console]
    if credentials.factors.map({ !$0.isEmpty }) ?? false { states.append(.factor) }
    if existing(of: credentials).contains(.unknown) { states.append(.unknown) }
    return states
  }

  /// The sessions that exist as the snapshot stands, for someone who has what the user has.
  package static func existing(of credentials: Credentials) -> [SessionState] {
    var states: [SessionState] = []
    switch (credentials.hasPassword, credentials.factors) {
    case (nil, _), (true?, nil): states.append(.unknown)
    case (true?, let factors?): states.append(factors.isEmpty ? .console : .factor)
    case (false?, _): break
    }
    if credentials.hasActiveKey == true { states.append(.key) }
    return states.isEmpty ? [.key] : states
  }
}
