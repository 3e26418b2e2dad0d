import Environment

/// Files of one kind as one entry: what there is one of per account, region and named thing.
enum FileGroups {
  /// The files by service and operation, such as `iam/get-access-key-last-used`, sorted. Names of
  /// files are left out on purpose: some are ids of access keys.
  static func of(_ files: [Coverage.File]) -> [(name: String, count: Int)] {
    var counts: [String: Int] = [:]
    for file in files { counts[name(file.path), default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func name(_ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let account = parts.firstIndex(where: isAccount) else { return path }
    var rest = parts[(account + 1)...]
    if let first = rest.first, isRegion(first) { rest = rest.dropFirst() }
    guard rest.count >= 2 else { return path }
    let name = rest.prefix(2).joined(separator: "/")
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }

  private static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `eu-central-1`, `us-gov-west-1`.
  private static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let first = parts.first, let last = parts.last else { return false }
    return first.utf8.count == 2 && last.utf8.count == 1 && last.first?.isNumber == true
  }
}
