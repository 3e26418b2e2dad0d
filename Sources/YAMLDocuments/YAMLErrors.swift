import Documents
import Yams

extension JSONError {
  /// What Yams found wrong with a text.
  init(_ error: any Error, in text: ShieldedText, file: String) {
    guard let error = error as? YamlError else {
      self.init("yaml.syntax", "expected YAML", offset: 0, at: Origin(file: file))
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
      self.init(
        "yaml.syntax", reason, offset: 0, at: Origin(file: file, line: line, column: column))
    case .composer(_, let problem, let mark, _):
      let isAlias = problem.contains("alias")
      self.init(
        isAlias ? "yaml.alias" : "yaml.syntax",
        isAlias ? problem : "expected a single document, \(problem)",
        advice: isAlias ? nil : "put each document into a file of its own", offset: 0,
        at: mark.origin(in: file))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = ShieldedText.restore(keys.first ?? "", shield: text.shield)
      self.init(
        "yaml.duplicate-key", "expected each key once, found \(JSONText.quoted(key)) twice",
        advice: "remove one of them", offset: 0, at: context.mark.origin(in: file))
    case .reader(let problem, let offset, _, _):
      let prefix = text.text.prefix(offset ?? 0)
      let line = prefix.count(where: \.isNewline) + 1
      self.init("yaml.syntax", problem, offset: 0, at: Origin(file: file, line: line))
    default:
      self.init("yaml.syntax", "expected YAML", offset: 0, at: Origin(file: file))
    }
  }
}

extension Mark {
  /// The mark as a place in a file.
  func origin(in file: String) -> Origin {
    Origin(file: file, line: max(line, 1), column: max(column, 1))
  }
}
