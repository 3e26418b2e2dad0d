import Documents

extension Technique {
  /// What is asked of a role that a service only goes on from: it may assume another, and that one
  /// trusts it. No technique of its own, and in no catalogue.
  package static let assumption = Technique(
    id: "onward", aliases: [], name: "", sentence: "", category: "", actor: .role, subject: .role,
    needs: [
      .permission(PermissionNeed(action: "sts:AssumeRole", place: .subject, context: [:]))
    ], gain: .session, effort: 0, noise: 0, attack: [], close: "", references: [], origin: .nowhere)
}
