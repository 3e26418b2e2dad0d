import Documents
import Environment
import Policy

/// Security groups, for one question: whether the Secure Shell of an instance can be reached.
enum SecurityGroups {
  static let operation = "aws ec2 describe-security-groups"

  static let rules = [
    ServiceRule(
      "ec2", "describe-security-groups", tells: "whether instances can be reached by SSH",
      read: read)
  ]

  /// From where a group admits port 22.
  enum Reach: Int, Comparable {
    case nowhere
    /// From some addresses, or from members of other groups: it depends on where the attacker is.
    case somewhere
    case anywhere

    static func < (left: Reach, right: Reach) -> Bool { left.rawValue < right.rawValue }
  }

  private static func read(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let entries = builder.list("SecurityGroups", of: root, file) else { return }
    for entry in entries {
      guard let id = builder.text("GroupId", of: entry, file) else { continue }
      // Older command lines print no ARN.
      if entry["SecurityGroupArn"] != nil { _ = builder.arn("SecurityGroupArn", of: entry, file) }
      let permissions = builder.list("IpPermissions", of: entry, file) ?? []
      let reach = permissions.filter(isSecureShell).map(reach).max() ?? .nowhere
      builder.secureShell[.init(account: file.account, name: id)] = reach
    }
    builder.note(inventory: file.command, file)
  }

  private static func isSecureShell(_ permission: JSONValue) -> Bool {
    switch permission["IpProtocol"]?.scalarText {
    case "-1": return true
    case "tcp", "6":
      guard let first = permission["FromPort"]?.scalarText.flatMap(Int.init),
        let last = permission["ToPort"]?.scalarText.flatMap(Int.init)
      else { return true }
      return first <= 22 && 22 <= last
    default: return false
    }
  }

  private static func reach(_ permission: JSONValue) -> Reach {
    let ranges =
      (permission["IpRanges"]?.elements.compactMap { $0["CidrIp"]?.string } ?? [])
      + (permission["Ipv6Ranges"]?.elements.compactMap { $0["CidrIpv6"]?.string } ?? [])
    if ranges.contains(where: { $0.hasSuffix("/0") }) { return .anywhere }
    let further = ["UserIdGroupPairs", "PrefixListIds"].contains {
      permission[$0].map { $0.elements.contains { _ in true } } ?? false
    }
    return ranges.isEmpty && !further ? .nowhere : .somewhere
  }
}

/// What an instance's entry says of its network.
struct NetworkFacts {
  var groups: Set<String>
  var hasPublicAddress: Bool

  init(_ instance: JSONValue) {
    let cards = instance["NetworkInterfaces"]?.elements.map { $0 } ?? []
    let lists = [instance["SecurityGroups"]] + cards.map { $0["Groups"] }
    groups = Set(
      lists.compactMap { $0 }.flatMap { $0.elements.compactMap { $0["GroupId"]?.string } })
    let addresses =
      [instance["PublicIpAddress"], instance["Ipv6Address"]]
      + cards.map { $0.at(["Association", "PublicIp"]) }
      + cards.map { $0["Ipv6Addresses"]?.elements.lazy.compactMap { $0["Ipv6Address"] }.first }
    hasPublicAddress = addresses.contains { $0?.string?.isEmpty == false }
  }
}

extension EnvironmentBuilder {
  /// States of each instance whether its Secure Shell can be reached, where that is known.
  mutating func resolveSecureShell() {
    for (index, network) in networks {
      let account = environment.resources[index].account
      guard has(SecurityGroups.operation, in: account) else { continue }
      let reaches = network.groups.map { secureShell[AccountName(account: account, name: $0)] }
      let answer: String? =
        if !network.hasPublicAddress {
          "closed"
        } else if reaches.contains(.anywhere) {
          "open"
        } else if reaches.allSatisfy({ $0 == .nowhere }) {
          "closed"
        } else {
          nil
        }
      environment.resources[index].state["ssh"] = answer
    }
  }
}
