import Documents

/// The condition keys that AWS knows.
enum ConditionKeyNames {
  /// Whether a key can be there whatever the action is.
  static func isGlobal(_ key: String) -> Bool {
    if globalKeys.contains(key) || sessionKeys.contains(key) { return true }
    return tagKeys.contains { key.hasPrefix($0) && key.utf8.count > $0.utf8.count }
  }

  /// The key in lower case as the reference lists it, `*` standing for what varies; nil for one that
  /// it lacks. O(log keys), or O(keys of the service).
  static func written(_ key: String) -> String? {
    let table = EmbeddedTable.conditionKeys
    if table.cells(of: key) != nil { return key }
    guard let colon = key.firstIndex(of: ":") else { return nil }
    return table.lines(withPrefix: key[...colon], cells: 1).compactMap(\.first).first {
      $0.contains("*") && Glob($0).matches(key)
    }
  }

  /// Whether a key as an action lists it, such as `service:Tag/${TagKey}`, is one of those of the
  /// reference. What varies is named in many ways, so only what is before a slash counts.
  static func isForm(_ name: Substring, of listed: String) -> Bool {
    let fixed = name.prefix { $0 != "$" && $0 != "<" && $0 != "/" }
    return String(fixed).asciiLowercasedText == listed.prefix { $0 != "*" && $0 != "/" }
  }

  /// Whether the reference lists a key for some action or type of resource of its service. It does
  /// not for every key, and then says nothing of where the key is.
  static func isListed(_ key: String) -> Bool {
    let service = key.prefix { $0 != ":" } + ":"
    let lists =
      EmbeddedTable.serviceAuthorization.lines(withPrefix: service, cells: 5).map { $0[4] }
      + EmbeddedTable.resourceTypes.lines(withPrefix: service, cells: 3).map { $0[2] }
    return lists.contains { list in
      list.split(separator: ",").contains { isForm($0, of: key) }
    }
  }

  /// The key of an identity provider, such as `token.actions.githubusercontent.com:sub`.
  static func isProviders(_ key: String) -> Bool {
    guard let colon = key.lastIndex(of: ":") else { return false }
    return key[..<colon].contains { $0 == "." || $0 == "/" }
  }

  /// Whether a key may have several values in one request.
  static func hasSeveralValues(_ key: String) -> Bool {
    if severalValues.contains(key) || isProviders(key) { return true }
    guard let listed = written(key), let cells = EmbeddedTable.conditionKeys.cells(of: listed)
    else { return !isGlobal(key) }
    return cells.count < 3 || cells[2].hasPrefix("Array")
  }

  /// The known key nearest to a misspelt one.
  static func suggestion(for key: String) -> String? {
    let service = key.prefix { $0 != ":" }
    if service.utf8.count == key.utf8.count {
      // The prefix is what is forgotten most.
      return globalNames.first { $0.asciiLowercasedText == "aws:" + key }
    }
    if tagKeys.contains(key + "/") { return "\(key)/TAG" }
    if service == "aws" { return NearWords.nearest(to: key, among: globalNames) }
    let names = EmbeddedTable.conditionKeys.lines(withPrefix: service + ":", cells: 2).map { $0[1] }
    return NearWords.nearest(to: key, among: names)
  }

  private static let globalKeys = Set(globalNames.map(\.asciiLowercasedText))
  private static let tagKeys = ["aws:principaltag/", "aws:requesttag/", "aws:resourcetag/"]

  private static let severalValues: Set<String> = [
    "aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist",
    "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:tagkeys", "aws:vpceorgpaths",
  ]

  /// Source: IAM User Guide, "AWS global condition context keys".
  private static let globalNames = [
    "aws:AssumedRoot", "aws:CalledVia", "aws:CalledViaAWSMCP", "aws:CalledViaFirst",
    "aws:CalledViaLast", "aws:ChatbotSourceArn", "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4", "aws:Ec2InstanceSourceVpc", "aws:EpochTime",
    "aws:FederatedProvider", "aws:IsMcpServiceAction", "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent", "aws:PrincipalAccount", "aws:PrincipalArn",
    "aws:PrincipalIsAWSService", "aws:PrincipalOrgID", "aws:PrincipalOrgMasterAccountId",
    "aws:PrincipalOrgPaths", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList",
    "aws:PrincipalType", "aws:Referer", "aws:RequestedRegion", "aws:ResourceAccount",
    "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:SecureTransport", "aws:SignInSessionArn",
    "aws:SourceAccount", "aws:SourceArn", "aws:SourceIdentity", "aws:SourceIp",
    "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner", "aws:SourceVpc",
    "aws:SourceVpcArn", "aws:SourceVpce", "aws:TagKeys", "aws:TokenIssueTime", "aws:UserAgent",
    "aws:ViaAWSMCPService", "aws:ViaAWSService", "aws:VpcSourceIp", "aws:VpceAccount",
    "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:userid", "aws:username",
  ]

  /// Keys of a session that are there for every action, though a service's name stands before them.
  /// Source: as above, "Properties of the role session".
  private static let sessionKeys: Set<String> = [
    "codebuild:buildarn", "codebuild:projectarn", "ec2:instancesourceprivateipv4",
    "ec2:roledelivery", "ec2:sourceinstancearn", "ecs:sourcetaskarn",
    "glue:credentialissuingservice", "glue:roleassumedby", "identitystore:userid",
    "lambda:sourcefunctionarn", "ssm:sourceinstancearn",
  ]
}
