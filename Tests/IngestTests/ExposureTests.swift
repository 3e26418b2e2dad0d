import Environment
import Testing

@testable import Ingest

@Suite("What can be reached from outside, and root users")
struct ExposureTests {
  private static let identities = export(roles: role("web"))

  private static let functions = #"""
    {"Functions": [{"FunctionName": "f", "Role": "arn:aws:iam::111122223333:role/web",
      "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f", "PackageType": "Zip"}]}
    """#

  private func address(_ configurations: String) throws -> String? {
    let environment = try environment([
      gaad: Self.identities, "lambda/list-functions": Self.functions,
      "lambda/list-function-url-configs/f": #"{"FunctionUrlConfigs": [\#(configurations)]}"#,
    ])
    #expect(environment.codes.isEmpty)
    return environment.resources[0].state["url_auth"]
  }

  @Test("The addresses of a function and its aliases: one that is open is enough")
  func addresses() throws {
    func entry(_ alias: String, _ type: String) -> String {
      #"{"FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f\#(alias)", "#
        + #""AuthType": "\#(type)"}"#
    }
    #expect(try address("") == nil)
    #expect(try address(entry("", "AWS_IAM")) == "AWS_IAM")
    #expect(try address(entry(":live", "NONE") + "," + entry("", "AWS_IAM")) == "NONE")
    #expect(try address(entry("", "AWS_IAM") + "," + entry(":live", "NONE")) == "NONE")
  }

  private func instance(_ more: String) throws -> [String: String] {
    let environment = try environment([
      gaad: Self.identities,
      "ec2/describe-instances": #"""
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
        "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "us-east-1a"}\#(more)}]}]}
      """#,
    ])
    #expect(environment.codes.isEmpty)
    return environment.resources[0].state
  }

  @Test("An instance says whether it has a public address, and how its metadata is asked for")
  func instances() throws {
    let plain = try instance("")
    #expect(plain["public-address"] == "no" && plain["metadata"] == nil)
    let open = try instance(
      #", "PublicIpAddress": "203.0.113.9", "MetadataOptions": {"HttpTokens": "optional", "#
        + #""HttpEndpoint": "enabled"}"#)
    #expect(open["public-address"] == "yes" && open["metadata"] == "optional")
    let off = try instance(
      #", "MetadataOptions": {"HttpTokens": "optional", "HttpEndpoint": "disabled"}"#)
    #expect(off["metadata"] == "disabled")
    #expect(try instance(#", "MetadataOptions": {"HttpTokens": 1}"#)["metadata"] == nil)
  }

  @Test("An App Runner service says whether it is public")
  func services() throws {
    func state(_ network: String) throws -> String? {
      let environment = try environment([
        gaad: Self.identities,
        "apprunner/describe-service/s": #"""
        {"Service": {"ServiceName": "s", "Status": "RUNNING", \#(network)
          "ServiceArn": "arn:aws:apprunner:us-east-1:111122223333:service/s/0123",
          "InstanceConfiguration": {"InstanceRoleArn": "arn:aws:iam::111122223333:role/web"}}}
        """#,
      ])
      return environment.resources[0].state["public-address"]
    }
    func ingress(_ isPublic: Bool) -> String {
      #""NetworkConfiguration": {"IngressConfiguration": {"IsPubliclyAccessible": \#(isPublic)}},"#
    }
    #expect(try state(ingress(true)) == "yes")
    #expect(try state(ingress(false)) == "no")
    #expect(try state("") == nil)
  }

  private static let header =
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
    + "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date"

  private func root(_ password: String, _ factor: String, devices: String = "") throws
    -> Credentials?
  {
    let row =
      "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,\(password),"
      + "2026-03-01T00:00:00+00:00,not_supported,\(factor),true,2021-01-01T00:00:00+00:00,N/A,"
      + "false,N/A,N/A"
    let folder = try SnapshotFolder([
      output(gaad): Self.identities,
      output("iam/list-virtual-mfa-devices"): #"{"VirtualMFADevices": [\#(devices)]}"#,
      "\(account)/iam/get-credential-report.csv": Self.header + "\n" + row,
    ])
    return try folder.read().accounts[account]?.root
  }

  @Test("The row of the root user: password, factor, keys, use")
  func rootUser() throws {
    let old = try #require(try root("not_supported", "false"))
    #expect(old.hasPassword == nil && old.factors == [] && old.hasActiveKey == true)
    #expect(old.passwordLastUsed == 1_772_323_200 && old.knowsUse)
    #expect(old.origins.map(\.line) == [2])
    let new = try #require(try root("true", "true"))
    #expect(new.hasPassword == true)
    #expect(new.factors == [Factor(kind: .unknown, serial: nil)])
    let device = #"""
      {"SerialNumber": "arn:aws:iam::111122223333:mfa/root-account-mfa-device",
       "User": {"Arn": "arn:aws:iam::111122223333:root"}}
      """#
    #expect(try root("true", "true", devices: device)?.factors?.map(\.kind) == [.totp])
  }

  @Test("Without a report nothing is known of the root user")
  func noReport() throws {
    let environment = try environment([gaad: Self.identities])
    #expect(environment.accounts[account]?.root == nil)
  }
}
