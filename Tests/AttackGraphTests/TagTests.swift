import Analysis
import AttackGraph
import Environment
import Policy
import Techniques
import Testing

/// Tags that an earlier hop changed stay changed: for the same actor, and for whom it takes over.
struct TagTests {
  private static let box = resourceARN(.instance, "i-1")
  private static let dev = when("aws:ResourceTag/env", is: "dev")

  /// Someone who may open a shell on instances of development, and an instance of production.
  private static func shell(_ statements: Statement..., tags: [String: String] = ["env": "prod"])
    -> World
  {
    World().user("maya").may("ssm:StartSession", when: [dev]).inline(statements)
      .role("runner").resource(.instance, "i-1", runningAs: "runner")
      .state(["state": "running", "managed": "Online"]).tagged(tags)
  }

  private func route(_ world: World, to role: String = "runner") -> String? {
    View(world).route(from: userARN("maya"), to: roleARN(role))
  }

  // MARK: Tags of things

  @Test func tagsItsOwnWayIn() throws {
    let view = View(TagTests.shell(allow("ec2:CreateTags")))
    let path = try #require(view.path(from: userARN("maya"), to: roleARN("runner")))
    #expect(view.route(path) == "tag-instance ssm-001")
    #expect(path.isCertain)
    let change = try #require(path.hops[0].tagChanges.first)
    #expect(path.hops[0].tagChanges.count == 1)
    #expect(StateNames(view.graph).text(change) == "env=dev on i-1")
    #expect(path.hops[0].evidence.map(\.action) == ["ec2:CreateTags"])
    #expect(path.hops[1].evidence.contains { $0.action == "ssm:StartSession" })
  }

  @Test func needsThePermissionToTag() {
    #expect(route(TagTests.shell()) == nil)
    #expect(route(TagTests.shell(allow("ec2:CreateTags", on: TagTests.box + "0"))) == nil)
    #expect(route(TagTests.shell(allow("ec2:DeleteTags"))) == nil)
  }

  @Test func leavesATagThatIsThere() {
    #expect(route(TagTests.shell(allow("ec2:CreateTags"), tags: ["Env": "dev"])) == "ssm-001")
  }

  @Test(arguments: [("dev", true), ("test", false)])
  func setsOnlyTheValuesItMay(_ value: String, _ isOpen: Bool) {
    let limited = allow("ec2:CreateTags", when: [when("aws:RequestTag/env", is: value)])
    #expect((route(TagTests.shell(limited)) != nil) == isOpen)
  }

  @Test(arguments: [("env", true), ("team", false)])
  func setsOnlyTheTagsItMay(_ key: String, _ isOpen: Bool) {
    let keys = Condition(
      .stringEquals, key: "aws:TagKeys", values: [key], quantifier: .forAllValues)
    #expect((route(TagTests.shell(allow("ec2:CreateTags", when: [keys]))) != nil) == isOpen)
  }

  @Test(arguments: [("env", false), ("team", true)])
  func aDenyOfTheTagCloses(_ key: String, _ isOpen: Bool) {
    let keys = Condition(
      .stringEquals, key: "aws:TagKeys", values: [key], quantifier: .forAnyValue)
    let world = TagTests.shell(allow("ec2:CreateTags"), deny("ec2:CreateTags", when: [keys]))
    #expect((route(world) != nil) == isOpen)
  }

  @Test func tagsOnlyWhatItMakes() {
    let made = when("ec2:CreateAction", is: "RunInstances")
    #expect(route(TagTests.shell(allow("ec2:CreateTags", when: [made]))) == nil)
  }

  @Test func aTagThatIsAskedAlongIsSetToo() {
    let owner = Condition(.stringLike, key: "aws:RequestTag/owner", values: ["*"])
    #expect(route(TagTests.shell(allow("ec2:CreateTags", when: [owner]))) == "tag-instance ssm-001")
  }

  @Test func takesATagAway() {
    let world = World().user("maya").may("ssm:StartSession", "ec2:DeleteTags")
      .mayNot("ssm:StartSession", when: [when("aws:ResourceTag/env", is: "prod")])
      .role("runner").resource(.instance, "i-1", runningAs: "runner")
      .state(["state": "running", "managed": "Online"])
    #expect(route(world.tagged(["env": "prod"])) == "untag-instance ssm-001")
    #expect(route(world.tagged(["env": "test"])) == "ssm-001")
  }

  @Test func oneTagOpensTheNext() {
    let staged = allow("ec2:CreateTags", when: [when("aws:ResourceTag/owner", is: "maya")])
    let alone = Condition(
      .stringEquals, key: "aws:TagKeys", values: ["owner"], quantifier: .forAllValues)
    let owning = allow(
      "ec2:CreateTags", when: [when("aws:RequestTag/owner", is: "maya"), alone])
    #expect(route(TagTests.shell(staged, owning)) == "tag-instance tag-instance ssm-001")
    #expect(route(TagTests.shell(staged)) == nil)
  }

  @Test func isConditionalWhereTaggingIs() {
    let world = TagTests.shell(
      allow("ec2:CreateTags", when: [when("aws:SourceIp", is: "10.0.0.1")]))
    #expect(route(world) == "tag-instance? ssm-001")
  }

  // MARK: Another's hop

  /// Someone who may tag and take a role; the role may open the shell, if the tag lets it.
  private static func taken(_ grants: Statement...) -> World {
    World().user("maya").inline(grants).may("sts:AssumeRole", on: roleARN("worker"))
      .role("worker", trusting: .aws(userARN("maya"))).may("ssm:StartSession", when: [dev])
      .role("runner").resource(.instance, "i-1", runningAs: "runner")
      .state(["state": "running", "managed": "Online"]).tagged(["env": "prod"])
  }

  @Test func tagsForAnother() throws {
    #expect(route(TagTests.taken(allow("ec2:CreateTags"))) == "tag-instance sts-001 ssm-001")
    #expect(route(TagTests.taken()) == nil)
  }

  /// Tagging is of no use to who does not take the role, nor to the role what another could tag.
  @Test func tagsAreChangedOnlyOnTheWay() {
    let view = View(TagTests.taken().user("sam").may("ec2:CreateTags"))
    #expect(view.route(from: userARN("sam"), to: roleARN("runner")) == nil)
    #expect(view.route(from: userARN("maya"), to: roleARN("runner")) == nil)
  }

  @Test func carriesTagsThroughWhoNeedsNone() {
    let world = World().user("maya").may("ec2:CreateTags", "sts:AssumeRole")
      .role("between", trusting: .aws(userARN("maya"))).may("sts:AssumeRole")
      .role("worker", trusting: .aws(roleARN("between"))).may(
        "ssm:StartSession", when: [TagTests.dev]
      )
      .role("runner").resource(.instance, "i-1", runningAs: "runner")
      .state(["state": "running", "managed": "Online"]).tagged([:])
    #expect(route(world) == "tag-instance sts-001 sts-001 ssm-001")
  }

  // MARK: Tags of principals

  private static let red = when("aws:PrincipalTag/team", is: "red")

  @Test func tagsItself() {
    let closed = World().user("maya").may("iam:TagUser", on: userARN("maya"))
      .may("secretsmanager:GetSecretValue", when: [TagTests.red])
      .resource(.secret, "key")
    let view = View(closed)
    let key = resourceARN(.secret, "key")
    #expect(view.route(from: userARN("maya"), to: key, .secret) == "tag-user secret-read")
    let other = View(
      World().user("maya").may("iam:TagUser", on: userARN("sam"))
        .may("secretsmanager:GetSecretValue", when: [TagTests.red]).resource(.secret, "key"))
    #expect(other.route(from: userARN("maya"), to: key, .secret) == nil)
  }

  @Test func tagsWhomItTakes() {
    let world = World().user("maya").may("iam:TagRole", "sts:AssumeRole")
      .role("ops", trusting: .aws(userARN("maya")))
      .may("secretsmanager:GetSecretValue", when: [TagTests.red]).resource(.secret, "key")
    let key = resourceARN(.secret, "key")
    #expect(
      View(world).route(from: userARN("maya"), to: key, .secret) == "tag-role sts-001 secret-read")
    let untagged = World().user("maya").may("iam:TagUser", "sts:AssumeRole")
      .role("ops", trusting: .aws(userARN("maya")))
      .may("secretsmanager:GetSecretValue", when: [TagTests.red]).resource(.secret, "key")
    #expect(View(untagged).route(from: userARN("maya"), to: key, .secret) == nil)
  }

  @Test func tagsAreComparedWithEachOther() {
    let same = when("aws:ResourceTag/team", is: "${aws:PrincipalTag/team}")
    let world = World().user("maya").may("secretsmanager:GetSecretValue", when: [same])
      .resource(.secret, "key").tagged(["team": "blue"])
    let key = resourceARN(.secret, "key")
    let tagging = world.user("sam").may("iam:TagUser").may(
      "secretsmanager:GetSecretValue", when: [same])
    #expect(View(tagging).route(from: userARN("sam"), to: key, .secret) == "tag-user secret-read")
    #expect(View(tagging).route(from: userARN("maya"), to: key, .secret) == nil)
    let limited = world.user("sam").may(
      "iam:TagUser", when: [when("aws:RequestTag/team", is: "red")]
    )
    .may("secretsmanager:GetSecretValue", when: [same])
    #expect(View(limited).route(from: userARN("sam"), to: key, .secret) == nil)
  }

  @Test func anAdministratorByItsTag() {
    let world = World().user("maya").may("iam:TagUser").may("*", when: [TagTests.red])
    #expect(
      View(world).route(from: userARN("maya"), to: administratorID()) == "tag-user administrator")
    let closed = World().user("maya").may("iam:UntagUser").may("*", when: [TagTests.red])
    #expect(View(closed).route(from: userARN("maya"), to: administratorID()) == nil)
  }

  // MARK: Tags of sessions

  private static func session(_ trust: [Condition], tagging: Bool = true) -> World {
    let actions = ["sts:AssumeRole"] + (tagging ? ["sts:TagSession"] : [])
    return World().user("maya").may("sts:AssumeRole", "sts:TagSession").role("ops")
      .trusting(
        Statement(
          effect: .allow, actions: ActionElement(actions),
          principals: .only([.aws(userARN("maya"))]), conditions: trust)
      )
      .may("secretsmanager:GetSecretValue", when: [red]).resource(.secret, "key")
  }

  private func key(_ world: World) -> String? {
    View(world).route(from: userARN("maya"), to: resourceARN(.secret, "key"), .secret)
  }

  @Test func tagsItsSession() {
    #expect(key(TagTests.session([])) == "sts-tag-session secret-read")
    #expect(key(TagTests.session([], tagging: false)) == nil)
  }

  @Test(arguments: [("red", true), ("blue", false)])
  func tagsItsSessionAsTheTrustLets(_ value: String, _ isOpen: Bool) {
    let limit = when("aws:RequestTag/team", is: value)
    #expect((key(TagTests.session([limit])) != nil) == isOpen)
  }

  @Test func aSessionTagIsOnlyThatSessions() {
    // The tag is asked of the one who acts, and maya is not the session.
    let world = TagTests.session([]).user("sam").may("sts:AssumeRole", "sts:TagSession")
    #expect(
      View(world).route(from: userARN("sam"), to: resourceARN(.secret, "key"), .secret) == nil)
  }
}

/// Every technique that tags: what it needs is enough, and without it there is no way. The worlds
/// follow from the definitions of a technique on the same kind of thing, behind a tag.
struct TagTechniqueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var tagging: Technique
    /// What is gained once the tag is changed.
    var way: TechniqueCase
    var testDescription: String { "\(tagging.id), then \(way.technique.id)" }

    /// The permission to tag, unless it is missing.
    func world(mayTag: Bool) -> World {
      let isOnCluster = tagging.subject == .resource(ResourceKind.cluster.rawValue)
      let world = isOnCluster ? way.world.resource(.cluster, "its-cluster") : way.world
      return world.with { environment in
        for number in environment.users.indices where environment.users[number].name == "maya" {
          environment.users[number].inlinePolicies.append(
            PolicyDocument(
              kind: .inline, name: "tags",
              statements: mayTag ? [allow(tagging.permissions[0].action)] : []))
        }
        let tags = tagging.gain == .untagged ? ["gate": "shut"] : [:]
        for number in environment.users.indices { environment.users[number].tags = tags }
        for number in environment.roles.indices { environment.roles[number].tags = tags }
        for number in environment.resources.indices { environment.resources[number].tags = tags }
      }
    }
  }

  static let cases: [Case] = builtIn.techniques.compactMap { tagging in
    guard [.tagged, .untagged].contains(tagging.gain),
      let next = builtIn.techniques.first(where: { fits($0, tagging.subject) })
    else { return nil }
    let gate =
      tagging.gain == .tagged
      ? when("aws:ResourceTag/gate", is: "open")
      : Condition(.stringNotEquals, key: "aws:ResourceTag/gate", values: ["shut"])
    guard let place = place(next, tagging.subject) else { return nil }
    let way = TechniqueCase(technique: next, actor: .user, gates: [place: [gate]])
    return Case(tagging: tagging, way: way)
  }

  private static func fits(_ technique: Technique, _ subject: Subject) -> Bool {
    let gains: [Gain] = [
      .session, .keySession, .consoleSession, .workload, .exfiltrate, .poison, .secret,
    ]
    return gains.contains(technique.gain) && technique.actor != .role
      && place(technique, subject) != nil
  }

  /// Where a technique asks for something on a kind of thing.
  private static func place(_ technique: Technique, _ subject: Subject) -> Place? {
    technique.permissions.map(\.place).first { place in
      switch place {
      case .subject: technique.subject == subject
      case .keyOfSubject: subject == .resource(ResourceKind.key.rawValue)
      case .related(_, let kind): subject == .resource(kind)
      case .existing(let thing): subject == .resource(thing.kind)
      default: false
      }
    }
  }

  @Test(arguments: cases) func opens(_ given: Case) {
    let view = View(given.world(mayTag: true), [given.tagging, given.way.technique])
    let found = view.path(from: userARN("maya"), to: given.way.target.id, given.way.target.impact)
    let steps = found.map { view.route($0).split(separator: " ").map(String.init) } ?? []
    #expect(steps.last == given.way.technique.id)
    #expect(steps.dropLast().allSatisfy { $0 == given.tagging.id } && steps.count > 1)
    #expect(found?.isCertain == true)
  }

  @Test(arguments: cases) func staysShut(_ given: Case) {
    let view = View(given.world(mayTag: false), [given.tagging, given.way.technique])
    let found = view.path(from: userARN("maya"), to: given.way.target.id, given.way.target.impact)
    #expect(found == nil)
  }

  @Test func everyKindIsTried() {
    let tagging = builtIn.techniques.filter { [.tagged, .untagged].contains($0.gain) }
    #expect(TagTechniqueTests.cases.map(\.tagging.id) == tagging.map(\.id))
  }
}
