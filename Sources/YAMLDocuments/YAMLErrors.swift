import Documents
import Yams

extension JSONError {
  /// What Yams found wrong with a text.
  init(_ error: any Error, in text: ShieldedText, file: String) {
    guard let error = error as? YamlError else {
      self.init(
        "yaml.syntax", "expected YAML", advice: "check how it is indented", offset: 0,
        at: Origin(file: file))
      return
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let reason = [context?.text, problem].compactMap(\.self).joined(separator: ": ")
      // At the end of a text without a last line end, libyaml counts one line more than there is.
      let lines = text.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let line = max(1, min(mark.line, lines.count))
      let column = line == mark.line ? mark.column : (lines.last?.unicodeScalars.count ?? 0) + 1
      if problem.contains("nesting level") {
        self.init(
          "yaml.depth", "expected fewer levels of nesting", advice: "nest less deeply", offset: 0,
          at: Origin(file: file, line: line, column: column))
        return
      }
      let isTab = lines.indices.contains(line - 1) && lines[line - 1].contains("\t")
      self.init(
        "yaml.syntax", reason,
        advice: isTab
          ? "indent with spaces: YAML takes no tab there"
          : "correct this line, or the one above it",
        offset: 0, at: Origin(file: file, line: line, column: column))
    case .composer(_, let problem, let mark, _):
      let isAlias = problem.contains("alias")
      self.init(
        isAlias ? "yaml.alias" : "yaml.syntax",
        isAlias ? problem : "expected a single document, \(problem)",
        advice: isAlias
          ? "define it with `&` before, or put the text in quotes"
          : "put each document into a file of its own", offset: 0,
        at: mark.origin(in: file))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = ShieldedText.restore(keys.first ?? "", shield: text.shield)
      self.init(
        "yaml.duplicate-key",
        "expected each key once, found \(JSONText.quoted(String(key.prefix(100)))) twice",
        advice: "remove one of them", offset: 0, at: context.mark.origin(in: file))
    case .reader(let problem, let offset, _, _):
      let prefix = text.text.prefix(offset ?? 0)
      let line = prefix.count(where: \.isNewline) + 1
      self.init(
        "yaml.syntax", problem, advice: "remove the character", offset: 0,
        at: Origin(file: file, line: line))
    default:
      self.init(
        "yaml.syntax", "expected YAML", advice: "check how it is indented", offset: 0,
        at: Origin(file: file))
    }
  }
}

extension Mark {
  /// The mark as a place in a file.
  func origin(in file: String) -> Origin {
    Origin(file: file, line: max(line, 1), column: max(column, 1))
  }
}
