/// What the errors of the AWS command line say.
enum CommandErrors {
  /// Said of an answer without content where there always is some.
  static let cutOff = "the answer was empty, or was cut off"

  private static let throttling = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
    "PriorRequestNotComplete", "TransactionInProgressException", "BandwidthLimitExceeded",
    "EC2ThrottledException", "ProvisionedThroughputExceededException",
    "ReportNotPresent", "ReportInProgress", "ReportExpired", "ServiceUnavailable",
  ]

  static let refusals = [
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess",
    "AuthorizationError", "AuthorizationErrorException", "Client.UnauthorizedOperation",
    "NotAuthorized", "403",
  ]

  /// What the command line says when no whole answer came; it has tried five times by then, but for
  /// answers that it cannot parse.
  static let broken = [
    cutOff, "Unable to parse response", "Connection was closed", "Could not connect",
    "Connection reset", "Connection broken", "IncompleteRead", "Read timeout", "Connect timeout",
  ]

  /// How often the command may be tried in all, when it may succeed a little later; else nil.
  static func tries(_ code: String?, _ line: String, of tries: Int) -> Int? {
    if code.map(throttling.contains) ?? false || line.contains("Rate exceeded") { return tries }
    return code == nil && broken.contains(where: line.contains) ? min(3, tries) : nil
  }

  /// What the command line says of a region in which a service has no address.
  static let noAddress = "Could not connect to the endpoint URL"

  /// Whether a service is not offered in the region that was asked about: then there is nothing.
  static func isElsewhere(_ code: String?, _ line: String, _ service: String) -> Bool {
    code == nil && CommandTable.notEverywhere.contains(service) && line.contains(noAddress)
  }

  static func isRefusal(_ code: String?) -> Bool { code.map(refusals.contains) ?? false }

  /// Whether the credentials are too old.
  static func isExpiry(_ code: String?) -> Bool {
    ["ExpiredToken", "ExpiredTokenException", "RequestExpired"].contains(code)
  }

  /// The code in `An error occurred (Code) when calling …`.
  static func code(in line: String) -> String? {
    guard let open = line.firstRange(of: "An error occurred (") else { return nil }
    let code = line[open.upperBound...].prefix { $0 != ")" }
    return code.isEmpty ? nil : String(code)
  }

  /// The line that tells the error, cut short, without anything that looks like a key.
  static func line(of text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    // After a broken answer the last line is a piece of it; after a traceback it is the error.
    let line =
      lines.first { $0.contains("An error occurred") || broken.contains(where: $0.contains) }
      ?? lines.last ?? ""
    return withoutKeys(String(line.prefix(300)))
  }

  /// Blots out words of 16 or more of the letters that keys and tokens are written in, with a
  /// capital and a digit among them.
  static func withoutKeys(_ line: String) -> String {
    var result = ""
    var word = ""
    func flush() {
      let isLong = word.utf8.count >= 16 && !word.hasPrefix("arn")
      let looksRandom =
        word.contains { $0.isUppercase } && word.contains { $0.isNumber && $0.isASCII }
      result += isLong && looksRandom ? "****" : word
      word = ""
    }
    for character in line {
      if character.isASCII && (character.isLetter || character.isNumber)
        || "+/=".contains(character)
      {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
