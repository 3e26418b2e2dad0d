import Documents
import Policy
import Reporting

/// One request, as it is written on a command line, with the files of all policies that bear on it.
package struct SingleRequest: Sendable {
  /// A user's, role's, session's or root's ARN, a service such as `lambda.amazonaws.com`, or `*` for
  /// somebody without credentials.
  package var principal: String
  package var action: String
  package var resource: String
  /// The account that owns the resource; else that of its ARN, else the principal's.
  package var resourceAccount: String?
  /// Context keys with their values; several values of one key are given one by one.
  package var context: [(key: String, value: String)] = []
  /// Keys that the request does not have.
  package var absent: [String] = []
  /// Files of policies, by what they count as. Each of `serviceControl` and `resourceControl` is a
  /// level of the organisation of its own.
  package var policies: [PolicyKind: [String]] = [:]

  package init(principal: String, action: String, resource: String) {
    self.principal = principal
    self.action = action
    self.resource = resource
  }

  /// Reads the policies and decides. What is not given of the context is judged by its class: the
  /// attacker's choice, or unknown.
  ///
  /// - Throws: A problem of usage, or with a file that cannot be read.
  package func decide() throws(Problem) -> (answer: CanAnswer, complaints: [String]) {
    guard action.contains(":"), !action.contains(where: { "*? ".contains($0) }) else {
      throw Problem(
        ["an action is service:Name, for example s3:GetObject, not '\(action)'"], isUsage: true)
    }
    guard let caller = Self.caller(principal) else {
      throw Problem(
        [
          "--principal takes the ARN of a user, role, session or root, a service such as "
            + "lambda.amazonaws.com, or *, not '\(principal)'"
        ], isUsage: true)
    }
    var reader = PolicyReader()
    var complaints: [String] = []
    let inputs = try inputs(&reader, &complaints)
    let owner =
      resourceAccount ?? ARN(resource).flatMap { Int($0.account) == nil ? nil : $0.account }
    let request = Request(
      caller: caller, action: action, resource: resource,
      resourceAccount: owner ?? caller.account, context: requestContext(caller), policies: inputs)
    let decision = Policy.decide(request)
    complaints += reader.diagnostics.map(Problem.line)
    let question = CanAnswer(
      principal: principal, action: action, resource: resource, decision: decision,
      remarks: QuestionRemarks.of(action: action, on: resource))
    return (question, complaints)
  }

  private func requestContext(_ caller: Caller) -> RequestContext {
    var context = RequestContext(world: .open)
    var values: [String: [String]] = [:]
    for (key, value) in self.context { values[key.asciiLowercasedText, default: []].append(value) }
    for (key, list) in values { context[key] = .values(list) }
    for key in absent { context[key.asciiLowercasedText] = .absent }
    return context
  }

  private func inputs(
    _ reader: inout PolicyReader, _ complaints: inout [String]
  ) throws(Problem) -> PolicyInputs {
    var documents: [PolicyKind: [PolicyDocument]] = [:]
    for (kind, files) in policies.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for file in files {
        let bytes = try InputBytes.read(file)
        do {
          let document = try JSONDocument.parse(bytes, file: file)
          complaints += document.duplicateKeys.map(Problem.line)
          documents[kind, default: []].append(
            reader.read(document.root, kind: kind, name: file))
        } catch {
          throw Problem([Problem.line(error.diagnostic)], isUsage: false)
        }
      }
    }
    return PolicyInputs(
      identity: documents[.inline] ?? [], boundary: documents[.boundary]?.first,
      session: documents[.session],
      serviceControl: documents[.serviceControl]?.map { [$0] },
      resourceControl: documents[.resourceControl]?.map { [$0] },
      resource: documents[.resource]?.first)
  }

  /// Who a principal's text stands for.
  private static func caller(_ text: String) -> Caller? {
    if text == "*" { return Caller(kind: .anonymous) }
    guard let arn = ARN(text) else {
      let isService = text.hasSuffix(".amazonaws.com") || text.hasSuffix(".amazonaws.com.cn")
      return isService ? Caller(kind: .service, service: text) : nil
    }
    if arn.resource == "root" { return Caller(kind: .root, arn: text, account: arn.account) }
    let parts = arn.resource.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "user": return Caller(kind: .user, arn: text, account: arn.account)
    case "role": return Caller(kind: .roleSession, roleARN: text, account: arn.account)
    case "assumed-role":
      let role = parts[1].prefix { $0 != "/" }
      return Caller(
        kind: .roleSession, arn: text,
        roleARN: "arn:\(arn.partition):iam::\(arn.account):role/\(role)", account: arn.account)
    case "federated-user":
      return Caller(kind: .federatedUser, arn: text, account: arn.account)
    default: return nil
    }
  }
}
