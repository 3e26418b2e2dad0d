import Documents
import Policy

@testable import Reporting

/// One question of `postern can`: may alice decrypt with a key?
struct Asked {
  static let alice = "arn:aws:iam::111122223333:user/alice"
  static let key = "arn:aws:kms:eu-central-1:111122223333:key/corpus"
  static let action = "kms:Decrypt"

  var identity: [Grant] = []
  var boundary: [Grant]?
  var serviceControl: [Grant]?
  var resource: [Grant]?
  var account = "111122223333"

  /// The decision, with keys that the question does not fix left open.
  var decision: Decision {
    var policies = PolicyInputs()
    policies.identity = [
      Grant.policy(.inline, "alice-policy", identity, file: "iam/alice.json")
    ]
    policies.boundary = boundary.map {
      Grant.policy(.boundary, "dev-limit", $0, file: "iam/dev-limit.json")
    }
    policies.serviceControl = serviceControl.map {
      [[Grant.policy(.serviceControl, "guardrails", $0, file: "organizations/guardrails.json")]]
    }
    policies.resource = resource.map {
      Grant.policy(.resource, "corpus", $0, file: "kms/get-key-policy/corpus.json")
    }
    let caller = Caller(kind: .user, arn: Asked.alice, account: "111122223333")
    return decide(
      Request(
        caller: caller, action: Asked.action, resource: Asked.key, resourceAccount: account,
        context: RequestContext(world: .open), policies: policies))
  }

  var text: String {
    DecisionText.text(decision, principal: "alice", action: Asked.action, resource: Asked.key)
  }

  var json: String {
    DecisionJSON.document(
      decision, principal: "alice", action: Asked.action, resource: Asked.key
    ).serialized()
  }

  /// A key that leaves its use to its account's policies.
  static func delegating(
    _ identity: Grant..., boundary: [Grant]? = nil, serviceControl: [Grant]? = nil
  ) -> Asked {
    Asked(
      identity: identity, boundary: boundary, serviceControl: serviceControl,
      resource: [.principals("111122223333", may: "kms:*")])
  }
}
