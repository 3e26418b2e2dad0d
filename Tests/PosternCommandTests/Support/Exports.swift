import Foundation

/// Exports that tests write, made of plain values so that any text can stand in them.
enum Exports {
  static let account = "111122223333"
  static let gaad = account + "/iam/get-account-authorization-details.json"

  static func text(_ value: Any) -> String {
    let data = try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// What `get-account-authorization-details` prints of an account with these users.
  static func details(users: [Any]) -> String {
    text([
      "UserDetailList": users, "GroupDetailList": [Any](), "RoleDetailList": [Any](),
      "Policies": [Any](),
    ])
  }

  /// A user with one inline policy that allows actions on resources.
  static func user(
    _ name: String, policy: String = "work", sid: String = "Work", allowing actions: [String] = [],
    on resources: [String] = ["*"]
  ) -> [String: Any] {
    let statement: [String: Any] = [
      "Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resources,
    ]
    let document: [String: Any] = ["Version": "2012-10-17", "Statement": [statement]]
    return [
      "UserName": name, "UserId": "AIDAEXAMPLE", "Path": "/",
      "Arn": "arn:aws:iam::\(account):user/\(name)",
      "UserPolicyList": [["PolicyName": policy, "PolicyDocument": document]],
    ]
  }

  /// The smallest snapshot with a finding: one user who is allowed everything.
  static let almighty = details(users: [user("ana", allowing: ["*"])])
}
