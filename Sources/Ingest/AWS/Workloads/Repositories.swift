import Documents
import Environment

/// ECR: repositories of container images, with their policies and tags.
enum Repositories {
  static let rules = [
    WorkloadShape(
      service: "ecr", operation: "describe-repositories", kind: .repository, role: .lists,
      naming: .single, tells: "repositories of container images", entries: "repositories",
      arn: "repositoryArn", name: "repositoryName", states: ["mutability": ["imageTagMutability"]],
      complete: { entry, repository, _, _ in
        repository.encryptionKey = entry.at(["encryptionConfiguration", "kmsKey"])?.string
      }
    ).rule,
    ServiceRule(
      "ecr", "get-repository-policy", .named, tells: "a repository's policy",
      absences: ["RepositoryPolicyNotFoundException"], read: readPolicy),
    ServiceRule(
      "ecr", "list-tags-for-resource", .named, tells: "a repository's tags", read: readTags),
  ]

  private static func readPolicy(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let name = builder.text("repositoryName", of: root, file) else { return }
    var about = file
    about.name = name
    for index in builder.things(.repository, namedBy: about) {
      builder.environment.resources[index].policy =
        builder.policy(root["policyText"], kind: .resource, name: name)
    }
  }

  private static func readTags(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard builder.list("tags", of: root, file) != nil else { return }
    for index in builder.things(.repository, namedBy: file) {
      builder.environment.resources[index].tags = builder.tags("tags", of: root)
    }
  }
}
