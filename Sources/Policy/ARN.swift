/// An Amazon Resource Name, split at its first five colons.
package struct ARN: Sendable, Hashable {
  package var partition: String
  package var service: String
  package var region: String
  package var account: String
  package var resource: String

  /// Parses `arn:partition:service:region:account:resource`; nil when it has fewer components.
  package init?(_ text: String) {
    // Bytes are split, not characters: colons are ASCII, and this runs often.
    guard text.utf8.starts(with: "arn:".utf8) else { return nil }
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6 else { return nil }
    partition = String(Substring(parts[1]))
    service = String(Substring(parts[2]))
    region = String(Substring(parts[3]))
    account = String(Substring(parts[4]))
    resource = String(Substring(parts[5]))
  }

  /// The partition of an ARN, without reading the rest of it; nil for what is none.
  package static func partition(of text: String) -> Substring? {
    guard text.utf8.starts(with: "arn:".utf8) else { return nil }
    let rest = text.utf8.dropFirst(4)
    return rest.firstIndex(of: UInt8(ascii: ":")).map { Substring(rest[..<$0]) }
  }

  package var text: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }

  /// The last path component of the resource: the friendly name of users, roles and policies.
  package var name: String {
    String(resource.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? "")
  }
}

/// Whether a text is a 12-digit account id.
package func isAccountID(_ text: some StringProtocol) -> Bool {
  text.utf8.count == 12 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
}

/// What the name of a role or policy says of who owns it.
package enum AWSOwned {
  /// A service-linked role: its policies and trust belong to the service.
  package static func isServiceLinkedRole(_ arn: String) -> Bool {
    arn.containsBytes(of: ":role/aws-service-role/")
  }

  /// A role that only AWS edits: service-linked, or made by Identity Center.
  package static func isProtectedRole(_ arn: String) -> Bool {
    isServiceLinkedRole(arn) || arn.containsBytes(of: ":role/aws-reserved/")
  }

  /// A session of a role that Identity Center made from a permission set.
  package static func isPermissionSetRole(_ caller: Caller) -> Bool {
    caller.roleARN?.containsBytes(of: ":role/aws-reserved/sso.amazonaws.com/") ?? false
  }

  /// A policy that AWS manages.
  package static func isManagedPolicy(_ arn: String) -> Bool {
    guard let arn = ARN(arn) else { return false }
    return arn.service == "iam" && arn.account == "aws" && arn.resource.hasPrefix("policy/")
  }
}

extension String {
  /// Whether the bytes of a part occur in the text. Much cheaper for short texts than the standard
  /// library's search, which prepares a table for every call. O(text × part) at worst.
  func containsBytes(of part: StaticString) -> Bool {
    var text = self
    return text.withUTF8 { bytes in
      let count = part.utf8CodeUnitCount
      guard count > 0, bytes.count >= count else { return count == 0 }
      for start in 0...(bytes.count - count) where bytes[start] == part.utf8Start[0] {
        var length = 1
        while length < count, bytes[start + length] == part.utf8Start[length] { length += 1 }
        if length == count { return true }
      }
      return false
    }
  }
}
