import AttackGraph
import Environment
import Policy
import Techniques
import Testing

/// Who takes a permissions boundary away, and what it was all that stood in the way of.
@Suite("Boundaries taken away")
struct BoundaryTests {
  private let maya = userARN("maya")
  private let administrator = administratorID()

  private func maya(boundedTo statements: Statement..., denied: Bool = false) -> World {
    let world = World().user("maya").may("*").bounded(to: statements.first ?? allow("sqs:*"))
    return denied ? world.mayNot("iam:DeleteUserPermissionsBoundary") : world
  }

  @Test func theBoundaryItselfMustLeaveIt() {
    let left = maya(boundedTo: allow("iam:DeleteUserPermissionsBoundary"))
    #expect(View(left).route(from: maya, to: administrator) == "iam-022")
    let shut = maya(boundedTo: allow("s3:*"))
    #expect(View(shut).route(from: maya, to: administrator) == nil)
  }

  @Test func aDenialOfTheirOwnStaysWithoutTheBoundary() {
    let denied = maya(boundedTo: allow("iam:*"), denied: true)
    #expect(View(denied, techniques("iam-022")).route(from: maya, to: administrator) == nil)
  }

  @Test func whoHasNoBoundaryHasNothingToTakeAway() {
    let world = World().user("maya").may("iam:DeleteUserPermissionsBoundary")
    #expect(!View(world).graph.actors.contains { $0.isUnbounded })
    let bounded = world.bounded(to: allow("iam:*"))
    #expect(View(bounded).graph.actors.contains { $0.isUnbounded })
  }

  /// First the policies, then the boundary that still binds: control only grows.
  @Test func whatIsRewrittenStaysRewritten() {
    let world = World().user("maya").may("iam:PutUserPolicy")
      .bounded(to: allow("iam:PutUserPolicy", "iam:DeleteUserPermissionsBoundary"))
    #expect(
      View(world, techniques("iam-007", "iam-022")).route(from: maya, to: administrator)
        == "iam-007 iam-022")
    let narrow = World().user("maya").may("iam:PutUserPolicy")
      .bounded(to: allow("iam:PutUserPolicy"))
    #expect(View(narrow).route(from: maya, to: administrator) == nil)
  }

  @Test func aReplacementMustBeOneThatMayBeSet() {
    let guarded = maya(
      boundedTo: allow(
        "iam:PutUserPermissionsBoundary",
        when: [when("iam:PermissionsBoundary", is: policyARN("corp-boundary"))]))
    #expect(View(guarded).route(from: maya, to: administrator) == nil)
    let open = maya(boundedTo: allow("iam:PutUserPermissionsBoundary"))
    #expect(View(open).route(from: maya, to: administrator) == "boundary-replaced-own-user")
  }

  private func techniques(_ ids: String...) -> [Technique] {
    ids.compactMap { builtIn.technique($0) }
  }
}
