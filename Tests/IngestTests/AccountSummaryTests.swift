import Environment
import Testing

@testable import Ingest

@Suite("get-account-summary, and what hides starts")
struct AccountSummaryTests {
  private func read(
    _ summary: String, _ more: [String: String] = [:]
  ) throws -> Environment {
    let files = [
      output(gaad): export(roles: role("web")),
      output("iam/get-account-summary"): #"{"SummaryMap": \#(summary)}"#,
    ]
    return try SnapshotFolder(files.merging(more) { _, new in new }).read()
  }

  private func root(
    _ summary: String, _ more: [String: String] = [:]
  ) throws -> Credentials? {
    try read(summary, more).accounts[account]?.root
  }

  @Test("It tells the factor, the password and the keys of the root user, not when they were used")
  func root() throws {
    let bare = try #require(
      try root(
        #"{"AccountMFAEnabled": 0, "AccountAccessKeysPresent": 0, "AccountPasswordPresent": 1}"#))
    #expect(bare.factors == [] && bare.hasActiveKey == false && bare.hasPassword == true)
    #expect(!bare.knowsUse && bare.origins.map(\.pointer) == ["/SummaryMap/AccountMFAEnabled"])
    let keyed = try #require(
      try root(#"{"AccountMFAEnabled": 1, "AccountAccessKeysPresent": 1}"#))
    #expect(keyed.factors == [Factor(kind: .unknown, serial: nil)])
    #expect(keyed.hasActiveKey == true && keyed.hasPassword == nil)
  }

  @Test("A virtual device says which factor it is")
  func device() throws {
    let devices = #"""
      {"VirtualMFADevices": [{"SerialNumber": "arn:aws:iam::111122223333:mfa/root",
        "User": {"Arn": "arn:aws:iam::111122223333:root"}}]}
      """#
    let known = try root(
      #"{"AccountMFAEnabled": 1}"#, [output("iam/list-virtual-mfa-devices"): devices])
    #expect(known?.factors?.map(\.kind) == [.totp])
  }

  @Test("The report of credentials outweighs it")
  func report() throws {
    let table =
      "user,arn,user_creation_time,password_enabled,mfa_active\n"
      + "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,true,true"
    let known = try root(
      #"{"AccountMFAEnabled": 0}"#, ["\(account)/iam/get-credential-report.csv": table])
    #expect(known?.factors?.isEmpty == false)
  }

  @Test(
    "What is no summary is told, and counts as not known",
    arguments: [#""no map""#, "[]", "null", #"{"AccountMFAEnabled": "yes"}"#, "{}"])
  func wrong(_ summary: String) throws {
    let environment = try read(summary)
    #expect(environment.accounts[account]?.root?.factors == nil)
    #expect(environment.codes.isEmpty == (summary == "{}"))
  }

  // MARK: Gaps

  private func gaps(_ environment: Environment) -> [String] {
    environment.coverage.gaps.map(\.what)
  }

  @Test("Without report and summary, the root user is a gap")
  func rootGap() throws {
    let gap = "whether its root user has a second factor and keys"
    let without = try environment([gaad: export(roles: role("web"))])
    #expect(gaps(without).contains(gap))
    #expect(try !gaps(read(#"{"AccountMFAEnabled": 0}"#)).contains(gap))
    let used = "when its root user was last used"
    #expect(try gaps(read(#"{"AccountMFAEnabled": 1}"#)).contains(used))
    #expect(try !gaps(read(#"{"AccountMFAEnabled": 0}"#)).contains(used))
  }

  private static let functions = #"""
    {"Functions": [{"FunctionName": "f", "Role": "arn:aws:iam::111122223333:role/web",
      "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f", "PackageType": "Zip"}]}
    """#

  private func doors(_ more: [String: String]) throws -> [String] {
    let files = [gaad: export(roles: role("web")), "lambda/list-functions": Self.functions]
    return try gaps(environment(files.merging(more) { _, new in new })).filter {
      $0.hasSuffix("of 1 function")
    }
  }

  private func policy(_ action: String) -> String {
    let statement =
      #"{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"\#(action)\", "#
      + #"\"Resource\": \"arn:aws:lambda:us-east-1:111122223333:function:f\"}"#
    return #"{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [\#(statement)]}"}"#
  }

  @Test("Addresses of functions are a gap where the policy does not shut them anyway")
  func functions() throws {
    #expect(try doors([:]) == ["the policies and addresses of 1 function"])
    let called = ["lambda/get-policy/f": policy("lambda:InvokeFunctionUrl")]
    #expect(try doors(called) == ["the addresses of 1 function"])
    #expect(try doors(["lambda/get-policy/f": policy("lambda:InvokeFunction")]).isEmpty)
    let none = ["lambda/list-function-url-configs/f": #"{"FunctionUrlConfigs": []}"#]
    #expect(try doors(called.merging(none) { one, _ in one }).isEmpty)
    #expect(try doors(none) == ["the policies of 1 function"])
    let told = try SnapshotFolder([
      output(gaad): export(roles: role("web")), output("lambda/list-functions"): Self.functions,
      "\(account)/lambda/get-function-url-config/f.json.err":
        "An error occurred (ResourceNotFoundException) when calling the GetFunctionUrlConfig",
    ])
    #expect(try gaps(told.read()).contains("the policies of 1 function"))
  }

  @Test("How an instance hands out its credentials is a gap where it can be reached")
  func instances() throws {
    func gap(_ more: String) throws -> Bool {
      let environment = try environment([
        gaad: #"""
        {"RoleDetailList": [{"RoleName": "web", "Arn": "arn:aws:iam::111122223333:role/web",
          "InstanceProfileList": [{"InstanceProfileName": "web",
            "Arn": "arn:aws:iam::111122223333:instance-profile/web",
            "Roles": [{"Arn": "arn:aws:iam::111122223333:role/web"}]}]}]}
        """#,
        "ec2/describe-instances": #"""
        {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
          "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/web"},
          "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "us-east-1a"}\#(more)}]}]}
        """#,
      ])
      return gaps(environment).contains { $0.contains("IMDSv1") }
    }
    let address = #", "PublicIpAddress": "203.0.113.9""#
    #expect(try gap(address))
    #expect(try !gap(""))
    #expect(try !gap(address + #", "MetadataOptions": {"HttpTokens": "required"}"#))
  }
}
