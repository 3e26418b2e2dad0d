extension Origin {
  /// Whether two places of documents hold the same bytes. Linear in their number.
  package func reads(like other: Origin) -> Bool {
    guard case .document(let first) = ground, case .document(let second) = other.ground else {
      return self == other
    }
    return first.bytes[Int(start)..<Int(end)].elementsEqual(
      second.bytes[Int(other.start)..<Int(other.end)])
  }
}
