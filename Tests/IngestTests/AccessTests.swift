import Environment
import Testing

@testable import Ingest

@Suite("Pools, permission sets, repositories, Kubernetes, event sources")
struct AccessTests {
  private static let web = "arn:aws:iam::111122223333:role/web"

  private static func read(_ files: [String: String]) throws -> Environment {
    try environment([gaad: export(roles: role("web"))].merging(files) { $1 })
  }

  @Test("An identity pool: whom it lets in, and as what")
  func pool() throws {
    let id = "us-east-1:f9e158fe-2ec7-4c23-a531-83dd061e1870"
    let environment = try Self.read([
      "cognito-identity/list-identity-pools":
        #"{"IdentityPools": [{"IdentityPoolId": "\#(id)", "IdentityPoolName": "app"}]}"#,
      "cognito-identity/describe-identity-pool/app":
        #"{"IdentityPoolId": "\#(id)", "AllowUnauthenticatedIdentities": true}"#,
      "cognito-identity/get-identity-pool-roles/app":
        #"{"IdentityPoolId": "\#(id)", "Roles": {"unauthenticated": "\#(Self.web)"}}"#,
    ])
    let pool = try environment.resource("app")
    #expect(pool.kind == .identityPool)
    #expect(pool.arn == "arn:aws:cognito-identity:us-east-1:111122223333:identitypool/\(id)")
    #expect(pool.state == ["unauthenticated": "allowed"])
    #expect(pool.relations == ["unauthenticated role": Self.web] && environment.codes.isEmpty)
    let wrong = try Self.read(["cognito-identity/get-identity-pool-roles/app": #"{"Roles": {}}"#])
    #expect(wrong.resources.isEmpty && wrong.codes == ["ingest.shape"])
  }

  @Test("A permission set: its name, accounts, assignments and policies")
  func permissionSet() throws {
    let instance = "arn:aws:sso:::instance/ssoins-1"
    let arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
    let file = "arn_aws_sso___permissionSet_ssoins-1_ps-1"
    let environment = try Self.read([
      "us-east-1/sso-admin/list-instances":
        #"{"Instances": [{"InstanceArn": "\#(instance)", "IdentityStoreId": "d-1"}]}"#,
      "us-east-1/sso-admin/list-permission-sets/one": #"{"PermissionSets": ["\#(arn)"]}"#,
      "us-east-1/sso-admin/describe-permission-set/ps-1":
        #"{"PermissionSet": {"Name": "Admin", "PermissionSetArn": "\#(arn)"}}"#,
      "us-east-1/sso-admin/list-accounts-for-provisioned-permission-set/ps-1":
        #"{"AccountIds": ["222233334444", "111122223333"]}"#,
      "us-east-1/sso-admin/list-account-assignments/\(file).111122223333": """
      {"AccountAssignments": [{"AccountId": "111122223333", "PermissionSetArn": "\(arn)",
        "PrincipalType": "GROUP", "PrincipalId": "0"}]}
      """,
      "us-east-1/sso-admin/get-inline-policy-for-permission-set/\(file)": #"{"InlinePolicy": ""}"#,
      "us-east-1/sso-admin/list-managed-policies-in-permission-set/\(file)":
        #"{"AttachedManagedPolicies": [{"Name": "X", "Arn": "arn:aws:iam::aws:policy/X"}]}"#,
    ])
    let set = try environment.resource("Admin")
    #expect(set.kind == .permissionSet && set.arn == arn && set.account == account)
    #expect(
      set.state == [
        "instance": instance, "accounts": "111122223333 222233334444", "assigned": "some",
        "inline-policy": "none", "managed-policies": "arn:aws:iam::aws:policy/X",
      ])
    #expect(environment.codes.isEmpty)
    let dangling = try Self.read([
      "sso-admin/list-accounts-for-provisioned-permission-set/ps-2": #"{"AccountIds": []}"#
    ])
    #expect(dangling.codes == ["reference.permission-set"])
  }

  @Test("A repository with its policy and tags")
  func repository() throws {
    let arn = "arn:aws:ecr:us-east-1:111122223333:repository/team/app"
    let environment = try Self.read([
      "ecr/describe-repositories":
        #"{"repositories": [{"repositoryArn": "\#(arn)", "repositoryName": "team/app"}]}"#,
      "ecr/get-repository-policy/team_app": #"""
      {"repositoryName": "team/app", "policyText": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:BatchGetImage\"}]}"}
      """#,
      "ecr/list-tags-for-resource/arn_aws_ecr_us-east-1_111122223333_repository_team_app":
        #"{"tags": [{"Key": "k", "Value": "v"}]}"#,
    ])
    let repository = try environment.resource("team/app")
    #expect(repository.kind == .repository && repository.tags == ["k": "v"])
    #expect(repository.policy?.statements.count == 1)
  }

  @Test("Kubernetes: a cluster, its nodes and its pods' roles")
  func kubernetes() throws {
    let place = "arn:aws:eks:us-east-1:111122223333:"
    let environment = try Self.read([
      "us-east-1/eks/list-clusters": #"{"clusters": ["k"]}"#,
      "us-east-1/eks/describe-cluster/k":
        #"{"cluster": {"name": "k", "arn": "\#(place)cluster/k", "status": "ACTIVE", "roleArn": "\#(Self.web)"}}"#,
      "us-east-1/eks/list-nodegroups/k": #"{"nodegroups": ["n"]}"#,
      "us-east-1/eks/describe-nodegroup/k.n": """
      {"nodegroup": {"nodegroupName": "n", "clusterName": "k", "nodeRole": "\(Self.web)",
        "nodegroupArn": "\(place)nodegroup/k/n/1", "status": "ACTIVE"}}
      """,
      "us-east-1/eks/list-pod-identity-associations/k": #"{"associations": []}"#,
      "us-east-1/eks/describe-pod-identity-association/a-1": """
      {"association": {"clusterName": "k", "namespace": "default", "serviceAccount": "app",
        "roleArn": "\(Self.web)", "associationArn": "\(place)podidentityassociation/k/a-1"}}
      """,
    ])
    let cluster = try environment.resource("k")
    #expect(cluster.kind == .kubernetesCluster && cluster.arn == place + "cluster/k")
    #expect(cluster.relations == ["service role": Self.web] && cluster.runsAs == nil)
    let nodes = try environment.resource("n")
    #expect(nodes.kind == .nodeGroup && nodes.runsAs == Self.web)
    #expect(nodes.relations == ["cluster": cluster.arn])
    let pods = try environment.resource("default/app")
    #expect(pods.kind == .podIdentity && pods.runsAs == Self.web)
    #expect(environment.resources.count == 3 && environment.codes.isEmpty)
  }

  @Test(
    "An enabled event source triggers its function, whatever its version",
    arguments: [
      ("Enabled", "", "by a service"), ("Enabled", ":live", "by a service"), ("Disabled", "", nil),
    ])
  func eventSources(state: String, qualifier: String, triggered: String?) throws {
    let arn = "arn:aws:lambda:us-east-1:111122223333:function:f"
    let environment = try Self.read([
      "lambda/list-functions":
        #"{"Functions": [{"FunctionName": "f", "FunctionArn": "\#(arn)", "Role": "\#(Self.web)"}]}"#,
      "lambda/list-event-source-mappings":
        #"{"EventSourceMappings": [{"FunctionArn": "\#(arn)\#(qualifier)", "State": "\#(state)"}]}"#,
    ])
    #expect(try environment.resource("f").state["triggered"] == triggered)
    #expect(environment.codes.isEmpty)
  }

  @Test("One line for all workloads that nothing lists")
  func oneLine() throws {
    let gaps = try Self.read([:]).coverage.gaps.filter { $0.hides.contains(.stack) }
    #expect(gaps.count == 1)
    let gap = try #require(gaps.first)
    #expect(gap.hides.contains(.task) && gap.hides.contains(.glueJob))
    #expect(gap.what.hasPrefix("20 kinds of the account's workloads: Airflow environments, "))
    #expect(gap.command.contains("aws glue get-dev-endpoints, get-jobs;"))
    let some = try Self.read(["cloudformation/describe-stacks": #"{"Stacks": []}"#])
    let other = try #require(some.coverage.gaps.first { $0.hides.contains(.task) })
    #expect(!other.hides.contains(.stack) && other.what.contains("19 kinds"))
  }
}
