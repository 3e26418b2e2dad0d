extension JSONDocument {
  /// Reads the document inside a string value: a bucket policy, a trust policy.
  ///
  /// The text may be URL-encoded, as the IAM API returns policies: it is decoded when its first
  /// character is `%`, which no JSON text begins with. Origins in it have the line of the string,
  /// and as their pointer the string's, `#`, and the pointer within.
  ///
  /// - Parameter value: A string.
  /// - Throws: As ``parse(_:file:limits:)``, and `json.kind` if the value is not a string; with the
  ///   string as its origin.
  package static func parse(embeddedIn value: JSONValue) throws(JSONError) -> JSONDocument {
    let origin = value.origin
    guard let text = value.string else {
      throw JSONError(
        "json.kind", "expected a JSON text in a string, found \(value.kind.phrase)", offset: 0,
        at: origin)
    }
    var bytes = Array(text.utf8)
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "%") {
      guard let decoded = PercentEncoding.decodeBytes(text) else {
        throw JSONError(
          "json.encoding", "expected two hexadecimal digits after each '%' of URL-encoded text",
          offset: 0, at: origin)
      }
      bytes = decoded
    }
    return try read(
      bytes, file: value.document.file, limits: JSONLimits(), source: .embedded(origin))
  }
}

extension JSONValue.Kind {
  /// The kind with its article, for messages: `an object`, `null`.
  package var phrase: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .true: "true"
    case .false: "false"
    case .null: "null"
    }
  }
}
