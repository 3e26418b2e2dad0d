extension CollectSummary {
  /// The summary for a person: what is there, and what was refused and failed, one line for each
  /// kind of command.
  package var lines: [String] {
    var lines = [
      "\(written) outputs written, \(kept) kept, \(absent) answered that there is none, "
        + "\(calls) calls"
    ]
    lines += CollectSummary.grouped(refused, "refused") { first in
      "needs " + first.permissions.joined(separator: ", ")
    }
    lines += CollectSummary.grouped(failed, "failed") { $0.reason }
    lines += skipped.map { "left out: " + $0 }
    switch end {
    case nil: break
    case .expired:
      lines.append("ended early: the credentials are too old; sign in, and run the same again:")
    case .interrupted: lines.append("interrupted; run the same again:")
    }
    if end != nil { lines.append("what is there is kept, and only the rest is asked for") }
    return lines
  }

  private static func grouped(
    _ misses: [Miss], _ what: String, _ detail: (Miss) -> String
  ) -> [String] {
    var order: [String] = []
    var groups: [String: [Miss]] = [:]
    for miss in misses {
      let key = "\(miss.account) \(miss.service) \(miss.operation)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(miss)
    }
    return order.compactMap { key in
      guard let group = groups[key], let first = group.first else { return nil }
      let times = group.count > 1 ? ", \(group.count) times" : ""
      return "\(what)\(times): \(first.account): aws \(first.service) \(first.operation)"
        + (first.region.map { group.count == 1 ? " in \($0)" : "" } ?? "") + ": " + detail(first)
    }
  }
}
