/// What a file holds that is no JSON, told from its beginning: commands print errors to files, and
/// people save the wrong thing.
enum CommandText: Equatable {
  /// Nothing but white space.
  case empty
  /// The command line reported an error; its code if it names one, and its first line.
  case failure(code: String?, line: String)
  /// Another format: what it is and what to do.
  case foreign(String, advice: String)

  /// Judges a text; nil for what may well be JSON. Looks at the first 4,096 bytes.
  static func judge(_ bytes: [UInt8]) -> CommandText? {
    guard let first = bytes.first(where: { !isSpace($0) }) else { return .empty }
    if let (name, advice) = foreignByMark(bytes, first) { return .foreign(name, advice: advice) }
    guard !"{[\"".utf8.contains(first), first < 0x80 else { return nil }
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return failure(in: text) ?? otherOutput(text)
  }

  /// What the command line prints with another `--output`, and what people write for its services.
  private static func otherOutput(_ text: String) -> CommandText? {
    let line = lines(text).first ?? ""
    let again = "export it again with `--output json`"
    if line.hasPrefix("resource \"") || line.hasPrefix("provider \"")
      || line.hasPrefix("terraform {") || line.hasPrefix("variable \"")
    {
      return .foreign(
        "Terraform's language", advice: "export what exists, with the AWS command line")
    }
    if line.hasPrefix("---") && line != "---" || line.hasPrefix("+--") || line.hasPrefix("|") {
      return .foreign("a table (`--output table`)", advice: again)
    }
    let word = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    let rest = line.dropFirst(word.count)
    if line == "---" || !word.isEmpty && (rest == ":" || rest.hasPrefix(": ")) {
      return .foreign("YAML", advice: again)
    }
    if !word.isEmpty, rest.hasPrefix("\t"), word == word.uppercased() {
      return .foreign("columns (`--output text`)", advice: again)
    }
    return nil
  }

  /// The error that a text from the command line's error output reports, or the empty text.
  static func judge(errorOutput bytes: [UInt8]) -> CommandText {
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if let failure = failure(in: text) { return failure }
    // Scripts like to note the exit status first.
    let line = lines(text).first { !$0.hasPrefix("exit ") }
    return line.map { .failure(code: nil, line: $0) } ?? .empty
  }

  private static let marks: [(mark: String, name: String, advice: String)] = [
    ("%PDF", "a PDF", "save what the command printed, not a document about it"),
    ("PK\u{3}\u{4}", "a ZIP archive", "unpack it first"),
    ("<<<<<<<", "a merge conflict of a version control", "resolve it, or export it again"),
    ("<!doctype", "a web page", "the command or a proxy answered with a page; export it again"),
    ("<html", "a web page", "the command or a proxy answered with a page; export it again"),
    ("<?xml", "XML", "export it again with the AWS command line and `--output json`"),
    ("<", "XML or a web page", "export it again with the AWS command line and `--output json`"),
  ]

  private static func foreignByMark(_ bytes: [UInt8], _ first: UInt8) -> (String, String)? {
    if bytes.starts(with: [0x1F, 0x8B]) { return ("a gzip file", "unpack it first") }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      return ("a PNG picture", "save what the command printed, not a picture of it")
    }
    let head = bytes.drop(while: isSpace).prefix(16).map {
      $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0)
    }
    for (mark, name, advice) in marks where head.starts(with: mark.lowercased().utf8) {
      return (name, advice)
    }
    return nil
  }

  private static let failureBeginnings = [
    "aws: error", "usage: aws", "Unable to locate credentials", "Could not connect to the endpoint",
    "The config profile", "Error loading SSO Token", "The SSO session", "Partial credentials",
    "Traceback (most recent call last)", "Connect timeout", "Read timeout", "SSL validation failed",
    "aws: command not found", "fatal error:", "You must specify a region", "Unknown options",
    "Parameter validation failed",
  ]

  private static func failure(in text: String) -> CommandText? {
    for line in lines(text) {
      if let open = line.firstRange(of: "An error occurred (") {
        let rest = line[open.upperBound...]
        let code = rest.prefix { $0 != ")" }
        return .failure(code: String(code), line: line)
      }
      if failureBeginnings.contains(where: line.contains) { return .failure(code: nil, line: line) }
    }
    return nil
  }

  /// The lines that hold something, each cut to what a report can show.
  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0.prefix(200)) }
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
