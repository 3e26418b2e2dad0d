extension Targets {
  /// Two lines, read as ARNs, addresses, times and places of data.
  static func arns(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    guard let first = texts.first, let second = texts.last else { return }
    if let arn = ARN(first) {
      precondition(arn.text.utf8.elementsEqual(first.utf8))
      precondition(
        ARNPattern.components(of: first)?.count == 6 && arn.resource.hasSuffix(arn.name)
          || !arn.name.isEmpty && arn.resource.contains(arn.name))
    } else {
      precondition(ARNPattern.components(of: first) == nil)
    }
    _ = (PrincipalName(aws: first), AWSOwned.isManagedPolicy(first))
    _ = AWSOwned.isProtectedRole(first)
    let wanted = ARNPattern.components(of: PatternText(second, hasVariables: true))
    _ = ARNPattern.matches(wanted, first) { $0.isEmpty ? nil : second }
    if let range = AddressRange(first) { precondition(range.contains(range)) }
    if let time = Instant.parse(first) {
      // Every time can be counted in whole seconds.
      precondition(Int(exactly: time.rounded()) != nil)
    }
    _ = DataReference(uri: first, use: .output, origin: .nowhere)
    _ = SnapshotPlace(first.split(separator: "/").map(String.init), under: "", root: second)
    _ = NearWords.nearest(to: String(first.prefix(200)), among: [second, "arn"])
  }
}
