import Environment
import PathSearch
import Policy
import Techniques

extension GraphAssembler {
  /// The tree whose leaves lead to what a technique gains from each subject of a universe.
  ///
  /// - Parameters:
  ///   - support: the members that the tree has, in order; those of techniques with a need
  ///     that few fulfil have a tree of their own, in which ranges stay whole.
  ///   - tagging: what the attacker can make of tags in the states that are reached.
  func tree(
    of subjects: SubjectUniverse, gain: Gain, support: RangeSet32, tagging: Int? = nil
  ) -> SegmentTree {
    let key = TreeKey(
      subjects: ObjectIdentifier(subjects), gain: gain, support: support, tagging: tagging)
    if let known = trees[key] { return known }
    // The targets are made first: making an actor adds nodes, which must not fall inside the tree.
    let targets = support.members.map {
      let member = subjects.members[Int($0)]
      return tagging.map { self.target(of: gain, subjects.subject, member, tagging: $0) }
        ?? self.target(of: gain, subjects.subject, member)
    }
    let tree = SegmentTree(support: support, in: &builder) { targets[$0] }
    trees[key] = tree
    return tree
  }

  func target(of gain: Gain, _ subject: Subject, _ member: Int) -> Int32? {
    switch (gain, subject) {
    case (.session, .role): return roleNodes[member]
    case (.keySession, .user): return userNodes[member]?[.key]
    case (.consoleSession, .user): return userNodes[member]?[.console]
    case (.workload, .resource): return workloadNodes[member]
    case (.rewritten, .role), (.unbounded, .role):
      return gain.change.flatMap { change in
        actorOfRole[member].map { node(of: $0, after: change) }
      }
    case (.switched, .role): return actorOfRole[member].flatMap { switchedNode(of: $0) }
    case (.switched, .user): return actorOfUser[member]?[.key].flatMap { switchedNode(of: $0) }
    case (.factorSession, .user) where !isFactorOfUse(to: .user(member, .key)):
      return userNodes[member]?[.key]
    case (.rewritten, .user), (.unbounded, .user), (.factorSession, .user):
      return gain.change.flatMap { change in
        actorOfUser[member]?[.key].map { node(of: $0, after: change) }
      }
    case (.onward, .role): return onwardNode(of: member)
    case (.signIn, .person): return personNodes[member]
    case (.administrator, .account): return administratorNodes[universes.accounts[member]]
    case (_, .resource) where gain.isImpact:
      return Impact(rawValue: gain.rawValue).flatMap {
        accessNodes[AccessKey(resource: member, impact: $0)]
      }
    default: return nil
    }
  }

  // MARK: Accounts and the outside

  /// Control of an account reaches each of its principals.
  func addAccountControl() {
    let label = BuiltInTechnique.accountControl.rawValue
    for (account, node) in administratorNodes.sorted(by: { $0.key < $1.key }) {
      for (subject, gain) in [
        (Subject.role, Gain.session), (.user, .keySession), (.user, .consoleSession),
      ] {
        let subjects = universes.subjects(subject, in: account)
        if subjects.members.isEmpty { continue }
        var set = subjects.universe.all
        // Service-linked roles belong to their services.
        if subject == .role {
          set = RangeSet32(
            ascending: set.members.filter {
              !AWSOwned.isProtectedRole(subjects.universe.arns[Int($0)])
            })
        }
        let tree = tree(of: subjects, gain: gain, support: subjects.universe.all)
        for target in tree.cover(set) {
          builder.addEdge(from: node, to: target, label: label, certain: true, cost: 4)
        }
      }
    }
  }
}

/// Tells trees apart.
struct TreeKey: Hashable {
  var subjects: ObjectIdentifier
  var gain: Gain
  var support: RangeSet32
  var tagging: Int?

  /// Supports are long and few: their ends tell them apart.
  func hash(into hasher: inout Hasher) {
    hasher.combine(subjects)
    hasher.combine(gain)
    hasher.combine(support.ranges.count)
    hasher.combine(support.ranges.first)
    hasher.combine(support.ranges.last)
    hasher.combine(tagging)
  }
}
