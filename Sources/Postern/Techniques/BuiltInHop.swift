import AttackGraph
import Reporting

/// A hop that reports show and that is no technique of the catalogue: it follows from what AWS is,
/// not from a permission that could be taken away.
package struct BuiltInHop: Sendable {
  package let id: String
  package let name: String
  private let explanation: String

  /// All that reports can show.
  package static let all: [BuiltInHop] =
    BuiltInTechnique.allCases.compactMap { technique in
      explanation(of: technique).map {
        BuiltInHop(id: technique.id, name: technique.name, explanation: $0)
      }
    } + [
      BuiltInHop(
        id: "direct", name: "Already there",
        explanation: "The start has what was asked for; no hop is needed.")
    ]

  private static func explanation(of technique: BuiltInTechnique) -> String? {
    switch technique {
    case .structure: nil
    case .administrator:
      "The principal is allowed every action on every resource of its account, as far as the "
        + "account's service and resource control policies leave it. To close it: narrow the "
        + "statements that allow everything."
    case .accountControl:
      "Who controls an account can rewrite the policies, trusts and credentials of each of its "
        + "principals, and so become it. To close it: close the hop before, by which the account "
        + "was taken."
    case .runsAs:
      "Code in a workload holds the credentials of the role that the workload runs as. To close "
        + "it: give the workload a role with less."
    case .federation:
      "An identity of another provider (SAML, OpenID Connect) signs in to a role whose trust policy "
        + "names the provider. To close it: name the subjects and audiences that may in the trust "
        + "policy's conditions."
    case .externalTrust:
      "A principal that the snapshot knows only from a trust policy, such as one of another "
        + "account, takes the role that trusts it. To close it: name single roles instead of whole "
        + "accounts, with sts:ExternalId for vendors."
    case .permissionSet:
      "Somebody of IAM Identity Center signs in to the role that a permission set gives them in an "
        + "account, by an assignment of their own or of a group. To close it: delete the assignment, "
        + "or take the person out of the group."
    case .serves:
      "A workload answers with the model that its configuration names, and so as whoever controls "
        + "the workload wants. To close it: close the hop before, by which the workload was taken."
    case .open:
      "The policy or the access control list of a bucket lets in anyone, or any identity of any AWS "
        + "account. To close it: block public access for the account, and name who may."
    }
  }

  /// All there is to say, in lines of 80 columns.
  package var details: String {
    var page = PlainPage()
    page.add(name, lead: id + "  ")
    page.addBlank()
    page.add(explanation)
    page.addBlank()
    page.add("Not in the catalogue: it needs no permission of its own.")
    return page.text
  }

  var tree: JSONTree {
    .object([
      ("id", .text(id)), ("name", .text(name)), ("explanation", .text(explanation)),
      ("built_in", .bool(true)),
    ])
  }
}
