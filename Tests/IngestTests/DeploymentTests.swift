import Environment
import Testing

@testable import Ingest

@Suite("Deployment groups, and who gets into a Kubernetes cluster")
struct DeploymentTests {
  private static let instances = """
    {"Reservations": [{"OwnerId": "111122223333", "Instances": [
      {"InstanceId": "i-1", "Placement": {"AvailabilityZone": "us-east-1a"},
       "State": {"Name": "running"}, "Tags": [{"Key": "app", "Value": "shop"}]},
      {"InstanceId": "i-2", "Placement": {"AvailabilityZone": "us-east-1a"},
       "State": {"Name": "running"}, "Tags": [{"Key": "app", "Value": "blog"}]},
      {"InstanceId": "i-3", "Placement": {"AvailabilityZone": "us-east-1a"},
       "State": {"Name": "running"},
       "Tags": [{"Key": "aws:autoscaling:groupName", "Value": "web"}]}]}]}
    """

  private static func reached(_ group: String) throws -> [String] {
    let environment = try environment([
      gaad: export(roles: role("web")),
      "us-east-1/ec2/describe-instances": instances,
      "us-east-1/deploy/get-deployment-group/shop.blue": """
      {"deploymentGroupInfo": {"applicationName": "shop", "deploymentGroupName": "blue",
        "serviceRoleArn": "arn:aws:iam::111122223333:role/web", \(group)}}
      """,
    ])
    #expect(environment.codes.isEmpty)
    let arn = "arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/blue"
    let reached = environment.resources.filter { $0.relations["deployment-group"] == arn }
    for instance in reached {
      #expect(
        instance.relations["deployment-application"]
          == "arn:aws:codedeploy:us-east-1:111122223333:application:shop")
    }
    return reached.map(\.name)
  }

  @Test("A group takes instances by the value of a tag, by its key, by its value alone")
  func filters() throws {
    let both = #"{"Key": "app", "Value": "shop", "Type": "KEY_AND_VALUE"}"#
    #expect(try Self.reached(#""ec2TagFilters": [\#(both)]"#) == ["i-1"])
    #expect(
      try Self.reached(#""ec2TagFilters": [{"Key": "app", "Type": "KEY_ONLY"}]"#) == ["i-1", "i-2"])
    #expect(
      try Self.reached(#""ec2TagFilters": [{"Value": "blog", "Type": "VALUE_ONLY"}]"#) == ["i-2"])
    #expect(try Self.reached(#""ec2TagFilters": []"#).isEmpty)
  }

  @Test("Of several lists one filter each has to fit; groups of Auto Scaling count by themselves")
  func listsAndGroups() throws {
    let key = #"[{"Key": "app", "Type": "KEY_ONLY"}]"#
    let shop = #"[{"Key": "app", "Value": "shop", "Type": "KEY_AND_VALUE"}]"#
    #expect(
      try Self.reached(#""ec2TagSet": {"ec2TagSetList": [\#(key), \#(shop)]}"#) == ["i-1"])
    #expect(try Self.reached(#""autoScalingGroups": [{"name": "web"}]"#) == ["i-3"])
    #expect(try Self.reached(#""autoScalingGroups": [{"name": "other"}]"#).isEmpty)
  }

  @Test("Of several groups all are told, each application once")
  func severalGroups() throws {
    func group(_ application: String, _ name: String) -> String {
      """
      {"deploymentGroupInfo": {"applicationName": "\(application)",
        "deploymentGroupName": "\(name)",
        "ec2TagFilters": [{"Key": "app", "Value": "shop", "Type": "KEY_AND_VALUE"}]}}
      """
    }
    let environment = try environment([
      gaad: export(roles: role("web")), "us-east-1/ec2/describe-instances": Self.instances,
      "us-east-1/deploy/get-deployment-group/a.x": group("a", "x"),
      "us-east-1/deploy/get-deployment-group/a.y": group("a", "y"),
      "us-east-1/deploy/get-deployment-group/b.z": group("b", "z"),
    ])
    let start = "arn:aws:codedeploy:us-east-1:111122223333:"
    let instance = try environment.resource("i-1")
    #expect(
      instance.related("deployment-group")
        == ["a/x", "a/y", "b/z"].map { start + "deploymentgroup:" + $0 })
    #expect(
      instance.related("deployment-application") == ["a", "b"].map { start + "application:" + $0 })
    #expect(try environment.resource("i-2").related("deployment-group").isEmpty)
  }

  @Test("What is no deployment group is told")
  func shape() throws {
    let environment = try environment([
      gaad: export(roles: role("web")), "us-east-1/deploy/get-deployment-group/x": "{}",
    ])
    #expect(environment.codes == ["ingest.shape"])
  }

  @Test("The access mode and the address of a cluster are known of its nodes")
  func access() throws {
    func nodes(_ mode: String, _ isPublic: Bool) throws -> [String: String] {
      let environment = try environment([
        gaad: export(roles: role("web")),
        "us-east-1/eks/describe-cluster/ml": """
        {"cluster": {"name": "ml", "arn": "arn:aws:eks:us-east-1:111122223333:cluster/ml",
          "status": "ACTIVE", "accessConfig": {"authenticationMode": "\(mode)"},
          "resourcesVpcConfig": {"endpointPublicAccess": \(isPublic)}}}
        """,
        "us-east-1/eks/describe-nodegroup/ml.gpu": """
        {"nodegroup": {"nodegroupName": "gpu", "clusterName": "ml", "status": "ACTIVE",
          "nodegroupArn": "arn:aws:eks:us-east-1:111122223333:nodegroup/ml/gpu/1-2",
          "nodeRole": "arn:aws:iam::111122223333:role/web"}}
        """,
      ])
      return try environment.resource("gpu").state
    }
    let open = ["status": "ACTIVE", "api": "public", "access-entries": "enabled"]
    #expect(try nodes("API_AND_CONFIG_MAP", true) == open)
    #expect(try nodes("API", true) == open)
    let closed = ["status": "ACTIVE", "api": "private", "access-entries": "disabled"]
    #expect(try nodes("CONFIG_MAP", false) == closed)
  }
}
