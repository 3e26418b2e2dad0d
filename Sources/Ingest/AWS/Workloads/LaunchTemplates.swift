import Documents
import Environment
import Policy

/// EC2 launch templates, the role that each gives to instances, and the groups that launch by them.
enum LaunchTemplates {
  static let operation = "aws ec2 describe-launch-templates"
  static let versionsOperation = "aws ec2 describe-launch-template-versions"
  static let groupsOperation = "aws autoscaling describe-auto-scaling-groups"

  static let rules = [
    ServiceRule(
      "autoscaling", "describe-auto-scaling-groups",
      tells: "the launch templates that groups of instances use", read: readGroups),
    ServiceRule("ec2", "describe-launch-templates", tells: "launch templates", read: readTemplates),
    ServiceRule(
      "ec2", "describe-launch-template-versions", .either,
      tells: "the roles that launch templates give", read: readVersions),
  ]

  private static func readTemplates(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("LaunchTemplates", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("LaunchTemplateId", of: entry, file) else { continue }
      let arn = builder.builtARN("ec2", "launch-template/\(id)", file)
      var template = Resource(
        arn: arn, kind: .launchTemplate, name: entry["LaunchTemplateName"]?.string ?? id,
        account: file.account, origin: entry.origin)
      template.region = file.region ?? builder.onlyRegion(of: file.account)
      template.tags = builder.tags("Tags", of: entry)
      builder.put(template, isListing: true, file)
      builder.launch[arn, default: LaunchFacts()].latest = entry["LatestVersionNumber"]?.scalarText
      builder.launch[arn]?.standard = entry["DefaultVersionNumber"]?.scalarText
    }
    builder.note(inventory: file.command, file)
  }

  private static func readVersions(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("LaunchTemplateVersions", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("LaunchTemplateId", of: entry, file),
        let number = entry["VersionNumber"]?.scalarText
      else { continue }
      let arn = builder.builtARN("ec2", "launch-template/\(id)", file)
      let profile = entry.at(["LaunchTemplateData", "IamInstanceProfile"])
      builder.launch[arn, default: LaunchFacts()].profiles[number] =
        profile?["Arn"] ?? profile?["Name"]
      builder.launch[arn]?.versions.insert(number)
    }
    builder.note(inventory: file.command, file)
  }

  private static func readGroups(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("AutoScalingGroups", of: root, file) else { return }
    for entry in entries {
      guard builder.arn("AutoScalingGroupARN", of: entry, file) != nil else { continue }
      let mixed = entry.at(["MixedInstancesPolicy", "LaunchTemplate"])
      let specifications =
        [entry["LaunchTemplate"], mixed?["LaunchTemplateSpecification"]].compactMap { $0 }
        + (mixed?["Overrides"]?.elements.compactMap { $0["LaunchTemplateSpecification"] } ?? [])
      for specification in specifications {
        guard let id = specification["LaunchTemplateId"]?.string else { continue }
        let arn = builder.builtARN("ec2", "launch-template/\(id)", file)
        // Without a version, a group uses the default one.
        let version = specification["Version"]?.string ?? "$Default"
        builder.launch[arn, default: LaunchFacts()].uses.insert(version)
      }
    }
    builder.note(inventory: file.command, file)
  }
}

/// What the files say of a launch template, until all are read.
struct LaunchFacts {
  var latest: String?
  var standard: String?
  /// The instance profiles of versions, by their numbers.
  var profiles: [String: JSONValue] = [:]
  /// The versions that were read.
  var versions: Set<String> = []
  /// The versions by which groups launch: `$Default`, `$Latest`, or a number.
  var uses: Set<String> = []
}

extension EnvironmentBuilder {
  /// Gives launch templates the roles of the versions by which they are used.
  mutating func resolveLaunchTemplates() {
    for (arn, facts) in launch.sorted(by: { $0.key < $1.key }) {
      guard let index = resources[arn] else { continue }
      let account = environment.resources[index].account
      if has(LaunchTemplates.groupsOperation, in: account) {
        // A group that keeps to a number does not take up a new version.
        let isUsed = facts.uses.contains("$Default") || facts.uses.contains("$Latest")
        environment.resources[index].state["used"] = isUsed ? "by a group" : "no"
      }
      let number = facts.uses.contains("$Latest") ? facts.latest : facts.standard
      guard let number, facts.versions.contains(number) else { continue }
      described.insert(Described(operation: LaunchTemplates.versionsOperation, thing: arn))
      guard let profile = facts.profiles[number], let text = profile.string else { continue }
      environment.resources[index].runsAs = role(ofProfile: text, account: account)
      environment.resources[index].runsAsOrigin = profile.origin
    }
  }
}
