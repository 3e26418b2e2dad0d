/// The classes of context keys for an attacker: what it writes itself, and what nobody knows.
/// Source: IAM User Guide, "AWS global condition context keys"; the services' own key lists.
package enum ContextKeys {
  /// How a key that the snapshot says nothing of is judged.
  package static func openState(of key: String) -> KeyState {
    if let free = exact[key] { return .free(free) }
    for (prefix, free) in prefixes where key.hasPrefix(prefix) { return .free(free) }
    if absentKeys.contains(key) || key.hasPrefix("aws:principaltag/") { return .absent }
    return .free(FreeKey(.unknown))
  }

  private static let attacker = FreeKey(.attacker)
  private static let attackerAlways = FreeKey(.attacker, isAlwaysPresent: true)
  private static let attackerList = FreeKey(.attacker, isMultivalued: true)
  private static let unknown = FreeKey(.unknown)

  private static let exact: [String: FreeKey] = [
    "aws:tagkeys": attackerList, "aws:requestedregion": attackerAlways, "aws:useragent": attacker,
    "aws:referer": attacker, "aws:securetransport": attackerAlways,
    "s3:prefix": attacker, "s3:delimiter": attacker, "s3:max-keys": attacker,
    "s3:versionid": attacker,
    "sts:rolesessionname": attackerAlways, "sts:sourceidentity": attacker,
    "sts:transitivetagkeys": attackerList, "sts:durationseconds": attacker,
    "iam:passedtoservice": attacker, "iam:associatedresourcearn": attacker,
    "iam:permissionsboundary": attacker, "iam:policyarn": attacker, "iam:awsservicename": attacker,
    "ec2:instancetype": attacker, "ec2:instanceprofile": attacker,
    "lambda:principal": attacker, "dynamodb:leadingkeys": attackerList,
    "dynamodb:attributes": attackerList,
    "aws:currenttime": FreeKey(.unknown, isAlwaysPresent: true),
    "aws:epochtime": FreeKey(.unknown, isAlwaysPresent: true),
  ]

  private static let prefixes: [(String, FreeKey)] = [
    ("aws:requesttag/", attacker), ("s3:x-amz-", attacker), ("s3:requestobjecttag/", attacker),
    ("kms:encryptioncontext:", attacker), ("sagemaker:", attacker), ("lambda:", attacker),
    ("ssm:sessiondocumentaccesscheck", attacker), ("ssm:", unknown), ("ec2:", unknown),
  ]

  /// Facts that are absent where the snapshot does not give them.
  private static let absentKeys: Set<String> = [
    "aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:principalservicename",
    "aws:principalservicenameslist", "aws:username", "aws:federatedprovider",
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount",
    "aws:principaltype",
  ]
}
