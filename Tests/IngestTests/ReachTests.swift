import Environment
import Testing

@testable import Ingest

@Suite("Instances: reach by SSH, launch templates")
struct ReachTests {
  private static func group(_ permission: String) -> String {
    #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [\#(permission)]}]}"#
  }

  private static func ssh(
    _ permission: String?, address: String = #""PublicIpAddress": "198.51.100.7","#,
    group: String = "sg-1"
  ) throws -> String? {
    var files = [
      gaad: oneUser,
      "ec2/describe-instances": """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1", \(address)
        "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "us-west-2a"},
        "SecurityGroups": [{"GroupId": "\(group)"}]}]}]}
      """,
    ]
    if let permission { files["ec2/describe-security-groups"] = Self.group(permission) }
    return try environment(files).resource("i-1").state["ssh"]
  }

  private static let open =
    #"{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#

  @Test("Open from anywhere")
  func opened() throws {
    #expect(try Self.ssh(Self.open) == "open")
    #expect(
      try Self.ssh(#"{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}"#) == "open")
    #expect(
      try Self.ssh(Self.open.replacing(#""FromPort": 22"#, with: #""FromPort": 0"#)) == "open")
    let card = #""NetworkInterfaces": [{"Association": {"PublicIp": "198.51.100.7"}}],"#
    #expect(try Self.ssh(Self.open, address: card) == "open")
  }

  @Test("Closed: no address, no permission, another port, another protocol")
  func closed() throws {
    #expect(try Self.ssh(Self.open, address: "") == "closed")
    #expect(try Self.ssh("") == "closed")
    #expect(try Self.ssh(Self.open.replacing("22", with: "443")) == "closed")
    #expect(try Self.ssh(Self.open.replacing("tcp", with: "udp")) == "closed")
    #expect(try Self.ssh(#"{"IpProtocol": "-1", "IpRanges": []}"#) == "closed")
  }

  @Test("Not known: no groups, another group, some addresses, members of a group")
  func unknown() throws {
    #expect(try Self.ssh(nil) == nil)
    #expect(try Self.ssh(Self.open, group: "sg-2") == nil)
    #expect(try Self.ssh(Self.open.replacing("0.0.0.0/0", with: "203.0.113.0/24")) == nil)
    let peer = #"{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-9"}]}"#
    #expect(try Self.ssh(peer) == nil)
  }

  @Test("Without security groups, a gap hides what needs them")
  func gap() throws {
    let environment = try environment([
      gaad: oneUser,
      "ec2/describe-instances": """
      {"Reservations": [{"Instances": [{"InstanceId": "i-1"}]}]}
      """,
    ])
    let gap = try #require(environment.coverage.gaps.first { $0.hidesAttribute == "ssh" })
    #expect(gap.hides == [.instance] && gap.command == "aws ec2 describe-security-groups")
  }

  private static let profile = """
    "InstanceProfileList": [{"InstanceProfileName": "web",
      "Arn": "arn:aws:iam::111122223333:instance-profile/web",
      "Roles": [{"Arn": "arn:aws:iam::111122223333:role/web"}]}]
    """

  private static func template(group: String?) throws -> Environment {
    var files = [
      gaad: export(roles: role("web", profile)),
      "us-east-1/ec2/describe-launch-templates": """
      {"LaunchTemplates": [{"LaunchTemplateId": "lt-1", "LaunchTemplateName": "fleet",
        "DefaultVersionNumber": 1, "LatestVersionNumber": 2, "Tags": []}]}
      """,
      "us-east-1/ec2/describe-launch-template-versions": """
      {"LaunchTemplateVersions": [
        {"LaunchTemplateId": "lt-1", "VersionNumber": 1, "DefaultVersion": true,
         "LaunchTemplateData": {"IamInstanceProfile": {"Name": "web"}}},
        {"LaunchTemplateId": "lt-1", "VersionNumber": 2, "LaunchTemplateData": {}}]}
      """,
    ]
    if let group {
      files["us-east-1/autoscaling/describe-auto-scaling-groups"] = """
        {"AutoScalingGroups": [{"AutoScalingGroupName": "g", \(group)
          "AutoScalingGroupARN": "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:1:autoScalingGroupName/g"}]}
        """
    }
    return try environment(files)
  }

  private static func uses(_ version: String) -> String {
    #""LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "\#(version)"},"#
  }

  @Test(
    "A launch template: the role of the version that groups use, and whether they take up new ones")
  func templates() throws {
    let used = try Self.template(group: Self.uses("$Default"))
    let template = try used.resource("fleet")
    #expect(template.arn == "arn:aws:ec2:us-east-1:111122223333:launch-template/lt-1")
    #expect(template.kind == .launchTemplate && template.state == ["used": "by a group"])
    #expect(template.runsAs == "arn:aws:iam::111122223333:role/web" && used.codes.isEmpty)
    let latest = try Self.template(group: Self.uses("$Latest")).resource("fleet")
    #expect(latest.runsAs == nil && latest.state == ["used": "by a group"])
    #expect(try Self.template(group: Self.uses("1")).resource("fleet").state == ["used": "no"])
    #expect(try Self.template(group: "").resource("fleet").state == ["used": "no"])
    let mixed = """
      "MixedInstancesPolicy": {"LaunchTemplate": {"Overrides": [],
        "LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1"}}},
      """
    #expect(try Self.template(group: mixed).resource("fleet").state == ["used": "by a group"])
  }

  @Test("Without groups it is not known whether a template is used")
  func templatesWithoutGroups() throws {
    let environment = try Self.template(group: nil)
    #expect(try environment.resource("fleet").state == [:])
    let gap = try #require(environment.coverage.gaps.first { $0.hidesAttribute == "used" })
    #expect(gap.hides == [.launchTemplate])
  }
}
