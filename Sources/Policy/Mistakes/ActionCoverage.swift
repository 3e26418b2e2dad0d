import Documents

/// What the service authorization reference says of the actions that one written action covers.
final class ActionCoverage {
  /// Why it covers none.
  enum Fault {
    /// It is not of the form `service:Action`.
    case form
    case service
    case name
  }

  /// As it stands in the policy.
  let text: String
  /// The service in lower case; nil where a wildcard stands in its place.
  let service: Substring?
  /// Whether it names one action, without wildcards.
  let isLiteral: Bool
  private(set) var fault: Fault?
  /// The types of resource that the actions are asked on, as lower-case `service:type`, sorted.
  private(set) var types: [String] = []
  /// Whether some of the actions is asked on the literal `*` alone.
  private(set) var takesNone = false

  /// Whether nothing can be said of its resources: it covers none, or those of many services.
  var isOpen: Bool { fault != nil || service == nil }

  /// Looks an action up. O(log actions), with wildcards O(actions of the service).
  init(_ text: String) {
    self.text = text
    let folded = text.asciiLowercasedText
    let service = folded.prefix { $0 != ":" }
    isLiteral = !folded.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    self.service = service.contains { $0 == "*" || $0 == "?" } ? nil : service
    guard self.service != nil else { return }
    guard service.utf8.count < folded.utf8.count, !service.isEmpty else {
      fault = .form
      return
    }
    let table = EmbeddedTable.serviceAuthorization
    if isLiteral {
      if let cells = table.cells(of: folded) {
        add(types: cells.count > 3 ? cells[3] : "")
      } else {
        fault = ActionCoverage.isService(service) ? .name : .service
      }
    } else {
      cover(Glob(folded), in: table)
    }
    types.sort()
  }

  private func cover(_ glob: Glob, in table: EmbeddedTable) {
    guard let service else { return }
    var kinds: Set<String> = []
    var isFound = false
    for cells in table.lines(withPrefix: glob.prefix, cells: 4)
    where cells.count == 4 && glob.matches(cells[0]) {
      isFound = true
      kinds.insert(cells[3])
    }
    for kind in kinds { add(types: kind) }
    if !isFound { fault = ActionCoverage.isService(service) ? .name : .service }
  }

  private func add(types list: String) {
    guard let service else { return }
    if list.isEmpty { takesNone = true }
    for type in list.split(separator: ",") {
      let name = type.hasSuffix("!") ? type.dropLast() : type
      let full = "\(service):\(name)".asciiLowercasedText
      if !types.contains(full) { types.append(full) }
    }
  }

  /// Whether the reference has actions of a service.
  private static func isService(_ service: Substring) -> Bool {
    EmbeddedTable.serviceAuthorization.hasLine(withPrefix: service + ":")
  }

  /// Calls whose permission has another name.
  /// Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
  private static let permissions = [
    "s3:copyobject": "s3:GetObject\" and \"s3:PutObject", "s3:deleteobjects": "s3:DeleteObject",
    "s3:headbucket": "s3:ListBucket", "s3:headobject": "s3:GetObject",
    "s3:listbuckets": "s3:ListAllMyBuckets", "s3:listobjects": "s3:ListBucket",
    "s3:listobjectsv2": "s3:ListBucket", "s3:createmultipartupload": "s3:PutObject",
    "s3:uploadpart": "s3:PutObject", "s3:listobjectversions": "s3:ListBucketVersions",
    "lambda:invoke": "lambda:InvokeFunction",
  ]

  /// The known word that is nearest to one that covers nothing.
  func suggestion() -> String? {
    let table = EmbeddedTable.serviceAuthorization
    switch fault {
    case .name:
      guard let service else { return nil }
      if let permission = Self.permissions[text.asciiLowercasedText] { return permission }
      let names = table.lines(withPrefix: service + ":", cells: 2).map { $0[1] }
      return NearWords.nearest(to: text, among: names)
    case .service:
      guard let service else { return nil }
      let services = Set(table.keys.map { $0.prefix { $0 != ":" } }).map(String.init).sorted()
      return NearWords.nearest(to: String(service), among: services)
    case .form, nil: return nil
    }
  }
}
