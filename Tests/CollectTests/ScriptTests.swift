import Collect
import Documents
import Foundation
import Policy
import Processes
import Testing

/// The script that does the same.
@Suite struct ScriptTests {
  private let plain = CollectScript(regions: ["us-east-1", "eu-west-1"])
  private let roles = CollectScript(role: "Audit", accounts: ["444455556666"])

  @Test func theScriptIsAsAgreed() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().path + "/Golden/collect.sh"
    let golden = try String(contentsOfFile: file, encoding: .utf8)
    #expect(plain.text == golden)
  }

  @Test func theShellCanReadIt() async {
    for script in [plain, roles, CollectScript()] {
      let result = await Processes.run(
        ProcessRequest(executable: "/bin/sh", arguments: ["-n"], input: Array(script.text.utf8)))
      #expect(result.succeeded, "\(result.errorText)")
    }
  }

  @Test func wordsAreQuoted() {
    #expect(CollectScript.quoted("a'b $(x)") == #"'a'\''b $(x)'"#)
    let hostile = CollectScript(regions: ["'; reboot; '"])
    #expect(hostile.text.contains(#"REGIONS=''\''; reboot; '\'''"#))
  }

  @Test func itNamesThePermissions() {
    #expect(plain.permissions == plain.permissions.sorted())
    #expect(!plain.permissions.contains("sts:AssumeRole"))
    #expect(roles.permissions.contains("sts:AssumeRole"))
    #expect(roles.permissions.contains("ec2:DescribeRegions"))
    for permission in plain.permissions { #expect(plain.text.contains("#   \(permission)\n")) }
  }

  @Test func itWritesWhatTheCollectorWrites() async throws {
    let answers = #"""
      case "$1 $2" in
        "s3api list-buckets")
          case "$*" in
            *--query*) printf '%s\n' 'one' '$(touch x)' "a b'c" '-rf' '../up' '.dot' ;;
            *) echo '{"Buckets":[{"Name":"one"},{"Name":"$(touch x)"},{"Name":"a b'"'"'c"},'
               echo '{"Name":"-rf"},{"Name":"../up"},{"Name":".dot"}]}' ;;
          esac; exit ;;
        "s3api get-bucket-policy") fail NoSuchBucketPolicy ;;
        "ssm describe-parameters") fail AccessDenied ;;
        "secretsmanager list-secrets")
          case "$*" in
            *--query*) echo arn:aws:secretsmanager:us-east-1:1:secret:a/b ;;
            *) echo '{"SecretList":[{"ARN":"arn:aws:secretsmanager:us-east-1:1:secret:a/b"}]}' ;;
          esac; exit ;;
        "organizations list-roots")
          case "$*" in *--query*) echo r-1 ;; *) echo '{"Roots":[{"Id":"r-1"}]}' ;; esac; exit ;;
        "organizations list-organizational-units-for-parent")
          case "$*" in
            *=r-1*--query*) echo ou-1 ;;
            *=r-1*) echo '{"OrganizationalUnits":[{"Id":"ou-1"}]}' ;;
            *--query*) ;;
            *) echo '{"OrganizationalUnits":[]}' ;;
          esac; exit ;;
      esac
      """#
    let one = try Workplace(answers)
    let other = try Workplace(answers)
    _ = try await one.collect()
    let script = CollectScript(regions: ["us-east-1"]).text
    let result = await other.run(script)
    #expect(result.status == .exited(3), "\(result.errorText)")
    #expect(other.files == one.files)
    #expect(other.files.contains { $0.contains("ou-1.SERVICE_CONTROL_POLICY") })
    #expect(result.errorText.contains("skipped: a file cannot have the name '../up'"))
    #expect(
      result.errorText.contains(
        "refused: aws ssm describe-parameters: needs ssm:DescribeParameters"))
    #expect(!result.errorText.contains("get-bucket-policy"))
    let calls = other.calls.count
    _ = await other.run(script)
    #expect(other.calls.filter { $0.hasPrefix("s3api get-bucket-acl") }.count == 4)
    #expect(other.calls.count < 2 * calls)
  }

  @Test func aListThatFailsIsNotAnEmptyList() async throws {
    let place = try Workplace(
      """
      case "$*" in
        "s3api list-buckets "*--query*) fail Throttling ;;
        "secretsmanager list-secrets "*--query*) echo None; exit ;;
        "iam list-open-id-connect-providers "*) fail AccessDenied ;;
      esac
      """)
    let result = await place.run(CollectScript(regions: ["us-east-1"]).text)
    #expect(result.status == .exited(3))
    #expect(result.errorText.contains("failed: the names of aws s3api list-buckets"))
    #expect(result.errorText.contains("failed: the names of aws secretsmanager list-secrets"))
    #expect(!result.errorText.contains("names of aws iam"), "its refusal was told already")
    #expect(place.file("s3api/list-buckets.json") == "{}\n")
  }

  @Test func thePolicyAllowsWhatTheCommandsReadAndNoMore() throws {
    for script in [plain, roles, CollectScript()] {
      let root = try JSONDocument.parse(Array(script.policy.utf8), file: "policy").root
      #expect(root["Version"]?.string == "2012-10-17")
      var statements = 0
      var actions: [String] = []
      if let list = root["Statement"]?.elements {
        for statement in list {
          statements += 1
          guard let names = statement["Action"]?.elements else { continue }
          for name in names { actions.append(name.string ?? "") }
        }
      }
      #expect(statements == (script.role == nil ? 1 : 2))
      #expect(actions.sorted() == script.permissions)
      for action in actions {
        let facts = ServiceReference.facts(of: action)
        #expect(facts?.name == action, "AWS knows no \(action)")
        let levels = action == "sts:AssumeRole" ? ["Write"] : ["Read", "List"]
        #expect(levels.contains(facts?.accessLevel ?? ""), "\(action) does not only read")
      }
    }
    #expect(roles.policy.contains("\"arn:*:iam::444455556666:role/Audit\""))
  }

  @Test func itEntersOtherAccounts() async throws {
    let place = try Workplace(
      #"""
      if [ "$1 $2" = "sts assume-role" ]; then
        printf 'ASIAEXAMPLE\tsecret\thush-token\n'; exit
      fi
      if [ "${AWS_SESSION_TOKEN:-}" = hush-token ] && [ "$1 $2" = "iam list-saml-providers" ]; then
        echo '{"as":"other"}'; exit
      fi
      """#)
    let result = await place.run(
      CollectScript(regions: ["us-east-1"], role: "Audit", accounts: ["444455556666"]).text)
    #expect(result.succeeded, "\(result.errorText)")
    #expect(
      place.file("iam/list-saml-providers.json", account: "444455556666")?.contains("other") == true
    )
    #expect(place.file("iam/list-saml-providers.json") == "{}\n")
  }
}
