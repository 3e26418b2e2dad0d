import Environment
import Policy
import Testing

@testable import AttackGraph

@Suite("A function's role that reads events")
struct EventReadingTests {
  private static func value(_ change: (World) -> World) -> Tri {
    let world = change(World().role("app"))
    let library = PolicyLibrary(world.environment, table: ActionTable([]))
    return EventReading(library: library).value(of: 0)
  }

  @Test func anyQueueIsOneOfTheAttackers() {
    #expect(Self.value { $0.may("sqs:*") } == .yes)
    #expect(Self.value { $0.may("sqs:ReceiveMessage", "sqs:DeleteMessage") } == .no)
    #expect(Self.value { $0.may("sns:*") } == .no)
  }

  @Test func aQueueOfOnesOwnWaitsForWhatArrives() {
    #expect(Self.value { $0.may("sqs:*", on: "arn:aws:sqs:us-east-1:\(home):jobs") } == .maybe)
  }

  @Test func theBoundaryBinds() {
    let limit = statement(.allow, ["s3:*"], ["*"], [])
    #expect(Self.value { $0.may("sqs:*").bounded(to: [limit]) } == .maybe)
  }
}
