extension Targets {
  /// Reads any JSON as a policy of every kind, and decides requests by it.
  static func policies(_ bytes: [UInt8]) {
    guard let document = try? JSONDocument.parse(bytes, file: "fuzz.json") else { return }
    for kind in [PolicyKind.inline, .trust, .resource, .serviceControl] {
      var reader = PolicyReader()
      let policy = reader.read(document.root, kind: kind, name: "fuzz")
      Walk.check(reader.diagnostics)
      precondition(policy.statements.count <= max(document.root["Statement"]?.listed.count ?? 0, 0))
    }
    decide(bytes)
  }

  private static let principal =
    #"{"type": "user", "arn": "arn:aws:iam::111122223333:user/ana", "account": "111122223333"}"#

  private static func decide(_ policy: [UInt8]) {
    for (action, resource) in [
      ("s3:GetObject", "arn:aws:s3:::b/k"),
      ("sts:AssumeRole", "arn:aws:iam::111122223333:role/r"),
    ] {
      let head =
        #"{"id": "1", "principal": \#(principal), "request": {"action": "\#(action)", "#
        + #""resource": "\#(resource)"}, "identity_policies": ["#
      let mark = policy.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let own = policy.dropFirst(mark)
      let text =
        Array(head.utf8) + own + Array(#"], "resource_policy": "#.utf8) + own + Array("}".utf8)
      guard let root = try? JSONDocument.parse(text, file: "case.json").root,
        let question = SimulationCase(root)
      else { continue }
      _ = question.answer()
    }
  }
}
