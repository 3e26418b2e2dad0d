import AttackGraph
import Environment
import Techniques

/// Runs an analysis: from every start to every target.
package struct Analyzer {
  package let graph: AttackGraph
  package let explainer: HopExplainer

  /// Builds the graph of an environment.
  package init(environment: Environment, catalogue: Catalogue) {
    let assembler = GraphAssembler(environment: environment, catalogue: catalogue)
    graph = assembler.assemble()
    explainer = assembler.explainer(for: graph)
  }

  /// Finds how every start reaches every target, and proves the most urgent.
  ///
  /// - Parameter limit: how many findings are proven and shown.
  package func analyze(limit: Int) -> AnalysisResult {
    let finding = Starts(graph)
    let starts = finding.all()
    let targets = Targets(graph).all()
    let finder = PathFinder(graph: graph, explainer: explainer)
    let reached = Reachability(graph: graph, starts: starts, targets: targets).pairs
    let (pairs, company) = Reachability.withoutCompany(
      withoutRepetitions(reached, targets), starts
    ) { pair in
      finder.aim(at: [targets[pair.target].node], within: PathFinder.Horizon([pair]))
      return finder.best(from: starts[pair.start].nodes, isCertain: true)?.best.isCertain == true
    }
    let register = RiskRegister(
      graph.environment.settings.acceptedRisks, asOf: graph.environment.asOf)
    let (open, accepted, used) = split(pairs, starts, targets, register)
    let chosen = choose(open, starts, targets, limit)
    var result = AnalysisResult(
      graph: graph, starts: starts, targets: targets, findings: [], reachedPairs: open.count)
    result.findings = prove(chosen, starts, targets, finder)
    result.tell(company.map { (targets[$0.key].node, $0.value) })
    result.reachedPairs -= chosen.count - result.findings.count
    result.attacker = finding.attacker
    result.factors = FactorGains(starts: finding, finder: finder).closure(of: result.findings)
    if !register.isEmpty {
      let known = prove(choose(accepted, starts, targets, limit), starts, targets, finder)
      apply(register, to: &result, known: known)
      result.unusedRisks = register.unused(besides: used)
    }
    return result
  }

  /// Leaves out that a start reaches a bucket which a tag marks, where it reaches a part that a
  /// configuration names as well, as surely and as soon: that says the same more exactly.
  private func withoutRepetitions(
    _ pairs: [Reachability.Pair], _ targets: [Target]
  ) -> [Reachability.Pair] {
    var known: Set<[String]> = []
    func key(_ pair: Reachability.Pair, _ bucket: String) -> [String] {
      let impact = targets[pair.target].impact?.rawValue ?? ""
      return ["\(pair.start) \(pair.isCertain) \(pair.hops)", bucket, impact]
    }
    for pair in pairs {
      if let bucket = targets[pair.target].bucket { known.insert(key(pair, bucket)) }
    }
    return pairs.filter { pair in
      let target = targets[pair.target]
      return !target.isByTag || !known.contains(key(pair, target.id))
    }
  }

  /// The pairs that nobody accepts today, those that someone does, and the entries that cover any.
  private func split(
    _ pairs: [Reachability.Pair], _ starts: [Start], _ targets: [Target], _ register: RiskRegister
  ) -> (open: [Reachability.Pair], accepted: [Reachability.Pair], used: Set<Int>) {
    guard !register.isEmpty else { return (pairs, [], []) }
    var open: [Reachability.Pair] = []
    var accepted: [Reachability.Pair] = []
    var used: Set<Int> = []
    for pair in pairs {
      let entries = register.entries(start: starts[pair.start], target: targets[pair.target])
      used.formUnion(entries)
      if let entry = entries.first, !register.hasExpired(entry) {
        accepted.append(pair)
      } else {
        open.append(pair)
      }
    }
    return (open, accepted, used)
  }

  private func apply(
    _ register: RiskRegister, to result: inout AnalysisResult, known: [Finding]
  ) {
    result.accepted = known.compactMap { finding in
      register.entries(start: finding.start, target: finding.target).first.map {
        AcceptedFinding(finding: finding, risk: register.risk($0))
      }
    }
    for number in result.findings.indices {
      let finding = result.findings[number]
      let entry = register.entries(start: finding.start, target: finding.target).first
      result.findings[number].lapsed = entry.map(register.risk)
    }
  }

  /// The most urgent pairs, in the order in which findings are shown.
  private func choose(
    _ pairs: [Reachability.Pair], _ starts: [Start], _ targets: [Target], _ limit: Int
  ) -> [Reachability.Pair] {
    // Of all pairs only those are put in order that can be among the first.
    let ranks = pairs.map { pair in
      let start = starts[pair.start]
      let target = targets[pair.target]
      let score = Severity.score(
        start: start, impact: target.impact, evidence: target.evidence,
        isCertain: pair.isCertain, hops: pair.hops)
      return Urgency.Rank(
        severity: Severity.of(score), isCertain: pair.isCertain, start: start, target: target,
        hops: pair.hops)
    }
    if limit < 1 { return [] }
    let last = ranks.sorted().prefix(limit).last
    return zip(pairs, ranks).filter { _, rank in last.map { rank <= $0 } ?? true }
      .map { pair, rank in
        (pair, Urgency(rank, start: starts[pair.start], target: targets[pair.target]))
      }
      .sorted { $0.1 < $1.1 }.prefix(limit).map(\.0)
  }

  /// Proves the chosen pairs, target by target.
  private func prove(
    _ pairs: [Reachability.Pair], _ starts: [Start], _ targets: [Target], _ finder: PathFinder
  ) -> [Finding] {
    var findings: [Finding] = []
    for (target, group) in Dictionary(grouping: pairs, by: \.target).sorted(by: { $0.key < $1.key })
    {
      finder.aim(at: [targets[target].node], within: PathFinder.Horizon(group))
      for pair in group {
        let start = starts[pair.start]
        guard let (path, shorter) = finder.best(from: start.nodes, isCertain: pair.isCertain)
        else { continue }
        findings.append(finding(start, targets[target], path, shorter))
      }
    }
    return findings.map { ($0, Urgency($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func finding(
    _ start: Start, _ target: Target, _ path: AttackPath, _ shorter: AttackPath?
  ) -> Finding {
    let factors = Severity.factors(
      start: start, impact: target.impact, evidence: target.evidence, isCertain: path.isCertain,
      hops: path.hops.count)
    return Finding(
      id: Finding.id(start: start, target: target), start: start, target: target, path: path,
      shorter: shorter, severity: Severity.of(Severity.score(factors)), factors: factors)
  }
}

/// The order of findings: severity, certainty, ease of the start, hops, what the target holds, then
/// names.
private struct Urgency: Comparable {
  /// All but the names, as one number.
  struct Rank: Comparable {
    private let value: UInt64

    init(severity: Finding.Severity, isCertain: Bool, start: Start, target: Target, hops: Int) {
      let parts = [15 - severity.rank, isCertain ? 0 : 1, start.difficulty, hops, target.rank]
      value = parts.reduce(0) { $0 << 12 | UInt64(min(max($1, 0), 4095)) }
    }

    static func < (left: Rank, right: Rank) -> Bool { left.value < right.value }
  }

  private let rank: Rank
  private let names: [String]

  init(_ rank: Rank, start: Start, target: Target) {
    self.rank = rank
    names = [target.id, target.impact?.rawValue ?? "", start.id]
  }

  init(_ finding: Finding) {
    let rank = Rank(
      severity: finding.severity, isCertain: finding.path.isCertain, start: finding.start,
      target: finding.target, hops: finding.path.hops.count)
    self.init(rank, start: finding.start, target: finding.target)
  }

  static func < (left: Urgency, right: Urgency) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    return left.names.lexicographicallyPrecedes(right.names)
  }
}
