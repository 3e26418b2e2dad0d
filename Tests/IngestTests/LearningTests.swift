import Environment
import Testing

@testable import Ingest

@Suite("What machine learning names in buckets")
struct LearningTests {
  private func place(_ uri: String) -> String? {
    DataReference(uri: uri, use: .input, origin: .nowhere).map { "\($0.bucket) \($0.prefix)" }
  }

  @Test(
    "the forms of a place",
    arguments: [
      ("s3://acme-data/a/b/", "acme-data a/b/"), ("s3://acme-data", "acme-data "),
      ("s3a://acme-data/a", "acme-data a"), ("arn:aws:s3:::acme-data/a", "acme-data a"),
      ("arn:aws-cn:s3:::acme-data", "acme-data "),
      ("https://acme-data.s3.eu-west-1.amazonaws.com/a/m.tar.gz", "acme-data a/m.tar.gz"),
      ("https://acme.data.s3.amazonaws.com/a", "acme.data a"),
      ("https://s3.eu-west-1.amazonaws.com/acme-data/a", "acme-data a"),
      ("https://s3-eu-west-1.amazonaws.com/acme-data/a", "acme-data a"),
      ("s3://", nil), ("s3:///a", nil), ("s3://a b/c", nil), ("s3://${bucket}/x", nil), ("", nil),
      ("https://example.com/acme-data/a", nil), ("/opt/ml/code", nil), ("s3://x*y/z", nil),
      ("arn:aws:s3:eu-west-1:111122223333:accesspoint/p", nil), ("https://", nil),
      ("https://s3.amazonaws.com", nil),
    ] as [(String, String?)])
  func forms(_ uri: String, _ expected: String?) {
    #expect(place(uri) == expected)
  }

  @Test func aKeyThatIsTooLongIsNone() {
    #expect(place("s3://acme-data/" + String(repeating: "k", count: 1024)) != nil)
    #expect(place("s3://acme-data/" + String(repeating: "k", count: 1025)) == nil)
  }

  @Test(
    "images and their repositories",
    arguments: [
      ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/fit:1.4", "repository/fit 1.4"),
      ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/fit", "repository/team/fit latest"),
      ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/fit@sha256:00", "repository/fit -"),
      ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/fit:1@sha256:00", "repository/fit -"),
      ("public.ecr.aws/x/y:1", nil), ("busybox", nil), ("", nil),
      ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/", nil),
      ("x.dkr.ecr.eu-west-1.amazonaws.com/fit", nil),
    ] as [(String, String?)])
  func images(_ text: String, _ expected: String?) {
    let image = ImageReference(image: text, origin: .nowhere)
    #expect(
      image.map { "\($0.repository.split(separator: ":").last ?? "") \($0.tag ?? "-")" }
        == expected)
  }

  private static let arn = "arn:aws:sagemaker:us-east-1:111122223333:processing-job/clean"

  private func job(_ fields: String) throws -> Environment {
    try environment([
      gaad: export(roles: role("learning")),
      "sagemaker/describe-processing-job/clean":
        #"{"ProcessingJobName": "clean", "ProcessingJobArn": "\#(Self.arn)", \#(fields)}"#,
    ])
  }

  @Test(
    "what is no place is reported, with where it stands",
    arguments: [
      "\"gs://x/y\"", "17", "[]", "{}", "\"s3://a b/\"", "\"\\u0000\"",
    ]) func hostilePlaces(_ value: String) throws
  {
    let found = try job(
      #""ProcessingInputs": [{"InputName": "x", "S3Input": {"S3Uri": \#(value)}}]"#)
    let problem = try #require(found.coverage.diagnostics.first { $0.code == "ingest.place" })
    #expect(problem.origin.pointer == "/ProcessingInputs/0/S3Input/S3Uri")
    #expect(found.resources.first { $0.arn == Self.arn }?.data.isEmpty == true)
  }

  @Test(
    "other shapes are no crash",
    arguments: [
      #""ProcessingInputs": {}"#, #""ProcessingInputs": [1, null, [], "x"]"#,
      #""ProcessingInputs": [{"S3Input": "s3://acme/x"}]"#, #""AppSpecification": []"#,
      #""AppSpecification": {"ImageUri": 5}"#, #""RoleArn": 5"#,
    ]) func hostileShapes(_ fields: String) throws
  {
    #expect(try job(fields).resources.contains { $0.arn == Self.arn })
  }

  @Test func codeIsToldFromData() throws {
    let found = try job(
      """
      "RoleArn": "arn:aws:iam::111122223333:role/learning",
      "AppSpecification": {"ImageUri": "111122223333.dkr.ecr.us-east-1.amazonaws.com/fit:1"},
      "ProcessingInputs": [
        {"InputName": "code", "S3Input": {"S3Uri": "s3://acme/c.py"}},
        {"InputName": "raw", "S3Input": {"S3Uri": "s3://acme/raw", "S3DataType": "ManifestFile"}}]
      """)
    let job = try #require(found.resources.first { $0.arn == Self.arn })
    #expect(job.data.map(\.use) == [.code, .input])
    #expect(job.data.map(\.isObject) == [false, true])
    #expect(job.runsAs?.hasSuffix("role/learning") == true)
    #expect(job.images.map(\.tag) == ["1"])
    #expect(found.resources.contains { $0.kind == .bucket && $0.name == "acme" && !$0.isListed })
  }

  @Test func anEndpointHasTheRoleAndTheModelOfWhatItServes() throws {
    let place = "arn:aws:sagemaker:us-east-1:111122223333:"
    let found = try environment([
      gaad: export(roles: role("serving")),
      "sagemaker/describe-model/m":
        #"{"ModelName": "m", "ModelArn": "\#(place)model/m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/serving", "PrimaryContainer": {"ModelDataUrl": "s3://acme/m.tar.gz"}}"#,
      "sagemaker/describe-endpoint-config/c":
        #"{"EndpointConfigName": "c", "EndpointConfigArn": "\#(place)endpoint-config/c", "ProductionVariants": [{"ModelName": "m"}]}"#,
      "sagemaker/describe-endpoint/e":
        #"{"EndpointName": "e", "EndpointArn": "\#(place)endpoint/e", "EndpointConfigName": "c", "EndpointStatus": "InService"}"#,
    ])
    let endpoint = try #require(found.resources.first { $0.kind == .endpoint })
    #expect(endpoint.runsAs?.hasSuffix("role/serving") == true)
    #expect(endpoint.data.map(\.prefix) == ["m.tar.gz"] && endpoint.data[0].isObject)
    #expect(endpoint.state["status"] == "InService")
  }

  @Test func oneGapForAllThatIsMissingOfAService() throws {
    let gaps = try environment([gaad: export(roles: role("x"))]).coverage.gaps
    #expect(gaps.filter { $0.command.contains("list-endpoints") }.count == 1)
    #expect(gaps.filter { $0.command.contains("aws bedrock list") }.count == 1)
    let described = try environment([
      gaad: export(roles: role("x")),
      "sagemaker/list-endpoints":
        #"{"Endpoints": [{"EndpointName": "e", "EndpointArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint/e"}]}"#,
    ]).coverage.gaps
    #expect(
      described.contains {
        $0.what == "what 1 thing of SageMaker read and load"
          && $0.command == "aws sagemaker describe-endpoint"
      })
  }
}
