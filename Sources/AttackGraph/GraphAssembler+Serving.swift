import Environment

extension GraphAssembler {
  /// Whoever controls a workload that loads a model decides what it answers: as good as another
  /// model. Control of the workload has a state of its own on the way, since it is a hop by itself.
  func addServing() {
    for asset in environment.assets {
      let key = AccessKey(resource: asset.resource, impact: .backdoor)
      guard let target = accessNodes[key] else { continue }
      let workloads = Set(asset.sources.filter { $0.use == .model }.map(\.workload)).sorted()
      for workload in workloads {
        guard let node = servingNode(of: workload) else { continue }
        builder.addEdge(
          from: node, to: target, label: BuiltInTechnique.serves.rawValue, certain: true, cost: 0)
      }
    }
  }

  /// The state of serving as a workload; nil for what runs as no role.
  private func servingNode(of workload: Int) -> Int32? {
    if let known = servingNodes[workload] { return known }
    guard let control = workloadNodes[workload] else { return nil }
    let node = addNode(.workload(workload))
    servingNodes[workload] = node
    builder.addEdge(
      from: control, to: node, label: BuiltInTechnique.structure.rawValue, certain: true, cost: 0)
    return node
  }
}
