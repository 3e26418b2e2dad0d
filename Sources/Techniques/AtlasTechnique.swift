import CEmbedded

/// A technique of MITRE ATLAS, and the impacts on data of machine learning that it names.
package struct AtlasTechnique: Sendable, Hashable {
  /// For example `AML.T0020`.
  package var id: String
  package var name: String
  private var impact: String
  /// What has to lie in the target, `*` for anything.
  private var use: String

  /// The techniques that an impact is, each once, in the order of the table; none for what ATLAS
  /// has no technique for.
  ///
  /// - Parameters:
  ///   - impact: `exfiltrate`, `poison`, `destroy`, `takeover`, `backdoor`, `secret` or `control`.
  ///   - uses: What lies in the target, in the words of reports.
  package static func of(impact: String, uses: [String]) -> [AtlasTechnique] {
    var found: [AtlasTechnique] = []
    for row in all where row.impact == impact && (row.use == "*" || uses.contains(row.use)) {
      if !found.contains(where: { $0.id == row.id }) { found.append(row) }
    }
    return found
  }

  /// The whole table; read when it is first asked for.
  package static let all: [AtlasTechnique] = {
    let file = postern_atlas_impacts()
    let text = String(
      decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4 else { return nil }
      return AtlasTechnique(id: cells[2], name: cells[3], impact: cells[0], use: cells[1])
    }
  }()
}
