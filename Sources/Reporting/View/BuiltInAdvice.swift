import AttackGraph

extension BuiltInTechnique {
  /// How to close a hop that is no technique of the catalogue; nil where a hop before it is what to
  /// close.
  var close: String? {
    switch self {
    case .structure, .accountControl: nil
    case .administrator:
      "Allow it only the actions that its work needs, or bound it by a permissions boundary."
    case .runsAs: "Allow the role only what the workload needs."
    case .federation:
      "Name in the role's trust policy the repository and branch, or the people, that need it."
    case .externalTrust:
      "Name in the role's trust policy the accounts or roles that need it, and ask third parties "
        + "for sts:ExternalId."
    case .permissionSet:
      "Take the permission set from whoever does not need it, and ask for a security key at each "
        + "sign-in."
    case .serves:
      "Limit who may change or control the workload as you limit who may write the model."
    case .open:
      "Take away the statement or grant that names everybody, and block public access for the "
        + "bucket and its account."
    }
  }
}
