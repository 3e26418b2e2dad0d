import Documents
import Foundation
import Policy

extension Account {
  /// An account as the command line prints it: `iam/get-account-authorization-details.json` and
  /// `s3api/get-bucket-policy`, in a folder named by the account; nil where they are not there.
  /// What is needed to ask about buckets and roles, no more.
  package static func read(_ folder: String) throws -> Account? {
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: folder).sorted() {
      let own = folder + "/" + name
      let file = own + "/iam/get-account-authorization-details.json"
      guard manager.fileExists(atPath: file) else { continue }
      var reader = ExportReader(account: Account(id: name))
      try reader.read(parse(file))
      let buckets = own + "/s3api/get-bucket-policy"
      for bucket in try parse(own + "/s3api/list-buckets.json")["Buckets"]?.listed ?? [] {
        let bucket = bucket["Name"]?.string ?? ""
        let policy = "\(buckets)/\(bucket).json"
        reader.add(bucket, try manager.fileExists(atPath: policy) ? parse(policy) : nil)
      }
      return reader.account
    }
    return nil
  }

  private static func parse(_ file: String) throws -> JSONValue {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    return try JSONDocument.parse(bytes, file: file).root
  }
}

private struct ExportReader {
  var account: Account
  var policies = PolicyReader()
  var managed: [String: PolicyDocument] = [:]
  var groups: [String: [PolicyDocument]] = [:]

  mutating func read(_ root: JSONValue) {
    for policy in root["Policies"]?.listed ?? [] {
      guard let arn = policy["Arn"]?.string,
        let version = policy["PolicyVersionList"]?.listed.first(where: {
          $0["IsDefaultVersion"]?.bool == true
        }), let document = version["Document"]
      else { continue }
      managed[arn] = policies.read(document, kind: .managed, name: arn)
    }
    for group in root["GroupDetailList"]?.listed ?? [] {
      groups[group["GroupName"]?.string ?? ""] = own(group, "GroupPolicyList")
    }
    for user in root["UserDetailList"]?.listed ?? [] { add(user, isUser: true) }
    for role in root["RoleDetailList"]?.listed ?? [] { add(role, isUser: false) }
  }

  private mutating func own(_ principal: JSONValue, _ list: String) -> [PolicyDocument] {
    var documents: [PolicyDocument] = []
    for inline in principal[list]?.listed ?? [] {
      if let document = inline["PolicyDocument"] {
        documents.append(
          policies.read(document, kind: .inline, name: inline["PolicyName"]?.string ?? ""))
      }
    }
    for attached in principal["AttachedManagedPolicies"]?.listed ?? [] {
      if let document = managed[attached["PolicyArn"]?.string ?? ""] { documents.append(document) }
    }
    return documents
  }

  private mutating func add(_ principal: JSONValue, isUser: Bool) {
    let arn = principal["Arn"]?.string ?? ""
    let name = ARN(arn)?.name ?? ""
    var tags: [String: String] = [:]
    for tag in principal["Tags"]?.listed ?? [] {
      tags[(tag["Key"]?.string ?? "").asciiLowercasedText] = tag["Value"]?.string ?? ""
    }
    let caller = Caller(
      kind: isUser ? .user : .roleSession,
      arn: isUser ? arn : "arn:aws:sts::\(account.id):assumed-role/\(name)/s",
      roleARN: isUser ? nil : arn, account: account.id,
      uniqueID: principal[isUser ? "UserId" : "RoleId"]?.string, tags: tags)
    var identity = own(principal, isUser ? "UserPolicyList" : "RolePolicyList")
    for group in principal["GroupList"]?.listed ?? [] {
      identity += groups[group.string ?? ""] ?? []
    }
    let boundary = principal["PermissionsBoundary"]?["PermissionsBoundaryArn"]?.string
    account.principals.append(
      Account.Principal(
        caller: caller, identity: identity, boundary: boundary.flatMap { managed[$0] }))
    guard !isUser, let trust = principal["AssumeRolePolicyDocument"] else { return }
    account.resources.append(
      Account.Resource(
        arn: arn, policy: policies.read(trust, kind: .trust, name: arn), tags: tags))
  }

  mutating func add(_ bucket: String, _ answer: JSONValue?) {
    let arn = "arn:aws:s3:::" + bucket
    var policy: PolicyDocument?
    if let text = answer?["Policy"]?.string,
      let value = try? JSONDocument.parse([UInt8](text.utf8), file: bucket).root
    {
      policy = policies.read(value, kind: .resource, name: arn)
    }
    account.resources.append(Account.Resource(arn: arn, policy: policy, tags: [:]))
  }
}
