import Documents
import Environment
import Policy

/// The identity providers that an account trusts: OIDC and SAML.
enum IdentityProviders {
  static let rules = [
    ServiceRule(
      "iam", "list-open-id-connect-providers", tells: "OIDC identity providers", read: readList),
    ServiceRule("iam", "list-saml-providers", tells: "SAML identity providers", read: readList),
    ServiceRule(
      "iam", "get-open-id-connect-provider", .named, tells: "an OIDC provider's audiences",
      read: readProvider),
  ]

  private static func readList(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    let isSAML = file.command.hasSuffix("list-saml-providers")
    let key = isSAML ? "SAMLProviderList" : "OpenIDConnectProviderList"
    for value in builder.list(key, of: root, file) ?? [] {
      guard let arn = builder.arn("Arn", of: value, file) else { continue }
      builder.add(
        IdentityProvider(arn: arn.text, account: arn.account, audiences: [], origin: value.origin))
    }
  }

  /// The output names no ARN, but its URL is the ARN's last part.
  private static func readProvider(
    _ root: JSONValue, _ file: FileContext, _ builder: inout EnvironmentBuilder
  ) {
    guard let url = builder.text("Url", of: root, file) else { return }
    let host = url.hasPrefix("https://") ? String(url.dropFirst(8)) : url
    let partition = builder.partition(of: file.account)
    let arn = "arn:\(partition):iam::\(file.account):oidc-provider/\(host)"
    let provider = IdentityProvider(
      arn: arn, account: file.account, audiences: [], origin: root.origin)
    let index = builder.add(provider)
    builder.environment.identityProviders[index].audiences =
      root["ClientIDList"]?.elements.compactMap(\.string) ?? []
  }
}

extension EnvironmentBuilder {
  /// Takes a provider, or finds it.
  @discardableResult
  mutating func add(_ provider: IdentityProvider) -> Int {
    if let index = providers[provider.arn] { return index }
    let index = environment.identityProviders.count
    providers[provider.arn] = index
    environment.identityProviders.append(provider)
    return index
  }
}
