import Analysis
import Environment
import Policy
import Testing

/// Where an analysis begins, and why there.
struct StartTests {
  private func starts(_ world: World) -> [Start] { Starts(View(world).graph).all() }

  private func start(
    password: Bool?, keys: Int?, factors: [Factor.Kind]?
  ) -> (reason: String, difficulty: Int, isKnown: Bool, sessions: [String])? {
    let world = World().user("maya").credentials(password: password, keys: keys, factors: factors)
    let view = View(world)
    guard let start = Starts(view.graph).all().first else { return nil }
    let sessions = start.nodes.compactMap { StateNames(view.graph).session($0)?.rawValue }
    return (start.reason, start.difficulty, start.isKnown, sessions)
  }

  @Test func aPasswordAlone() throws {
    let found = try #require(start(password: true, keys: 0, factors: []))
    #expect(found == ("password without a second factor", 1, true, ["console"]))
  }

  @Test(arguments: [
    ([Factor.Kind.totp], "TOTP"), ([.push], "push"),
    ([.unknown], "a second factor of unknown kind"),
    ([.fido2, .totp], "TOTP"), ([.push, .totp], "TOTP, push"),
  ]) func aFactorThatAProxyRelays(_ factors: [Factor.Kind], _ words: String) throws {
    let found = try #require(start(password: true, keys: 0, factors: factors))
    #expect(found == ("password and \(words), which a proxy relays", 2, true, ["factor"]))
  }

  @Test func aSecurityKeyAloneIsNoStart() {
    #expect(start(password: true, keys: 0, factors: [.fido2]) == nil)
    #expect(start(password: nil, keys: 0, factors: [.fido2, .fido2]) == nil)
    #expect(start(password: false, keys: 0, factors: []) == nil)
  }

  @Test func aKeyIsAStartWhateverTheFactor() throws {
    let words = "active access key (a session without a second factor)"
    let protected = try #require(start(password: true, keys: 1, factors: [.fido2]))
    #expect(protected == (words, 2, true, ["key"]))
    let machine = try #require(start(password: false, keys: 1, factors: []))
    #expect(machine == (words, 2, true, ["key"]))
    let both = try #require(start(password: true, keys: 1, factors: []))
    #expect(both == ("password without a second factor; " + words, 1, true, ["console", "key"]))
  }

  @Test func anInactiveKeyIsNone() {
    let world = World().user("maya").with {
      $0.users[0].credentials.accessKeys = [
        AccessKey(isActive: false, created: nil, lastUsed: nil)
      ]
    }
    #expect(starts(world).isEmpty)
  }

  @Test func whatTheSnapshotDoesNotTellIsSaid() throws {
    let nothing = try #require(start(password: nil, keys: nil, factors: nil))
    #expect(nothing == ("credentials not in the snapshot", 3, false, ["unknown"]))
    let noPassword = try #require(start(password: nil, keys: 0, factors: nil))
    #expect(noPassword == ("password not in the snapshot", 3, false, ["unknown"]))
    let noFactor = try #require(start(password: true, keys: 0, factors: nil))
    #expect(noFactor == ("password; second factor not in the snapshot", 2, false, ["unknown"]))
    let noKeys = try #require(start(password: false, keys: nil, factors: []))
    #expect(noKeys == ("access keys not in the snapshot", 3, false, ["key"]))
    // A key that is there is known, whatever else is not.
    #expect(start(password: nil, keys: 1, factors: nil)?.isKnown == true)
  }

  @Test func theEasiestComesFirst() {
    let world = World().person("zoe").user("amy").credentials(
      password: nil, keys: nil, factors: nil
    )
    .person("ben", with: .totp).person("kim", with: .fido2)
    #expect(starts(world).map(\.name) == ["zoe", "ben", "amy"])
  }

  @Test func settingsAddStarts() {
    let provider = "arn:aws:iam::\(home):oidc-provider/token.actions.githubusercontent.com"
    let world = World().person("maya").role("ops", trusting: .federated(provider))
      .with { $0.settings.starts = [roleARN("ops"), provider, userARN("maya"), roleARN("none")] }
    let found = starts(world)
    // The role asks for no subject: any repository takes it, whatever the settings say.
    let ids = [provider, provider + "#*", roleARN("ops"), userARN("maya")]
    #expect(found.map(\.id) == ids)
    #expect(found[0].reason == "named in postern.yaml")
    #expect(found[0].name == "token.actions.githubusercontent.com")
    #expect(found[3].reason == "password without a second factor")
  }

  @Test func settingsAddUsersWhoWouldBeNone() {
    let world = World().person("kim", with: .fido2).with { $0.settings.starts = [userARN("kim")] }
    #expect(starts(world).map(\.reason) == ["named in postern.yaml"])
  }
}
