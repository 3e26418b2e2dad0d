import Analysis
import AttackGraph
import Environment
import Policy
import Testing

/// What makes harm to a bucket harder.
struct ProtectionTests {
  private func states(_ world: World) throws -> [String: String] {
    let view = View(world)
    let target = try #require(Targets(view.graph).all().first)
    let found = Protection.all(of: target, in: view.graph.environment)
    return Dictionary(found.map { ($0.name, $0.state.rawValue) }) { first, _ in first }
  }

  private let bucket = World().bucket("training-data")

  @Test func nothingIsKnownOfABareBucket() throws {
    try #expect(Set(states(bucket).values) == ["unknown"])
    try #expect(states(bucket).count == 6)
  }

  @Test func whatIsKnownIsSaid() throws {
    let state = [
      "versioning": "Enabled", "mfa-delete": "Disabled", "object-lock": "COMPLIANCE",
      "default-retention": "30 days", "ownership": "BucketOwnerEnforced",
    ]
    let world = bucket.state(state).settings {
      $0.ignorePublicACLs = true
      $0.restrictPublicBuckets = true
    }.encrypted(by: "alias/aws/s3")
    try #expect(
      states(world) == [
        "versioning": "on", "Object Lock": "on", "MFA delete": "off", "customer key": "off",
        "public access block": "on", "owner enforcement": "on",
      ])
    let off = bucket.state(["versioning": "Suspended", "object-lock": "none"])
    try #expect(states(off)["versioning"] == "off" && states(off)["Object Lock"] == "off")
  }

  @Test func aKeyNamesThoseWhoAdministerIt() throws {
    let key = resourceARN(.key, "k1")
    let world = bucket.encrypted(by: key).resource(.key, "k1").saying(
      granting(.account(home), to: "kms:PutKeyPolicy", on: "*"),
      granting(.aws(roleARN("reader")), to: "kms:Decrypt", on: "*"))
    let view = View(world)
    let target = try #require(Targets(view.graph).all().first)
    let found = Protection.all(of: target, in: view.graph.environment)
      .first { $0.name == "customer key" }
    #expect(found?.note == "\(key), which its policy lets account \(home) administer")
  }
}
