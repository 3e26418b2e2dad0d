import Environment

extension Gaps {
  /// Without the access points it is not known whom a bucket that leaves access to them lets in, nor
  /// who comes to another through one.
  mutating func lookAtAccessPoints(_ account: String, _ resources: [Resource]) {
    let buckets = resources.filter { $0.kind == .bucket }
    let command = "aws s3control \(AccessPoints.operation)"
    let delegating = buckets.filter {
      !$0.settings.knowsAccessPoints && !builder.delegates(of: $0).isEmpty
    }
    if !delegating.isEmpty {
      add(
        52, account,
        "all access points to which \(Gaps.count(delegating.count, "bucket")) "
          + (delegating.count == 1 ? "leaves" : "leave") + " access",
        "what their policies grant by it is conditional",
        "\(command) --account-id \(unlisted(delegating) ?? account)")
    } else if !buckets.isEmpty, !builder.has(AccessPoints.operation, in: account) {
      add(
        18, account, "the access points of the account's buckets",
        "paths through them are not found", "\(command) --account-id \(account)")
    }
    let unknown = resources.filter {
      $0.kind == .accessPoint
        && !builder.described.contains(
          .init(operation: "aws s3control get-access-point-policy", thing: $0.arn))
    }
    guard !unknown.isEmpty else { return }
    add(
      53, account, "the policies of \(Gaps.count(unknown.count, "access point"))",
      "whom they let in is not counted",
      "aws s3control get-access-point-policy --account-id \(account) --name "
        + (unknown.count == 1 ? unknown[0].name : "NAME"))
  }

  /// The first account whose access points are to be listed and are not.
  private func unlisted(_ buckets: [Resource]) -> String? {
    let accounts = Set(buckets.flatMap { builder.delegates(of: $0).union([$0.account]) })
    return accounts.sorted().first { !$0.isEmpty && !builder.has(AccessPoints.operation, in: $0) }
  }
}
