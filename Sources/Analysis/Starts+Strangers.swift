import AttackGraph

extension Starts {
  /// Whoever needs nothing of the organisation's, where a bucket is open to them.
  func strangers() -> [Start] {
    Stranger.allCases.compactMap { stranger in
      graph.external(stranger.id).map { node in
        let way = StartWay(
          .publicData, nodes: [node], reason: stranger.reason, origin: .nowhere)
        return Start(id: stranger.id, name: stranger.name, account: "", ways: [way])
      }
    }
  }
}
