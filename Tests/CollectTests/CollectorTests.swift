import Collect
import Foundation
import Testing

/// Running the commands, with a stand-in for the command line.
@Suite struct CollectorTests {
  @Test func everythingIsAskedOnceAndKept() async throws {
    let place = try Workplace(
      """
      case "$1 $2" in
        "s3api list-buckets") echo '{"Buckets":[{"Name":"one"},{"Name":"two"}]}'; exit ;;
        "iam get-account-authorization-details")
          echo '{"UserDetailList":[{"UserName":"maya"}]}'; exit ;;
        "s3api get-bucket-location") exit 0 ;;
        "organizations list-roots") echo '{"Roots":[{"Id":"r-1"}]}'; exit ;;
        "organizations list-organizational-units-for-parent")
          case "$*" in
            *=r-1*) echo '{"OrganizationalUnits":[{"Id":"ou-1"}]}' ;;
            *) echo '{"OrganizationalUnits":[]}' ;;
          esac; exit ;;
      esac
      """)
    let (summary, lines) = try await place.collect()
    #expect(summary.refused.isEmpty && summary.failed.isEmpty)
    #expect(place.file("s3api/get-bucket-policy/one.json") == "{}\n")
    #expect(place.file("s3api/get-bucket-location/two.json") == "{}\n")
    #expect(place.file("iam/list-mfa-devices/maya.json") != nil)
    #expect(place.file("us-east-1/ec2/describe-instances.json") != nil)
    #expect(place.file("organizations/list-accounts-for-parent/ou-1.json") != nil)
    #expect(
      place.file("organizations/list-policies-for-target/r-1.SERVICE_CONTROL_POLICY.json") != nil)
    #expect(summary.written == place.files.count)
    #expect(lines.first?.contains("calls, about ") == true)
    let calls = place.calls.count
    let again = try await place.collect().summary
    #expect(again.written == 0 && again.kept == summary.written && again.calls == 0)
    #expect(place.calls.count == calls + 1, "only who one is is asked again")
  }

  @Test func refusalsAreSummedUpAndTheRestGoesOn() async throws {
    let place = try Workplace(
      """
      case "$1 $2" in
        "ssm "*) fail AccessDeniedException ;;
        "s3api list-buckets") echo '{"Buckets":[{"Name":"one"},{"Name":"two"}]}'; exit ;;
        "s3api get-bucket-policy") fail NoSuchBucketPolicy ;;
        "s3api get-bucket-acl") fail AccessDenied ;;
        "lambda list-functions") echo "Traceback (most recent call last):" >&2; exit 255 ;;
      esac
      """)
    let summary = try await place.collect().summary
    #expect(Set(summary.refused.map(\.operation)).count == 3)
    #expect(summary.failed.map(\.operation) == ["list-functions"])
    #expect(summary.absent == 2)
    #expect(
      place.file("s3api/get-bucket-policy/one.json.err")?.contains("(NoSuchBucketPolicy)") == true)
    let text = summary.lines.joined(separator: "\n")
    #expect(text.contains("refused, 2 times: 111122223333: aws s3api get-bucket-acl: needs"))
    #expect(text.contains("ssm:DescribeParameters"))
    let (again, lines) = try await place.collect()
    #expect(lines.contains { $0.hasPrefix("what was found: 2 calls") })
    #expect(again.absent == 2 && again.refused == summary.refused, "answers are kept, refusals not")
  }

  @Test func throttledCommandsAreTriedAgain() async throws {
    let place = try Workplace(
      """
      if [ "$1 $2" = "s3api list-buckets" ]; then
        echo x >>"$HOME_FOLDER/tries"
        [ "$(wc -l <"$HOME_FOLDER/tries")" -gt 2 ] || fail Throttling
      fi
      [ "$1 $2" != "lambda list-functions" ] || fail TooManyRequestsException
      """)
    let summary = try await place.collect { $0.tries = 3 }.summary
    #expect(place.file("s3api/list-buckets.json") != nil)
    #expect(place.file("s3api/list-buckets.json.err") == nil)
    #expect(summary.failed.map(\.operation) == ["list-functions"])
    #expect(place.calls.filter { $0.hasPrefix("lambda list-functions") }.count == 3)
  }

  @Test func whereNothingHelpsTheOthersOfTheServiceAreTriedOnce() async throws {
    let place = try Workplace(#"[ "$1" != ssm ] || fail ThrottlingException"#)
    let summary = try await place.collect {
      $0.tries = 3
      $0.parallel = 1
    }.summary
    #expect(summary.failed.count == 2)
    #expect(place.calls.filter { $0.hasPrefix("ssm describe-instance-information") }.count == 3)
    #expect(place.calls.filter { $0.hasPrefix("ssm describe-parameters") }.count == 1)
  }

  @Test func brokenAnswersAreAskedForAgainAndNeverTakenForEmptyOnes() async throws {
    let place = try Workplace(
      """
      case "$1 $2" in
        "s3api list-buckets")
          [ -e "$HOME_FOLDER/tried" ] || {
            : >"$HOME_FOLDER/tried"
            echo 'Unable to parse response (no element found), invalid XML received.' >&2
            echo "b'<ListAllMyBucketsResult'" >&2
            exit 255
          } ;;
        "organizations list-roots" | "iam list-saml-providers") exit 0 ;;
      esac
      """)
    let summary = try await place.collect().summary
    #expect(place.file("s3api/list-buckets.json") != nil)
    #expect(place.file("iam/list-saml-providers.json") == "{}\n", "in XML, nothing is an answer")
    #expect(summary.failed.map(\.operation) == ["list-roots"])
    #expect(place.file("organizations/list-roots.json.err")?.contains("cut off") == true)
    #expect(place.calls.filter { $0.hasPrefix("organizations list-roots") }.count == 3)
  }

  @Test func aRefusedCredentialReportNamesTheRefusal() async throws {
    let place = try Workplace(
      """
      case "$1 $2" in
        "iam generate-credential-report") fail AccessDenied ;;
        "iam get-credential-report") fail ReportNotPresent ;;
      esac
      """)
    let summary = try await place.collect().summary
    #expect(summary.refused.map(\.operation) == ["get-credential-report"])
    #expect(place.calls.filter { $0.hasPrefix("iam get-credential-report") }.count == 1)
  }

  @Test func oldCredentialsEndIt() async throws {
    let place = try Workplace(
      #"[ "$1" != s3api ] || fail ExpiredToken"#)
    let summary = try await place.collect { $0.parallel = 1 }.summary
    #expect(summary.end == .expired && summary.isPartial)
    #expect(place.calls.filter { $0.hasPrefix("ec2 ") }.isEmpty)
    #expect(place.file("s3api/list-buckets.json.err") == nil, "it says nothing about the output")
    #expect(summary.lines.contains { $0.contains("too old; sign in") })
  }

  @Test func interruptionLeavesNothingHalfDone() async throws {
    let place = try Workplace(#"[ "$1" != s3api ] || { : >"$HOME_FOLDER/slow"; exec sleep 60; }"#)
    let task = Task { try await place.collect().summary }
    while !FileManager.default.fileExists(atPath: place.folder + "/slow") {
      try await Task.sleep(for: .milliseconds(20))
    }
    task.cancel()
    let summary = try await task.value
    #expect(summary.end == .interrupted)
    #expect(place.file("s3api/list-buckets.json.err") == nil)
    #expect(place.file("us-east-1/secretsmanager/list-secrets.json") == nil)
  }

  @Test func leftoversAreRemovedAndTwoRunsKeptApart() async throws {
    let place = try Workplace(#"[ "$1 $2" != "sts get-caller-identity" ] || sleep 1"#)
    try FileManager.default.createDirectory(
      atPath: place.output, withIntermediateDirectories: true)
    try "{".write(toFile: place.output + "/.new-abcdef", atomically: true, encoding: .utf8)
    let first = Task { try await place.collect().summary }
    while place.calls.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    await #expect(throws: CollectFailure.self) { try await place.collect() }
    _ = try await first.value
    #expect(!FileManager.default.fileExists(atPath: place.output + "/.new-abcdef"))
    _ = try await place.collect()
  }

  @Test func whatIsNoJSONIsAFailure() async throws {
    let place = try Workplace(
      """
      [ "$1 $2" != "s3api list-buckets" ] || { echo '{"Buckets":[{"Na'; exit 0; }
      [ "$1 $2" != "iam list-saml-providers" ] || { echo '<html>'; exit 0; }
      """)
    let summary = try await place.collect().summary
    #expect(summary.failed.map(\.operation) == ["list-saml-providers", "list-buckets"])
    #expect(place.file("s3api/list-buckets.json") == nil)
    #expect(place.file("s3api/list-buckets.json.err")?.contains("not JSON") == true)
  }

  @Test func slowCommandsAreEnded() async throws {
    let place = try Workplace(
      "[ \"$1 $2\" != \"iam list-account-aliases\" ] || exec sleep 600")
    // On a busy machine a quick command may be found late, and its time be up as well: asked again.
    var summary: CollectSummary?
    for _ in 0..<4 where summary == nil {
      summary = try? await place.collect { $0.timeLimit = .seconds(20) }.summary
    }
    #expect(try #require(summary).failed.contains { $0.operation == "list-account-aliases" })
  }

  @Test func namesOfBucketsCannotLeaveTheFolder() async throws {
    let place = try Workplace(
      #"""
      if [ "$1 $2" = "s3api list-buckets" ]; then
        echo '{"Buckets":[{"Name":"../../up"},{"Name":".dot"},{"Name":"$(touch x)"},'
        echo '{"Name":"-rf"},{"Name":"a b'"'"'c"},{"Name":"{account}"}]}'
        exit
      fi
      """#)
    let summary = try await place.collect().summary
    #expect(summary.skipped.count == 2)
    #expect(place.file("s3api/get-bucket-acl/$(touch x).json") != nil)
    #expect(place.file("s3api/get-bucket-acl/a b'c.json") != nil)
    #expect(place.calls.contains { $0.hasPrefix("s3api get-bucket-acl --bucket=-rf ") })
    #expect(place.calls.contains { $0.hasPrefix("s3api get-bucket-acl --bucket={account} ") })
  }

  @Test func otherAccountsAreEnteredByTheRoleWithoutATrace() async throws {
    let place = try Workplace(
      #"""
      if [ "$1 $2" = "sts assume-role" ]; then
        case "$*" in
          *444455556666*)
            echo '{"Credentials":{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"hush-secret",'
            echo '"SessionToken":"hush-token"}}'; exit ;;
          *) fail AccessDenied ;;
        esac
      fi
      if [ "${AWS_SESSION_TOKEN:-}" = hush-token ] && [ "$1 $2" = "iam list-saml-providers" ]; then
        echo '{"as":"other"}'; exit
      fi
      """#)
    let (summary, lines) = try await place.collect {
      $0.role = "Audit"
      $0.accounts = ["444455556666", "777788889999"]
      $0.profile = "mine"
    }
    #expect(
      place.file("iam/list-saml-providers.json", account: "444455556666")?.contains("other") == true
    )
    #expect(place.file("iam/list-saml-providers.json") == "{}\n")
    #expect(summary.refused.map(\.account) == ["777788889999"])
    #expect(place.file("organizations/list-roots.json", account: "444455556666") == nil)
    let said = (lines + summary.lines + place.calls).joined()
    #expect(!said.contains("hush") && !said.contains("ASIAEXAMPLE"))
    let kept = place.files.compactMap {
      try? String(contentsOfFile: place.output + "/" + $0, encoding: .utf8)
    }
    #expect(!kept.joined().contains("hush"))
    #expect(
      place.calls.contains { $0.hasPrefix("sts assume-role") && $0.contains("--profile=mine") })
  }

  @Test func keysInErrorsAreBlottedOut() async throws {
    let place = try Workplace(
      """
      if [ "$1 $2" = "s3api list-buckets" ]; then
        echo "An error occurred (Strange) for AKIAIOSFODNN7EXAMPLE" >&2; exit 254
      fi
      """)
    let summary = try await place.collect().summary
    #expect(summary.failed.map(\.reason) == ["An error occurred (Strange) for ****"])
  }

  @Test func nothingIsCollectedWithoutAnAccount() async throws {
    let place = try Workplace("fail ExpiredToken")
    await #expect(throws: CollectFailure.self) { try await place.collect() }
    let none = try Workplace("")
    await #expect(throws: CollectFailure.self) {
      try await none.collect { $0.environment["PATH"] = "/nowhere" }
    }
    await #expect(throws: CollectFailure.self) {
      var options = CollectOptions(folder: none.folder + "/bin/aws")
      options.environment["PATH"] = none.path
      return try await Collector.run(options) { _ in }
    }
  }
}
