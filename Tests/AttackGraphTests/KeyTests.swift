import Environment
import Policy
import Testing

/// Data that a key encrypts is read only with the key's leave.
@Suite("Keys and storage settings on paths")
struct KeyTests {
  private let maya = userARN("maya")
  private let data = bucketARN("data")
  private let key = resourceARN(.key, "k1")

  /// maya may read the bucket; the key says what it says.
  private func world(_ statements: Statement..., granting: Bool = true) -> World {
    var world = World().user("maya").may("s3:GetObject", on: data + "/*")
    if granting { world = world.may("kms:Decrypt") }
    world = world.bucket("data").encrypted(by: key).resource(.key, "k1")
    return statements.isEmpty ? world : statements.reduce(world) { $0.adding($1) }
  }

  private let delegating = granting(.account(home), to: "kms:*", on: "*")

  @Test func theKeyLeavesItToTheAccount() {
    #expect(View(world(delegating)).route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(
      View(world(delegating, granting: false)).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func theKeyNamesAnother() {
    let other = granting(.aws(userARN("bob")), to: "kms:*", on: "*")
    #expect(View(world(other)).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func theKeyNamesTheReader() {
    let named = granting(.aws(maya), to: "kms:Decrypt", on: "*")
    #expect(
      View(world(named, granting: false)).route(from: maya, to: data, .exfiltrate) == "s3-read")
    let encrypting = granting(.aws(maya), to: "kms:Encrypt", on: "*")
    #expect(
      View(world(encrypting, granting: false)).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func theKeyDenies() {
    let denial = granting(.aws(maya), to: "kms:Decrypt", on: "*", effect: .deny)
    #expect(View(world(delegating, denial)).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func aKeyThatIsDisabledServesNobody() {
    let world = world(delegating).state(["state": "Disabled"])
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == nil)
    let enabled = self.world(delegating).state(["state": "Enabled"])
    #expect(View(enabled).route(from: maya, to: data, .exfiltrate) == "s3-read")
  }

  @Test func anUnknownKeyLeavesItOpen() throws {
    let path = try #require(View(world()).path(from: maya, to: data, .exfiltrate))
    #expect(View(world()).route(path) == "s3-read?")
    #expect(path.conditions.contains { $0.contains("the policy of the key \(key)") })
  }

  @Test func writingNeedsNoKey() {
    let world = World().user("maya").may("s3:PutObject", on: data + "/*").bucket("data")
      .encrypted(by: key).resource(.key, "k1").adding(delegating)
    #expect(View(world).route(from: maya, to: data, .poison) == "s3-write")
  }

  @Test func aKeyThatAWSManagesServesItsAccountAlone() {
    let theirs = bucketARN("theirs")
    let grant = granting(.account(home), to: "s3:GetObject", on: theirs + "/*")
    let world = World().user("maya").may("s3:GetObject").may("kms:*")
      .bucket("data").encrypted(by: "alias/aws/s3")
      .account(other).bucket("theirs").adding(grant).encrypted(by: "alias/aws/s3")
    #expect(View(world).route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(View(world).route(from: maya, to: theirs, .exfiltrate) == nil)
  }

  @Test func aKeyOfAnotherAccountNeedsBothSides() {
    let theirs = resourceARN(.key, "k2", in: other)
    let open = granting(.account(home), to: "kms:Decrypt", on: "*")
    func world(_ statement: Statement, mayDecrypt: Bool) -> World {
      var world = World().user("maya").may("s3:GetObject")
      if mayDecrypt { world = world.may("kms:Decrypt", on: theirs) }
      return world.bucket("data").encrypted(by: theirs).account(other).resource(.key, "k2")
        .adding(statement)
    }
    #expect(
      View(world(open, mayDecrypt: true)).route(from: maya, to: data, .exfiltrate) == "s3-read")
    #expect(View(world(open, mayDecrypt: false)).route(from: maya, to: data, .exfiltrate) == nil)
    let own = granting(.account(other), to: "kms:*", on: "*")
    #expect(View(world(own, mayDecrypt: true)).route(from: maya, to: data, .exfiltrate) == nil)
  }

  @Test func secretsHaveKeysToo() {
    let secret = resourceARN(.secret, "db")
    func world(_ mayDecrypt: Bool) -> World {
      var world = World().user("maya").may("secretsmanager:GetSecretValue")
      if mayDecrypt { world = world.may("kms:Decrypt") }
      return world.resource(.secret, "db").encrypted(by: key).resource(.key, "k1")
        .adding(delegating)
    }
    #expect(View(world(true)).route(from: maya, to: secret, .secret) == "secret-read")
    #expect(View(world(false)).route(from: maya, to: secret, .secret) == nil)
  }

  // MARK: Storage settings

  /// maya of the home account, a bucket of the other that lets everyone in.
  private func publicBucket(_ change: (inout ResourceSettings) -> Void) -> World {
    let theirs = bucketARN("theirs")
    return World().user("maya").may("s3:*").account(other)
      .user("own").may("s3:*").bucket("theirs")
      .adding(granting(.everyone, to: "s3:GetObject", on: theirs + "/*")).settings(change)
  }

  @Test func restrictedPublicAccessShutsOutOtherAccounts() {
    let theirs = bucketARN("theirs")
    let open = View(publicBucket { _ in })
    #expect(open.route(from: maya, to: theirs, .exfiltrate) == "s3-read")
    let restricted = View(publicBucket { $0.restrictPublicBuckets = true })
    #expect(restricted.route(from: maya, to: theirs, .exfiltrate) == nil)
    #expect(
      restricted.route(from: userARN("own", in: other), to: theirs, .exfiltrate) == "s3-read")
  }

  @Test func anAccessControlListLetsOthersWrite() {
    let theirs = bucketARN("theirs")
    let grant = ResourceSettings.Grant(
      grantee: "AuthenticatedUsers", permission: "WRITE", isOnBucket: true)
    let listed = View(publicBucket { $0.grants = [grant] })
    #expect(listed.route(from: maya, to: theirs, .poison) == "s3-write")
    let enforced = View(
      publicBucket {
        $0.grants = [grant]
        $0.isBucketOwnerEnforced = true
      })
    #expect(enforced.route(from: maya, to: theirs, .poison) == nil)
    let ignored = View(
      publicBucket {
        $0.grants = [grant]
        $0.ignorePublicACLs = true
      })
    #expect(ignored.route(from: maya, to: theirs, .poison) == nil)
  }

  @Test func anAccessControlListNamesAnAccount() {
    let theirs = bucketARN("theirs")
    let grant = ResourceSettings.Grant(
      grantee: "c0ffee", permission: "FULL_CONTROL", isOnBucket: true)
    let world = publicBucket { $0.grants = [grant] }
    #expect(View(world).route(from: maya, to: theirs, .poison) == nil)
    let known = world.with { $0.accounts[home]?.canonicalID = "c0ffee" }
    #expect(View(known).route(from: maya, to: theirs, .poison) == "s3-write")
  }
}
