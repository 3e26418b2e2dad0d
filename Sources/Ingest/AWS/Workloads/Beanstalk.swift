import Documents
import Environment
import Policy

/// Elastic Beanstalk: environments, and the bundles of code that their versions are.
enum Beanstalk {
  static let rules = [
    WorkloadShape(
      service: "elasticbeanstalk", operation: "describe-environments", kind: .beanstalkEnvironment,
      role: .lists, naming: .single, tells: "Elastic Beanstalk environments",
      entries: "Environments", arn: "EnvironmentArn", name: "EnvironmentName",
      states: ["status": ["Status"]],
      complete: { entry, environment, _, builder in
        guard let application = entry["ApplicationName"]?.string,
          let version = entry["VersionLabel"]?.string
        else { return }
        builder.deployedVersions[environment.arn] = Version(
          account: environment.account, region: environment.region, application: application,
          label: version)
      }
    ).rule,
    ServiceRule(
      "elasticbeanstalk", "describe-application-versions",
      tells: "the code of Elastic Beanstalk environments", read: readVersions),
  ]

  /// A version of an application.
  struct Version: Hashable {
    var account: String
    var region: String?
    var application: String
    var label: String
  }

  private static func readVersions(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("ApplicationVersions", of: root, file) else { return }
    for entry in entries {
      guard let application = builder.text("ApplicationName", of: entry, file),
        let label = builder.text("VersionLabel", of: entry, file),
        let bundle = entry["SourceBundle"], let bucket = bundle["S3Bucket"]?.string,
        let key = bundle["S3Key"]?.string,
        let place = DataReference(
          uri: "s3://\(bucket)/\(key)", isObject: true, use: .program, origin: bundle.origin)
      else { continue }
      let region =
        entry["ApplicationVersionArn"]?.string.flatMap { ARN($0)?.region } ?? file.region
      let version = Version(
        account: file.account, region: region, application: application, label: label)
      builder.bundles[version] = place
    }
    builder.note(inventory: file.command, file)
  }

  /// Gives environments their bundle, and the role of their instances, which carry the environment's
  /// name in a tag that nobody else can set. Source: AWS Elastic Beanstalk Developer Guide, "Tagging
  /// resources in your Elastic Beanstalk environments".
  static func resolve(_ builder: inout EnvironmentBuilder) {
    if builder.deployedVersions.isEmpty { return }
    var carriers: [EnvironmentBuilder.AccountName: Int] = [:]
    for (number, instance) in builder.environment.resources.enumerated()
    where instance.kind == .instance && instance.runsAs != nil {
      guard let name = instance.tags?["elasticbeanstalk:environment-name"] else { continue }
      let place = EnvironmentBuilder.AccountName(
        account: instance.account, name: "\(instance.region ?? "") \(name)")
      if carriers[place] == nil { carriers[place] = number }
    }
    for (arn, version) in builder.deployedVersions.sorted(by: { $0.key < $1.key }) {
      guard let index = builder.resources[arn] else { continue }
      let name = builder.environment.resources[index].name
      let place = EnvironmentBuilder.AccountName(
        account: version.account, name: "\(version.region ?? "") \(name)")
      if let carrier = carriers[place] {
        let instance = builder.environment.resources[carrier]
        builder.environment.resources[index].runsAs = instance.runsAs
        builder.environment.resources[index].runsAsOrigin = instance.runsAsOrigin
      }
      if let bundle = builder.bundles[version] {
        builder.environment.resources[index].data.append(bundle)
      }
    }
  }
}
