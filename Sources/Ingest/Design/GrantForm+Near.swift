import Documents

extension GrantForm {
  /// What was probably meant by a grant in no form.
  static func advice(for grant: [String]) -> String {
    if let near = nearest(to: grant) { return "did you mean \"\(near)\"?" }
    let firsts = Set(all.compactMap { $0.shown.split(separator: " ").first.map(String.init) })
    if let first = NearWords.nearest(to: grant.first ?? "", among: firsts.sorted()) {
      let forms = all.map(\.shown).filter { $0 == first || $0.hasPrefix(first + " ") }
      return "write " + forms.map { "\"\($0)\"" }.joined(separator: " or ")
    }
    return "grants begin with \(firsts.sorted().joined(separator: ", ")); anything else is written "
      + "{allow: [\"s3:GetObject\"], on: [\"arn:…\"]}"
  }

  /// The grant in the form that takes the fewest corrected words.
  private static func nearest(to grant: [String]) -> String? {
    var best: (count: Int, text: String)?
    for form in all where form.words.count == grant.count {
      guard let (count, text) = form.correction(of: grant) else { continue }
      if count < best?.count ?? .max { best = (count, text) }
    }
    return best?.text
  }

  /// The grant with its misspelt words put right, and their number; nil if one is like none.
  private func correction(of grant: [String]) -> (count: Int, text: String)? {
    var count = 0
    var corrected: [String] = []
    for (word, text) in zip(words, grant) {
      guard case .fixed(let known) = word, !known.contains(text) else {
        corrected.append(String(text.prefix(80)))
        continue
      }
      guard let near = NearWords.nearest(to: text, among: known) else { return nil }
      count += 1
      corrected.append(near)
    }
    // With every fixed word wrong, nothing speaks for this form.
    let fixed = words.count { if case .fixed = $0 { true } else { false } }
    guard count < max(fixed, 2) else { return nil }
    return (count, corrected.joined(separator: " "))
  }
}
