import AttackGraph
import Analysis
import Policy
import Techniques

/// One hop, prepared once for every format so that they cannot disagree.
package struct HopView: Sendable {
  /// What the attacker holds before the hop.
  package var fromID: String
  /// Its name for people.
  package var fromName: String
  /// What the attacker gains.
  package var toID: String
  /// Its name for people.
  package var toName: String
  /// For example `sts-001`.
  package var techniqueID: String
  /// For example `Role assumed`.
  package var techniqueName: String
  /// The hop as a sentence, with its names marked.
  package var phrase: Phrase
  /// The hop as a sentence.
  package var sentence: String { phrase.text }
  /// `certain` or `conditional`.
  package var certainty: String
  /// What must be so for a conditional hop.
  package var conditions: [String]
  /// The statements and facts that prove it.
  package var evidence: [Evidence]
  /// The workload through which it goes.
  package var viaID: String?
  /// Its name for people.
  package var viaName: String?
  /// How to close it, where the catalogue tells.
  package var close: String?
  /// MITRE ATT&CK technique ids.
  package var attack: [String]

  init(_ hop: Hop, in graph: AttackGraph) {
    let names = StateNames(graph)
    fromID = names.id(hop.from)
    fromName = names.name(hop.from)
    toID = names.id(hop.to)
    toName = names.name(hop.to)
    viaID = hop.via.map { graph.environment.resources[$0].arn }
    viaName = hop.via.map { graph.environment.resources[$0].name }
    certainty = hop.answer == .allowed ? "certain" : "conditional"
    conditions = hop.conditions
    evidence = hop.evidence
    let template: String
    switch hop.technique {
    case .catalogue(let number):
      let technique = graph.catalogue.techniques[number]
      techniqueID = technique.id
      techniqueName = technique.name
      template = technique.sentence
      close = technique.close
      attack = technique.attack
    case .builtIn(let builtIn):
      techniqueID = builtIn.id
      techniqueName = builtIn.name
      template = builtIn.sentence
      close = builtIn.close
      attack = []
    }
    let changed = hop.tagChanges.map { names.text($0) }.joined(separator: ", ")
    phrase = Phrase(
      template: template,
      [
        "from": fromName, "to": toName, "via": viaName ?? toName,
        "permission set": names.permissionSet(hop.to) ?? toName,
        "account": names.accountName(names.account(hop.to)),
        "tags": changed,
      ])
  }
}

/// One attack path, prepared for every format.
package struct PathView: Sendable {
  /// The same next month: start, target, impact, and for each hop its technique and where it leads.
  package var id: String
  /// Where it begins.
  package var sourceID: String
  /// For example `aws:iam:user`.
  package var sourceKind: String
  /// Its name for people.
  package var sourceName: String
  /// Where it leads.
  package var targetID: String
  /// For example `aws:s3:bucket`.
  package var targetKind: String
  /// Its name for people.
  package var targetName: String
  /// What the attacker does to data; nil for control.
  package var impact: String?
  /// `certain` or `conditional`.
  package var certainty: String
  /// The effort and noise of all its techniques together.
  package var cost: Int
  /// What must be so for a conditional path.
  package var conditions: [String]
  /// The hops; one with the technique `direct` where the start has what is asked.
  package var hops: [HopView]

  /// Prepares a path of a graph.
  package init(_ path: AttackPath, in graph: AttackGraph) {
    let names = StateNames(graph)
    sourceID = names.id(path.source)
    sourceKind = names.kind(path.source)
    sourceName = names.name(path.source)
    targetID = names.id(path.target)
    targetKind = names.kind(path.target)
    targetName = names.name(path.target)
    impact = names.impact(path.target)?.rawValue
    certainty = path.certainty
    conditions = path.conditions
    hops = path.hops.map { HopView($0, in: graph) }
    cost = path.hops.reduce(0) { sum, hop in
      if case .catalogue(let number) = hop.technique {
        return sum + graph.catalogue.techniques[number].cost
      }
      return sum
    }
    if hops.isEmpty { hops = [HopView(direct: path, in: graph)] }
    let steps = hops.map { "\($0.techniqueID) \($0.toID)" }
    id = StableID.of([sourceID, targetID, impact ?? "control"] + steps)
  }
}

extension HopView {
  /// The hop of a start that has what is asked already.
  init(direct path: AttackPath, in graph: AttackGraph) {
    self.init(Hop(from: path.source, to: path.target, technique: .builtIn(.structure)), in: graph)
    techniqueID = "direct"
    techniqueName = "Already there"
    phrase = "\(name: fromName) is what was asked for."
  }
}
