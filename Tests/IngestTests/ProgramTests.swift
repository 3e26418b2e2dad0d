import Environment
import Testing

@testable import Ingest

@Suite("The programs that workloads take from buckets")
struct ProgramTests {
  private static let web = "arn:aws:iam::111122223333:role/web"

  private static func read(_ files: [String: String]) throws -> Environment {
    try environment([gaad: export(roles: role("web"))].merging(files) { $1 })
  }

  /// The places of a thing, as they would be written.
  private static func places(_ thing: Resource) -> [String] {
    thing.data.map { "\($0.bucket)/\($0.prefix)\($0.isObject ? "" : "*")" }
  }

  @Test("An Airflow environment reads a folder, whose code runs as its role")
  func airflow() throws {
    func read(_ folder: String) throws -> Resource {
      try Self.read([
        "us-east-1/mwaa/list-environments": #"{"Environments": ["etl"]}"#,
        "us-east-1/mwaa/get-environment/etl": """
        {"Environment": {"Name": "etl", "Status": "AVAILABLE", "ExecutionRoleArn": "\(Self.web)",
          "Arn": "arn:aws:airflow:us-east-1:111122223333:environment/etl", "DagS3Path": "\(folder)",
          "SourceBucketArn": "arn:aws:s3:::flows", "PluginsS3Path": "plugins.zip"}}
        """,
      ]).resource("etl")
    }
    for folder in ["dags", "dags/", "/dags"] {
      let thing = try read(folder)
      #expect(thing.kind == .airflowEnvironment && thing.runsAs == Self.web)
      #expect(thing.state == ["status": "AVAILABLE"])
      #expect(Self.places(thing) == ["flows/dags/*"] && thing.data[0].use == .program)
      #expect(thing.data[0].origin.pointer == "/Environment/DagS3Path")
    }
    #expect(try read("").data.isEmpty)
    #expect(
      try Self.read(["mwaa/list-environments": #"{"Environments": 1}"#]).codes == ["ingest.shape"])
  }

  @Test("What an EMR cluster runs at its start and in its steps")
  func mapReduce() throws {
    let environment = try Self.read([
      "us-east-1/emr/list-clusters": """
      {"Clusters": [{"Id": "j-1", "Name": "spark", "Status": {"State": "WAITING"},
        "ClusterArn": "arn:aws:elasticmapreduce:us-east-1:111122223333:cluster/j-1"}]}
      """,
      "us-east-1/emr/describe-cluster/j-1": """
      {"Cluster": {"Id": "j-1", "Name": "spark", "Status": {"State": "WAITING"},
        "ClusterArn": "arn:aws:elasticmapreduce:us-east-1:111122223333:cluster/j-1",
        "BootstrapActions": [{"Name": "a", "ScriptPath": "s3://code/boot.sh", "Args": []},
          {"Name": "b", "ScriptPath": "file:///usr/bin/c", "Args": []}]}}
      """,
      "us-east-1/emr/list-steps/j-1": """
      {"Steps": [{"Id": "s-1", "Config": {"Jar": "command-runner.jar", "Args": ["spark-submit",
          "--py-files", "s3://code/a.zip,s3://code/b.py", "s3://code/etl.py", "s3://data/in/"]}},
        {"Id": "s-2", "Config": {"Jar": "s3://code/job.jar"}},
        {"Id": "s-3", "Config": {"Jar": "s3://code/job.jar", "Args": [1, null]}}]}
      """,
    ])
    #expect(
      Set(Self.places(try environment.resource("spark"))) == [
        "code/boot.sh", "code/a.zip", "code/b.py", "code/etl.py", "code/job.jar",
      ])
    #expect(environment.codes.isEmpty)
  }

  @Test("The source of a build, and whether its commands lie with it")
  func builds() throws {
    func read(_ source: String) throws -> Resource {
      try Self.read([
        "us-east-1/codebuild/batch-get-projects": """
        {"projects": [{"name": "build", "serviceRole": "\(Self.web)", "source": {\(source)},
          "arn": "arn:aws:codebuild:us-east-1:111122223333:project/build"}]}
        """
      ]).resource("build")
    }
    let object = try read(#""type": "S3", "location": "code/src/app.zip""#)
    #expect(Self.places(object) == ["code/src/app.zip"] && object.state["commands"] != nil)
    let folder = try read(#""type": "S3", "location": "code/src/", "buildspec": "ci/build.yml""#)
    #expect(Self.places(folder) == ["code/src/*"] && folder.state["commands"] != nil)
    let inline = try read(
      #""type": "S3", "location": "code/app.zip", "buildspec": "version: 0.2\nphases: 1""#)
    #expect(Self.places(inline) == ["code/app.zip"] && inline.state["commands"] == nil)
    let beside = try read(#""type": "GITHUB", "buildspec": "arn:aws:s3:::code/build.yml""#)
    #expect(Self.places(beside) == ["code/build.yml"])
    #expect(try read(#""type": "GITHUB", "location": "https://github.com/a/b""#).data.isEmpty)
  }

  @Test("What a pipeline takes from a bucket belongs to the project and the stack that it feeds")
  func pipelines() throws {
    func read(_ polls: String) throws -> Environment {
      func action(_ category: String, _ provider: String, _ more: String) -> String {
        """
        {"name": "\(provider)", "actionTypeId": {"category": "\(category)", "owner": "AWS",
          "provider": "\(provider)", "version": "1"}, \(more)}
        """
      }
      let source = action(
        "Source", "S3",
        """
        "configuration": {"S3Bucket": "code", "S3ObjectKey": "app.zip"\(polls)},
        "outputArtifacts": [{"name": "app"}]
        """)
      let build = action(
        "Build", "CodeBuild",
        #""configuration": {"ProjectName": "build"}, "inputArtifacts": [{"name": "app"}]"#)
      let deploy = action(
        "Deploy", "CloudFormation",
        """
        "configuration": {"StackName": "web", "TemplatePath": "app::template.yml"},
        "inputArtifacts": [{"name": "app"}]
        """)
      let other = action(
        "Build", "CodeBuild",
        #""configuration": {"ProjectName": "other"}, "inputArtifacts": [{"name": "built"}]"#)
      return try Self.read([
        "us-east-1/codebuild/list-projects": #"{"projects": ["build", "other"]}"#,
        "us-east-1/cloudformation/describe-stacks": """
        {"Stacks": [{"StackName": "web", "RoleARN": "\(Self.web)",
          "StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/web/1"}]}
        """,
        "us-east-1/codepipeline/get-pipeline/release": """
        {"pipeline": {"name": "release", "roleArn": "\(Self.web)", "stages": [
          {"name": "S", "actions": [\(source)]},
          {"name": "B", "actions": [\(build), \(deploy), \(other)]}]}}
        """,
      ])
    }
    let polling = try read("")
    for name in ["build", "web"] {
      let thing = try polling.resource(name)
      #expect(Self.places(thing) == ["code/app.zip"], "\(name)")
      #expect(thing.state["runs-again"] == "by itself", "\(name)")
    }
    #expect(try polling.resource("other").data.isEmpty)
    let told = try read(#", "PollForSourceChanges": "false""#)
    #expect(try told.resource("build").state["runs-again"] == nil)
    #expect(Self.places(try told.resource("build")) == ["code/app.zip"])
  }

  @Test("A Beanstalk environment has the role of its instances and the bundle of its version")
  func beanstalk() throws {
    func read(tag: String) throws -> Environment {
      try environment([
        gaad: export(
          roles: role(
            "web",
            """
            "InstanceProfileList": [{"InstanceProfileName": "web",
              "Arn": "arn:aws:iam::111122223333:instance-profile/web",
              "Roles": [{"Arn": "\(Self.web)"}]}]
            """)),
        "us-east-1/elasticbeanstalk/describe-environments": """
        {"Environments": [{"EnvironmentName": "shop-prod", "ApplicationName": "shop",
          "VersionLabel": "v2", "Status": "Ready",
          "EnvironmentArn": "arn:aws:elasticbeanstalk:us-east-1:111122223333:environment/shop/shop-prod"}]}
        """,
        "us-east-1/elasticbeanstalk/describe-application-versions": """
        {"ApplicationVersions": [
          {"ApplicationName": "shop", "VersionLabel": "v1",
            "SourceBundle": {"S3Bucket": "code", "S3Key": "old.zip"}},
          {"ApplicationName": "shop", "VersionLabel": "v2",
            "SourceBundle": {"S3Bucket": "code", "S3Key": "new.zip"}}]}
        """,
        "us-east-1/ec2/describe-instances": """
        {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
          "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "us-east-1a"},
          "Tags": [{"Key": "elasticbeanstalk:environment-name", "Value": "\(tag)"}],
          "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/web"}}]}]}
        """,
      ])
    }
    let shop = try read(tag: "shop-prod").resource("shop-prod")
    #expect(Self.places(shop) == ["code/new.zip"] && shop.runsAs == Self.web)
    #expect(try read(tag: "other").resource("shop-prod").runsAs == nil)
  }

  @Test("An App Runner service runs an image, and perhaps deploys what is pushed")
  func appRunner() throws {
    let service = try Self.read([
      "us-east-1/apprunner/describe-service/shop": """
      {"Service": {"ServiceName": "shop", "Status": "RUNNING",
        "ServiceArn": "arn:aws:apprunner:us-east-1:111122223333:service/shop/1",
        "SourceConfiguration": {"AutoDeploymentsEnabled": true, "ImageRepository": {
          "ImageIdentifier": "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:live",
          "ImageRepositoryType": "ECR"}}}}
      """
    ]).resource("shop")
    #expect(service.images.map(\.tag) == ["live"] && service.state["deploys"] == "by itself")
  }
}
