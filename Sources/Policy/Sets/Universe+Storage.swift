/// What S3 settings beside policies mean for sets of buckets and objects; the same as
/// ``StorageRules`` says of one.
extension Universe {
  /// The candidates whose access control list counts and names anybody.
  func makeListedCandidates() -> RangeSet32 {
    candidates { !$0.isBucketOwnerEnforced && !$0.grants.isEmpty }
  }

  /// The candidates whose policy lets in nobody from outside, because it is public and their
  /// settings restrict that.
  func makeRestrictedCandidates() -> RangeSet32 {
    var set = RangeSet32()
    for member in all.members {
      guard let settings = settings[Int(member)], settings.restrictPublicBuckets,
        let policy = policies[Int(member)], PublicAccess.isPublic(policy)
      else { continue }
      set.append(member)
    }
    return set
  }

  private func candidates(_ holds: (ResourceSettings) -> Bool) -> RangeSet32 {
    var set = RangeSet32()
    for member in all.members {
      if let settings = settings[Int(member)], holds(settings) { set.append(member) }
    }
    return set
  }
}

extension SetEvaluator.ResourceSide {
  /// Applies block public access and access control lists to what the policies grant.
  mutating func apply(
    storageOf universe: Universe, to caller: Caller, _ action: String, on focus: RangeSet32?
  ) {
    guard action.hasPrefix("s3:") else { return }
    let isOwn = caller.account != nil && caller.account == universe.account
    if !isOwn, caller.kind != .service, !universe.restrictedCandidates.isEmpty {
      let blocked = AccessSet(universe.restrictedCandidates)
      account = account.subtracting(blocked)
      role = role.subtracting(blocked)
      everyone = everyone.subtracting(blocked)
      direct = direct.subtracting(blocked)
    }
    let listed = universe.listedCandidates
    if listed.isEmpty { return }
    for member in (focus.map { listed.intersection($0) } ?? listed).members {
      let one = AccessSet(RangeSet32(member..<(member + 1)))
      switch universe.settings[Int(member)]?.naming(of: caller, for: action) {
      case .account: account = account.union(one)
      case .role: role = role.union(one)
      case .everyone: everyone = everyone.union(one)
      case .direct: direct = direct.union(one)
      case nil: continue
      }
    }
  }
}
