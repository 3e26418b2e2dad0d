import Documents
import Environment
import Policy
import Testing

@testable import Ingest

@Suite("Designs")
struct DesignTests {
  @Test("ARNs are as AWS makes them, and everything is found under its name")
  func names() throws {
    let environment = try design(granting(""))
    #expect(environment.codes.isEmpty)
    #expect(environment.accounts[account]?.name == "main")
    #expect(environment.accounts[account]?.hasInventory == true)
    #expect(
      environment.users.map(\.arn)
        == ["maya", "omar", "robot"].map { "arn:aws:iam::\(account):user/\($0)" })
    #expect(environment.coverage.gaps.isEmpty)
    let box = try environment.resource("box")
    #expect(box.state == ["state": "running", "managed": "Online"])
    let notifier = try environment.resource("notifier")
    #expect(notifier.runsAs == "arn:aws:iam::\(account):role/deployer")
    #expect(notifier.runsAsOrigin?.line == 10)
    let nightly = try environment.resource("nightly")
    #expect(nightly.data.map(\.bucket) == ["training"])
    #expect(nightly.data.map(\.prefix) == ["labels/"])
    #expect(try environment.resource("training").tags == ["data-class": "training-data"])
    #expect(try environment.user("maya").groupNames == ["developers"])
  }

  @Test("Made-up account ids are the same each time, and differ")
  func accounts() throws {
    let yaml = "design: t\naccounts: {a: {}, b: }\nroles: [{name: r, account: b}]"
    let first = try design(yaml)
    #expect(first.accounts.count == 2)
    #expect(first.accounts.keys.allSatisfy { isAccountID($0) })
    #expect(try design(yaml).accounts.keys.sorted() == first.accounts.keys.sorted())
  }

  @Test(
    "What people sign in with",
    arguments: [
      ("password", true, []), ("password+totp", true, [Factor.Kind.totp]),
      ("password+push", true, [.push]), ("fido2", true, [.fido2]), ("sso", true, nil),
      ("nothing", false, []),
    ] as [(String, Bool, [Factor.Kind]?)])
  func signIn(way: String, hasPassword: Bool, factors: [Factor.Kind]?) throws {
    let environment = try design("design: t\npeople: [{name: a, signs_in_with: \(way)}]")
    let credentials = try environment.user("a").credentials
    #expect(credentials.hasPassword == hasPassword)
    #expect(credentials.factors?.map(\.kind) == factors)
    #expect(credentials.hasActiveKey == false)
  }

  @Test("Where nothing is said of credentials, nothing is known; machines have keys")
  func credentials() throws {
    let environment = try design(
      "design: t\npeople: [{name: a}]\nmachines: [{name: b}, {name: c, access_key: false}]")
    #expect(try environment.user("a").credentials.hasPassword == nil)
    #expect(try environment.user("a").credentials.hasActiveKey == nil)
    #expect(try environment.user("b").credentials.hasActiveKey == true)
    #expect(try environment.user("b").credentials.hasPassword == false)
    #expect(try environment.user("c").credentials.hasActiveKey == false)
  }

  @Test("Whom a role trusts")
  func trusts() throws {
    let environment = try design(
      """
      design: t
      accounts: {main: {id: "\(account)"}}
      people: [{name: maya}]
      roles:
        - name: r
          trusts:
            - lambda
            - states.amazonaws.com
            - role r
            - person maya
            - account main
            - account 444455556666
            - anyone
            - arn:aws:iam::444455556666:role/x
            - {provider: github, subject: "repo:acme/*"}
            - {who: ec2, if: mfa}
      """)
    #expect(environment.codes.isEmpty)
    let statements = try #require(environment.role("r").trust).statements
    let provider = "arn:aws:iam::\(account):oidc-provider/token.actions.githubusercontent.com"
    let expected: [PrincipalName] = [
      .service("lambda.amazonaws.com"), .service("states.amazonaws.com"),
      .aws("arn:aws:iam::\(account):role/r"), .aws("arn:aws:iam::\(account):user/maya"),
      .account(account), .account("444455556666"), .everyAWS,
      .aws("arn:aws:iam::444455556666:role/x"), .federated(provider),
      .service("ec2.amazonaws.com"),
    ]
    #expect(statements.map(\.principals) == expected.map { .only([$0]) })
    #expect(statements[8].actions.matches("sts:AssumeRoleWithWebIdentity"))
    #expect(
      statements[8].conditions.map(\.writtenKey) == [
        "token.actions.githubusercontent.com:aud", "token.actions.githubusercontent.com:sub",
      ])
    #expect(statements[9].conditions.count == 1)
    #expect(statements[3].origin.line == 10)
    #expect(environment.identityProviders.map(\.arn) == [provider])
    #expect(environment.instanceProfiles.map(\.name) == ["r"])
  }

  @Test("Real policies, boundaries and denials")
  func policies() throws {
    let environment = try design(
      """
      design: t
      people:
        - name: a
          policy: {Statement: {Effect: Allow, Action: "s3:*", Resource: "*"}}
          boundary: [read bucket b]
      roles:
        - name: r
          boundary: {Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]}
          trust_policy: {Statement: {Effect: Allow, Principal: "*", Action: "sts:AssumeRole"}}
      buckets:
        - name: b
          denies: [role r]
          policy: {Statement: {Effect: Allow, Principal: "*", Action: "s3:*", Resource: "*"}}
        - {name: c, denies: anyone}
      """)
    #expect(environment.codes == ["policy.open-trust"])
    let user = try environment.user("a")
    #expect(user.inlinePolicies.map(\.statements.count) == [1])
    let boundary = try #require(user.boundary).arn
    #expect(environment.managedPolicies[boundary]?.document.kind == .boundary)
    #expect(environment.managedPolicies.count == 2)
    #expect(try environment.role("r").trust?.statements.count == 1)
    let policy = try #require(environment.resource("b").policy)
    #expect(policy.statements.map(\.effect) == [.allow, .deny])
    #expect(try environment.resource("c").policy?.statements.count == 1)
  }

  @Test(
    "A region stands in ARNs, and has to be one", arguments: ["eu-arn:x", "EU", "a b", "a/b"])
  func region(name: String) throws {
    let environment = try design("design: t\nregion: \"\(name)\"\nsecrets: [{name: s}]\n")
    #expect(environment.codes == ["design.value"])
    #expect(environment.coverage.diagnostics[0].origin.line == 2)
    #expect(try environment.resource("s").arn.hasPrefix("arn:aws:secretsmanager:us-east-1:"))
    let good = try design("design: t\nregion: eu-central-2\nsecrets: [{name: s}]\n")
    #expect(good.codes.isEmpty)
    #expect(try good.resource("s").arn.hasPrefix("arn:aws:secretsmanager:eu-central-2:"))
  }

  @Test("A design at a snapshot's root joins the snapshot; elsewhere it is none")
  func snapshot() throws {
    let yaml = "design: plan\npeople: [{name: maya}]"
    let folder = try SnapshotFolder([
      output(gaad): oneUser, "plan.design.yml": yaml, "notes/other.design.yaml": yaml,
    ])
    let environment = try folder.read()
    #expect(environment.users.map(\.name).sorted() == ["ana", "maya"])
    #expect(try environment.status("plan.design.yml") == .read)
    #expect(try environment.status("notes/other.design.yaml") == .unused)
    #expect(environment.accounts.count == 2)
  }

  @Test("What init writes has no mistake, and the schema names every key")
  func start() throws {
    let environment = try design(DesignStart.text)
    #expect(environment.coverage.diagnostics.isEmpty)
    #expect(environment.users.count == 2)
    let schema = try JSONDocument.parse(Array(DesignSchema.text.utf8), file: "schema").root
    for section in DesignSection.all {
      let items = schema["properties"]?[section.key]?["items"]?["properties"]
      for field in section.fields { #expect(items?.has(field.name) == true) }
    }
    #expect(schema["$defs"]?["grant"] != nil)
  }

  @Test("The cloud is shown")
  func cloud() throws {
    let environment = try design("design: t\ncloud: gcp\npeople: [{name: maya}]")
    #expect(try environment.note("test.design.yaml") == "a design for gcp")
  }
}
