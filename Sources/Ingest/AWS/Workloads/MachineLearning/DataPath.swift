import Documents
import Environment

/// Where in an output a place in a bucket stands, and what lies there.
struct DataPath: Sendable {
  /// What the text names.
  enum Form: Sendable {
    /// All that begins so.
    case prefix
    /// One object.
    case object
    /// Several objects, with commas between.
    case objects
    /// An object with `S3Uri` and `S3DataType`, which says whether one object or a prefix is meant.
    case source
  }

  /// Keys with points between; `[]` behind one stands for each element of its list.
  var path: String
  var use: DataReference.Use
  var form: Form
  /// Whether something else than a place of S3 may stand there.
  var isOpen: Bool

  /// The same where something else may stand in its place.
  var opened: DataPath { DataPath(path, use, form, isOpen: true) }

  init(
    _ path: String, _ use: DataReference.Use, _ form: Form = .prefix, isOpen: Bool = false
  ) {
    self.path = path
    self.use = use
    self.form = form
    self.isOpen = isOpen
  }
}

extension JSONValue {
  /// All that stands at a path such as `Containers[].Image`.
  func all(at path: String) -> [JSONValue] {
    path.split(separator: ".").reduce([self]) { values, step in
      let isList = step.hasSuffix("[]")
      let key = String(isList ? step.dropLast(2) : step)
      return values.flatMap { value -> [JSONValue] in
        guard let inner = value[key], !inner.isNull else { return [] }
        return isList ? Array(inner.elements) : [inner]
      }
    }
  }
}

extension EnvironmentBuilder {
  /// The places in buckets that an entry names; what is none is reported.
  mutating func places(
    _ paths: [DataPath], of entry: JSONValue, _ file: FileContext
  ) -> [DataReference] {
    var found: [DataReference] = []
    for path in paths {
      for value in entry.all(at: path.path) {
        for place in places(value, path, file) where !found.contains(place) {
          found.append(place)
        }
      }
    }
    return found
  }

  private mutating func places(
    _ value: JSONValue, _ path: DataPath, _ file: FileContext
  ) -> [DataReference] {
    var value = value
    var isObject = path.form != .prefix
    if path.form == .source {
      let type = value["S3DataType"]?.string
      isObject = type.map { $0 != "S3Prefix" } ?? false
      guard let uri = value["S3Uri"] else { return [] }
      value = uri
    }
    guard let text = value.string else {
      if !path.isOpen { reportPlace(value, found: value.kind.phrase, file) }
      return []
    }
    // The SageMaker SDK puts hyperparameters in quotes.
    let plain = text.hasPrefix("\"") ? String(text.dropFirst().prefix { $0 != "\"" }) : text
    let texts = path.form == .objects ? plain.split(separator: ",").map(String.init) : [plain]
    return texts.compactMap { text in
      if let place = DataReference(
        uri: text, isObject: isObject, use: path.use, origin: value.origin)
      {
        return place
      }
      if !text.isEmpty, !path.isOpen {
        reportPlace(value, found: "\"\(text.prefix(120))\"", file)
      }
      return nil
    }
  }

  private mutating func reportPlace(_ value: JSONValue, found: String, _ file: FileContext) {
    warn(
      "ingest.place", "expected a place in a bucket, as s3://bucket/prefix, found \(found)",
      advice: "export it again with `\(file.command)`", at: value.origin)
  }
}
