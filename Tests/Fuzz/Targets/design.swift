extension Targets {
  /// Reads any bytes as a hand-written design.
  static func design(_ bytes: [UInt8]) {
    let reader = DesignReader(bytes, file: "fuzz.design.yaml")
    Walk.check(reader.log.diagnostics)
    precondition((reader.covered.status == .read) == reader.log.diagnostics.isEmpty)
    let environment = reader.environment
    for user in environment.users { check(user.arn, user.account) }
    for role in environment.roles { check(role.arn, role.account) }
    for resource in environment.resources where !resource.arn.hasPrefix("arn:aws:s3") {
      check(resource.arn, resource.account)
    }
    let names = environment.users.map(\.arn) + environment.roles.map(\.arn)
    precondition(Set(names).count == names.count)
  }

  private static func check(_ arn: String, _ account: String) {
    precondition(ARN(arn)?.account == account && isAccountID(account), arn)
  }
}
