import Environment
import Policy
import Testing

/// Roles that are only passed through.
@Suite("Roles gone on from")
struct OnwardTests {
  private let maya = userARN("maya")
  private let execution = roleARN("execution")

  /// maya creates stack sets with the administration role; it may assume the execution role.
  private func world(
    _ administration: Statement..., trusting trusted: PrincipalName = .aws(roleARN("admin"))
  ) -> World {
    World().user("maya")
      .may("iam:PassRole", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances")
      .role("admin", trusting: .service("cloudformation.amazonaws.com")).inline(administration)
      .role("execution", trusting: trusted).may("*")
  }

  private let assumes = allow("sts:AssumeRole", on: roleARN("execution"))

  @Test func theExecutionRoleIsGained() throws {
    let view = View(world(assumes))
    let path = try #require(view.path(from: maya, to: administratorID()))
    #expect(view.route(path) == "cloudformation-003 administrator")
    #expect(path.hops[0].evidence.compactMap(\.action).contains("sts:AssumeRole"))
  }

  @Test func theAdministrationRoleIsNot() {
    // Without its own power over the account, which leads back to every role of it.
    let world = world(assumes).mayNot("iam:*", "sts:*")
    #expect(View(world).route(from: maya, to: roleARN("admin")) == nil)
    #expect(View(world).route(from: maya, to: execution) == "cloudformation-003")
  }

  @Test func theExecutionRoleMustTrustIt() {
    #expect(
      View(world(assumes, trusting: .aws(roleARN("another")))).route(from: maya, to: execution)
        == nil)
  }

  @Test func theAdministrationRoleMustBeAllowedTo() {
    #expect(
      View(world(allow("s3:*"), trusting: .account(home))).route(from: maya, to: execution) == nil)
    #expect(
      View(world(allow("sts:AssumeRole"), deny("sts:AssumeRole", on: execution)))
        .route(from: maya, to: execution) == nil)
  }

  @Test func conditionsOfTheTrustStayOpen() {
    let world = World().user("maya")
      .may("iam:PassRole", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances")
      .role("admin", trusting: .service("cloudformation.amazonaws.com")).may("sts:AssumeRole")
      .role("execution").trusting([.account(home)], when: [when("sts:ExternalId", is: "x")])
    #expect(View(world).route(from: maya, to: execution) == "cloudformation-003?")
  }

  @Test func itReachesOtherAccounts() {
    let there = roleARN("execution", in: other)
    let world = World().user("maya")
      .may("iam:PassRole", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances")
      .role("admin", trusting: .service("cloudformation.amazonaws.com")).may("sts:AssumeRole")
      .account(other).role("execution", trusting: .aws(roleARN("admin")))
    #expect(View(world).route(from: maya, to: there) == "cloudformation-003")
  }
}
