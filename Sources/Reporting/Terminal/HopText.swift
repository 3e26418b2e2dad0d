/// The hops of a path on a terminal.
enum HopText {
  /// Numbered sentences, each with the statements that it rests on and what must be so.
  static func add(_ path: PathView, to page: inout TerminalPage, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    for (number, hop) in path.hops.enumerated() {
      let lead = "\(margin)\(number + 1). "
      page.add(hop.sentence, lead: lead)
      let inner = String(repeating: " ", count: lead.count)
      for citation in CitationView.all(of: hop.evidence) {
        page.add(citation.phrase.text, lead: inner, further: 2, style: .faint)
        if !citation.place.isEmpty {
          page.add(citation.place, lead: inner + "  ", style: .faint)
        }
      }
      for condition in hop.conditions { page.add("only if \(condition)", lead: inner, further: 2) }
    }
  }
}
