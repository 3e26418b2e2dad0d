import Environment
import Policy

/// Whose workflows a role lets in by an identity provider, judged by what its trust policy asks of
/// their subject (`sub`).
///
/// Sources: GitHub Docs, "OpenID Connect reference"; GitLab Docs, "OpenID Connect in AWS"; HCP
/// Terraform documentation, "Workload identity tokens".
package struct WorkflowScope: Sendable, Hashable {
  /// How many are let in, the most first.
  package enum Breadth: Int, Sendable, Hashable, Comparable {
    /// Whoever has an account with the provider.
    case anyone
    /// Whoever can change some repository or workspace of one organisation.
    case organization
    /// Whoever can run a workflow in one repository, in a pull request too.
    case repository
    /// Who can change one branch, environment or the like.
    case one

    package static func < (left: Breadth, right: Breadth) -> Bool { left.rawValue < right.rawValue }
  }

  package var provider: Provider
  package var breadth: Breadth
  /// The subjects that are let in, as patterns; empty where they are not asked for.
  package var subjects: [String]

  /// A provider of identities of workflows.
  package enum Provider: String, Sendable, Hashable {
    case gitHub = "GitHub"
    case gitLab = "GitLab"
    case bitbucket = "Bitbucket"
    case terraform = "Terraform Cloud"
    /// The pods of one Kubernetes cluster: they are not outside.
    case kubernetes = "Kubernetes"
    case other = "the identity provider"

    /// Recognised by the host of the issuer.
    init(issuer: String) {
      let host = issuer.prefix { $0 != "/" }
      switch true {
      case host == "token.actions.githubusercontent.com": self = .gitHub
      case host == "gitlab.com": self = .gitLab
      case host == "api.bitbucket.org": self = .bitbucket
      case host == "app.terraform.io": self = .terraform
      case host.hasPrefix("oidc.eks.") || host.hasPrefix("oidc-eks."): self = .kubernetes
      default: self = .other
      }
    }

    /// Whether many organisations share the issuer: that of Bitbucket is one workspace's.
    var isShared: Bool {
      switch self {
      case .gitHub, .gitLab, .terraform: true
      case .bitbucket, .kubernetes, .other: false
      }
    }

    /// What subjects begin with, and what ends the name of the organisation in them.
    fileprivate var form: (prefix: String, end: Character)? {
      switch self {
      case .gitHub: ("repo:", "/")
      case .gitLab: ("project_path:", "/")
      case .terraform: ("organization:", ":")
      case .bitbucket, .kubernetes, .other: nil
      }
    }
  }

  /// Judges the trust policy of a role for one provider; nil where no real subject is let in.
  ///
  /// - Parameter provider: The ARN of the provider, as the trust policy names it.
  init?(of role: Role, by provider: String) {
    guard let marker = provider.range(of: ":oidc-provider/") else { return nil }
    let issuer = String(provider[marker.upperBound...])
    self.provider = Provider(issuer: issuer)
    let key = issuer.asciiLowercasedText + ":sub"
    subjects = []
    breadth = .one
    var isFound = false
    for statement in role.trust?.statements ?? [] where statement.effect == .allow {
      guard case .only(let names) = statement.principals, names.contains(.federated(provider))
      else { continue }
      guard let asked = WorkflowScope.subjects(of: statement, key) else {
        (breadth, isFound) = (self.provider.isShared ? .anyone : .organization, true)
        continue
      }
      isFound = isFound || !asked.isEmpty
      subjects += asked
      breadth = (asked.map(judge) + [breadth]).min() ?? breadth
    }
    guard isFound else { return nil }
    subjects = Array(Set(subjects)).sorted()
  }

  /// The subjects that a statement admits; nil where it asks for none.
  private static func subjects(of statement: Statement, _ key: String) -> [String]? {
    let tests = statement.conditions.filter { $0.key == key && !$0.comparison.isNegated }
    guard let test = tests.first(where: { $0.comparison != .null }) else { return nil }
    let values = test.values.map(\.text)
    switch test.comparison {
    // Where wildcards stand for themselves, a value that has some equals no subject.
    case .stringEquals, .stringEqualsIgnoreCase: return values.filter { !$0.contains("*") }
    default: return values
    }
  }

  private func judge(_ subject: String) -> Breadth {
    let isOpen = { (text: Substring) in text.contains { $0 == "*" || $0 == "?" } }
    guard let (prefix, end) = provider.form else {
      return isOpen(subject[...]) ? .organization : .one
    }
    guard subject.hasPrefix(prefix) else {
      return subject.first == "*" || isOpen(subject.prefix(prefix.count)) ? .anyone : .one
    }
    let rest = subject.dropFirst(prefix.count)
    guard let boundary = rest.firstIndex(of: end), !isOpen(rest[..<boundary]) else {
      return isOpen(rest) ? .anyone : .one
    }
    let inner = rest[rest.index(after: boundary)...]
    let name = inner.prefix { $0 != ":" }
    if isOpen(name) { return .organization }
    let context = inner.dropFirst(name.count + 1)
    if provider == .terraform { return isOpen(context) ? .organization : .one }
    return context.isEmpty || context.hasPrefix("*") || context.hasPrefix("pull_request")
      ? .repository : .one
  }
}
