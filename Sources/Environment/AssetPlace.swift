import Documents

/// A place in one bucket that configurations name, while assets are made of them.
struct AssetPlace {
  var range: KeyRange
  var sources: [Asset.Source] = []
  /// Whether the settings name it.
  var isChosen = false

  init(_ reference: DataReference) {
    range = KeyRange(prefix: reference.prefix, isObject: reference.isObject)
  }

  mutating func add(_ reference: DataReference, of workload: Int) {
    if !reference.isObject { range.isObject = false }
    let source = Asset.Source(
      workload: workload, use: reference.use, origin: reference.origin)
    if !sources.contains(where: { $0.workload == workload && $0.use == reference.use }) {
      sources.append(source)
    }
  }

  /// Places that are one asset.
  struct Group {
    /// What their keys begin with.
    var prefix: String
    var places: [AssetPlace]
  }

  /// The places as groups, by prefix: each its own, unless there are too many; then those deepest
  /// down are taken together by their folders until there are few enough.
  static func groups(_ places: [String: AssetPlace], limit: Int) -> [Group] {
    var groups: [String: [AssetPlace]] = [:]
    for (prefix, place) in places { groups[prefix] = [place] }
    while groups.count > limit, let depth = groups.keys.map(depth).max(), depth >= 0 {
      var merged: [String: [AssetPlace]] = [:]
      for (prefix, places) in groups {
        merged[depth == self.depth(prefix) ? folder(of: prefix) : prefix, default: []] += places
      }
      groups = merged
    }
    return groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { group in
      Group(
        prefix: group.key,
        places: group.value.sorted {
          $0.range.prefix.utf8.lexicographicallyPrecedes($1.range.prefix.utf8)
        })
    }
  }

  /// How many folders deep a prefix is; less than nothing for the whole bucket.
  private static func depth(_ prefix: String) -> Int {
    prefix.isEmpty ? -1 : prefix.utf8.dropLast().count { $0 == UInt8(ascii: "/") }
  }

  /// What a prefix begins with up to its last folder.
  private static func folder(of prefix: String) -> String {
    let inner = prefix.dropLast()
    return inner.lastIndex(of: "/").map { String(inner[...$0]) } ?? ""
  }
}
