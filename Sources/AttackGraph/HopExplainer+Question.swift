import Environment
import Policy

extension HopExplainer {
  /// Decides any request of the actor at a node on a resource by its ARN, with what the snapshot
  /// knows of that resource; nil when the node is no actor. O(resources).
  package func decide(
    _ action: String, at node: Int32, on arn: String, context: [String: String] = [:]
  ) -> Decision? {
    guard let actor = actor(at: node) else { return nil }
    return decide(action, actor, asked(arn, actor), context: context)
  }

  private func asked(_ arn: String, _ actor: Actor) -> Asked {
    var asked = Asked(
      arn: arn, account: ARN(arn)?.account ?? "", policy: nil, settings: ResourceSettings())
    if let role = environment.roles.first(where: { $0.arn == arn }) {
      asked.policy = role.trust
      asked.tags = role.tags
    } else if let user = environment.users.first(where: { $0.arn == arn }) {
      asked.tags = user.tags
    } else if let resource = resource(of: arn) {
      asked.account = resource.account
      asked.policy = resource.policy
      asked.settings = resource.settings
      asked.tags = resource.arn == arn ? resource.tags : nil
    }
    if ["", "aws"].contains(asked.account) { asked.account = actor.account }
    return asked
  }

  /// The resource that an ARN names, or the bucket that an object lies in.
  private func resource(of arn: String) -> Resource? {
    if let exact = environment.resources.first(where: { $0.arn == arn }) { return exact }
    guard let parsed = ARN(arn), parsed.service == "s3", let slash = arn.firstIndex(of: "/") else {
      return nil
    }
    return environment.resources.first { $0.arn == arn[..<slash] }
  }
}
