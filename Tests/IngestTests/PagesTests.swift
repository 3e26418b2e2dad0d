import Environment
import Testing

@testable import Ingest

@Suite("Pages and truncation")
struct PagesTests {
  private let first = export(users: user("ana"), more: #", "IsTruncated": true, "Marker": "m""#)

  @Test("Two pages are one export")
  func merged() throws {
    let environment = try environment([
      gaad: first, gaad + "-2": export(users: user("bo"), more: #", "IsTruncated": false"#),
    ])
    #expect(environment.users.map(\.name) == ["ana", "bo"])
    #expect(environment.codes.isEmpty)
  }

  @Test("A page that says there is more, and no further page")
  func truncated() throws {
    let environment = try environment([gaad: first])
    #expect(environment.codes == ["ingest.truncated-page"])
    #expect(environment.coverage.diagnostics[0].origin.pointer == "/IsTruncated")
    #expect(environment.coverage.gaps.first?.what.contains("further pages") == true)
  }

  @Test("Pages are in the order of their numbers, not of their names")
  func order() throws {
    var files = [gaad: first]
    for page in 2...10 {
      files[gaad + "-\(page)"] = export(
        users: user("u\(page)"), more: #", "IsTruncated": \#(page < 10)"#)
    }
    let environment = try environment(files)
    #expect(environment.users.count == 10 && environment.codes.isEmpty)
  }

  @Test("A continuation token says the same")
  func token() throws {
    let environment = try environment([
      gaad: oneUser, "lambda/list-functions": #"{"Functions": [], "NextMarker": "x"}"#,
      "s3api/list-buckets": #"{"Buckets": [], "NextToken": null, "ContinuationToken": ""}"#,
    ])
    #expect(environment.codes == ["ingest.truncated-page"])
  }

  @Test("A file of one thing is no page, whatever its name ends in")
  func namesAreNoPages() throws {
    let environment = try environment([
      gaad: oneUser, "s3api/list-buckets": #"{"Buckets": [{"Name": "data-2"}, {"Name": "data"}]}"#,
      "s3api/get-bucket-tagging/data-2": #"{"TagSet": [{"Key": "k", "Value": "v"}]}"#,
    ])
    #expect(try environment.resource("data-2").tags == ["k": "v"])
    #expect(try environment.resource("data").tags == nil)
  }
}
