import Environment
import Testing

@testable import Ingest

@Suite("Workloads")
struct WorkloadTests {
  private static let profile = """
    "InstanceProfileList": [{"InstanceProfileName": "web",
      "Arn": "arn:aws:iam::111122223333:instance-profile/web",
      "Roles": [{"Arn": "arn:aws:iam::111122223333:role/web"}]}]
    """
  private static let identities = export(roles: role("web", profile))

  private static func instance(_ id: String, profile: String? = nil) -> String {
    let binding = profile.map {
      #", "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/\#($0)"}"#
    }
    return """
      {"InstanceId": "\(id)", "State": {"Name": "running"}, "Tags": [{"Key": "k", "Value": "v"}],
       "Placement": {"AvailabilityZone": "us-west-2a"}\(binding ?? "")}
      """
  }

  private static func instances(_ list: String...) -> String {
    """
    {"Reservations": [{"OwnerId": "111122223333", "Instances": [\(list.joined(separator: ","))]}]}
    """
  }

  @Test("An instance: region, role by its profile, state, whether it is managed")
  func instance() throws {
    let environment = try environment([
      gaad: Self.identities,
      "ec2/describe-instances": Self.instances(
        Self.instance("i-1", profile: "web"), Self.instance("i-2")),
      "ssm/describe-instance-information":
        #"{"InstanceInformationList": [{"InstanceId": "i-1", "PingStatus": "Online"}, {"InstanceId": "mi-9"}]}"#,
    ])
    let first = try environment.resource("i-1")
    #expect(first.arn == "arn:aws:ec2:us-west-2:111122223333:instance/i-1")
    #expect(first.kind == .instance && first.region == "us-west-2" && first.tags == ["k": "v"])
    #expect(first.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(first.runsAsOrigin?.pointer == "/Reservations/0/Instances/0/IamInstanceProfile")
    #expect(first.state == ["state": "running", "managed": "Online", "public-address": "no"])
    #expect(try environment.resource("i-2").state["managed"] == "Unmanaged")
    #expect(environment.codes.isEmpty)
  }

  @Test("The region's folder counts; an association binds a role; without Systems Manager, a gap")
  func association() throws {
    let environment = try environment([
      gaad: Self.identities,
      "eu-west-1/ec2/describe-instances": Self.instances(Self.instance("i-1")),
      "eu-west-1/ec2/describe-iam-instance-profile-associations": """
      {"IamInstanceProfileAssociations": [
        {"InstanceId": "i-1", "State": "associated",
         "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/web"}},
        {"InstanceId": "i-1", "State": "disassociated",
         "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/gone"}}]}
      """,
    ])
    let instance = try environment.resource("i-1")
    #expect(instance.region == "eu-west-1" && instance.runsAs != nil)
    #expect(instance.state["managed"] == nil && environment.codes.isEmpty)
    #expect(
      environment.coverage.gaps.contains { $0.command == "aws ssm describe-instance-information" })
  }

  @Test("References that lead nowhere")
  func dangling() throws {
    let foreign = Self.profile.replacing("role/web", with: "role/gone")
    let environment = try environment([
      gaad: export(roles: role("web", foreign)),
      "ec2/describe-instances": Self.instances(
        Self.instance("i-1", profile: "web"), Self.instance("i-2", profile: "none")),
      "ssm/describe-instance-information":
        #"{"InstanceInformationList": [{"InstanceId": "i-7", "PingStatus": "Online"}]}"#,
      "lambda/list-functions": """
      {"Functions": [{"FunctionName": "f", "Role": "arn:aws:iam::111122223333:role/gone",
        "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f"}]}
      """,
    ])
    #expect(
      environment.codes == [
        "reference.instance-profile", "reference.instance", "reference.role", "reference.role",
        "reference.role",
      ])
    #expect(!environment.coverage.hasUnreadable)
  }

  @Test("A function with its role, package, policy and address; regions are told apart")
  func functions() throws {
    func function(_ region: String) -> String {
      """
      {"FunctionName": "f", "FunctionArn": "arn:aws:lambda:\(region):111122223333:function:f",
       "Role": "arn:aws:iam::111122223333:role/web", "PackageType": "Zip"}
      """
    }
    let environment = try environment([
      gaad: Self.identities,
      "lambda/list-functions":
        #"{"Functions": [\#(function("us-east-1")), \#(function("us-east-2"))]}"#,
      "lambda/get-policy/f": #"""
      {"Policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:us-east-2:111122223333:function:f\"}]}"}
      """#,
      "lambda/get-function-url-config/f":
        #"{"FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f", "AuthType": "NONE"}"#,
    ])
    let (first, second) = (environment.resources[0], environment.resources[1])
    #expect(first.region == "us-east-1" && first.kind == .function && first.policy == nil)
    #expect(first.state == ["package": "Zip", "url_auth": "NONE"])
    #expect(second.policy?.statements.count == 1 && second.state == ["package": "Zip"])
    #expect(second.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(environment.codes.isEmpty)
  }

  @Test("A function that a service may invoke is triggered; one that an account may is not")
  func trigger() throws {
    func state(_ principal: String) throws -> String? {
      try environment([
        gaad: Self.identities,
        "lambda/list-functions": #"""
        {"Functions": [{"FunctionName": "f",
          "FunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:f",
          "Role": "arn:aws:iam::111122223333:role/web"}]}
        """#,
        "lambda/get-policy/f": #"""
        {"Policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\#(principal)},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:us-east-1:111122223333:function:f\"}]}"}
        """#,
      ]).resource("f").state["triggered"]
    }
    #expect(try state(#"\"Service\":\"s3.amazonaws.com\""#) == "by a service")
    #expect(try state(#"\"AWS\":\"111122223333\""#) == nil)
  }

  @Test("A notebook: listed without a role, described with one")
  func notebook() throws {
    let common = """
      "NotebookInstanceName": "n", "NotebookInstanceStatus": "InService",
      "NotebookInstanceArn": "arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/n"
      """
    let list = ["sagemaker/list-notebook-instances": #"{"NotebookInstances": [{\#(common)}]}"#]
    let listed = try environment(list)
    #expect(try listed.resource("n").state["status"] == "InService")
    #expect(listed.coverage.gaps.contains { $0.what == "the role of 1 notebook instance" })
    let described = try environment(
      list.merging([
        gaad: Self.identities,
        "sagemaker/describe-notebook-instance/n": """
        {\(common), "NotebookInstanceLifecycleConfigName": "lc",
         "RoleArn": "arn:aws:iam::111122223333:role/web"}
        """,
      ]) { first, _ in first })
    let notebook = try described.resource("n")
    #expect(notebook.kind == .notebook && notebook.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(notebook.state["lifecycle"] == "lc" && described.codes.isEmpty)
    #expect(notebook.runsAsOrigin?.file.hasSuffix("describe-notebook-instance/n.json") == true)
  }

  @Test("A training job's data; its buckets are known by it")
  func trainingJob() throws {
    let environment = try environment([
      gaad: Self.identities,
      "us-east-1/sagemaker/describe-training-job/j": #"""
      {"TrainingJobName": "j", "TrainingJobStatus": "Completed",
       "TrainingJobArn": "arn:aws:sagemaker:us-east-1:111122223333:training-job/j",
       "RoleArn": "arn:aws:iam::111122223333:role/web",
       "InputDataConfig": [
        {"ChannelName": "train", "DataSource": {"S3DataSource": {"S3Uri": "s3://corpus/v1/"}}},
        {"ChannelName": "fs", "DataSource": {"FileSystemDataSource": {"FileSystemId": "fs-1"}}}],
       "OutputDataConfig": {"S3OutputPath": "s3://models"},
       "CheckpointConfig": {"S3Uri": "s3://checkpoints/j"},
       "HyperParameters": {"sagemaker_submit_directory": "\"s3://code/j/source.tar.gz\""}}
      """#,
    ])
    let job = try environment.resource("j")
    #expect(job.kind == .trainingJob && job.runsAs == "arn:aws:iam::111122223333:role/web")
    #expect(
      job.data.map { "\($0.bucket) \($0.prefix) \($0.use.rawValue)" } == [
        "corpus v1/ training data", "models  output", "checkpoints j output",
        "code j/source.tar.gz code",
      ])
    #expect(
      environment.resources.filter { !$0.isListed }.map(\.name) == [
        "checkpoints", "code", "corpus", "models",
      ])
    #expect(environment.codes.isEmpty)
  }

  @Test("Secrets with their policies, parameters with and without an ARN")
  func secrets() throws {
    let environment = try environment([
      gaad: oneUser,
      "secretsmanager/list-secrets": """
      {"SecretList": [{"ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf",
        "Name": "db", "Tags": [{"Key": "k", "Value": "v"}]}]}
      """,
      "secretsmanager/get-resource-policy/db": #"""
      {"ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf", "Name": "db",
       "ResourcePolicy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}
      """#,
      "us-east-1/ssm/describe-parameters": """
      {"Parameters": [{"Name": "/a/b", "Type": "SecureString", "KeyId": "alias/x"}, {"Name": "c",
        "ARN": "arn:aws:ssm:us-east-1:111122223333:parameter/c"}]}
      """,
    ])
    let secret = try environment.resource("db")
    #expect(secret.kind == .secret && secret.policy?.statements.count == 1)
    #expect(secret.tags == ["k": "v"] && secret.encryptionKey == "alias/aws/secretsmanager")
    let parameter = try environment.resource("/a/b")
    #expect(parameter.arn == "arn:aws:ssm:us-east-1:111122223333:parameter/a/b")
    #expect(parameter.kind == .parameter && parameter.encryptionKey == "alias/x")
    #expect(try environment.resource("c").region == "us-east-1")
    #expect(environment.codes.isEmpty)
  }

  @Test("Identity providers")
  func providers() throws {
    let arn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    let environment = try environment([
      gaad: oneUser,
      "iam/list-open-id-connect-providers": #"{"OpenIDConnectProviderList": [{"Arn": "\#(arn)"}]}"#,
      "iam/get-open-id-connect-provider/github":
        #"{"Url": "token.actions.githubusercontent.com", "ClientIDList": ["sts.amazonaws.com"]}"#,
      "iam/list-saml-providers":
        #"{"SAMLProviderList": [{"Arn": "arn:aws:iam::111122223333:saml-provider/idp"}]}"#,
    ])
    #expect(
      environment.identityProviders.map(\.arn) == [
        arn, "arn:aws:iam::111122223333:saml-provider/idp",
      ])
    #expect(environment.identityProviders[0].audiences == ["sts.amazonaws.com"])
    #expect(environment.codes.isEmpty)
  }

  @Test("A list that is none does not count as an inventory")
  func noInventory() throws {
    let environment = try environment([
      gaad: oneUser, "lambda/list-functions": #"{"Function": []}"#,
    ])
    #expect(environment.codes == ["ingest.shape"])
    #expect(environment.coverage.gaps.contains { $0.command == "aws lambda list-functions" })
  }
}
