import Policy

/// Where a file stands in a snapshot, as its path tells:
/// `<account>/[<region>/]<service>/<operation>.json`, or with the name of the described thing one
/// level deeper. The account's folder may also be the snapshot itself or have any other name.
struct SnapshotPlace: Sendable, Hashable {
  /// The account's id, where a folder says it.
  var account: String?
  /// The account's folder: files of one folder are of one account.
  var folder: String
  var region: String?
  var service: String
  var operation: String
  /// The described thing, where there is a file for each.
  var name: String?
  /// The extension, in lower case: `json`, `csv`, `err`.
  var format: String

  /// Reads the names from a snapshot's root down to a file; nil when that is no place of a
  /// snapshot.
  ///
  /// - Parameters:
  ///   - components: The names, the file's last.
  ///   - prefix: What tells the files of this snapshot from those of others.
  ///   - root: The name of the snapshot's own folder, which may be an account's.
  init?(_ components: [String], under prefix: String, root: String) {
    var rest: ArraySlice<String>
    if let index = components.dropLast().firstIndex(where: isAccountID) {
      account = components[index]
      folder = ([prefix] + components[...index]).joined(separator: "/")
      rest = components[(index + 1)...]
    } else if let index = components.firstIndex(where: ServiceRule.services.contains) {
      let above = components[..<index]
      let isRegional = above.last.map(SnapshotPlace.isRegion) ?? false
      account = isAccountID(root) ? root : nil
      folder = ([prefix] + above.dropLast(isRegional ? 1 : 0)).joined(separator: "/")
      rest = components[(isRegional ? index - 1 : index)...]
    } else {
      return nil
    }
    if let first = rest.first, SnapshotPlace.isRegion(first) {
      region = first
      rest = rest.dropFirst()
    }
    guard rest.count >= 2, let service = rest.first, let file = rest.last else { return nil }
    let (stem, format) = SnapshotPlace.split(file)
    self.service = service
    self.format = format
    let inner = rest.dropFirst().dropLast() + [stem]
    operation = inner.first ?? stem
    name = inner.count > 1 ? inner.dropFirst().joined(separator: "/") : nil
  }

  /// The place of a file that was given by itself, or lies outside the layout: what the command for
  /// all identities printed.
  init(bare shown: String) {
    folder = shown
    service = "iam"
    operation = "get-account-authorization-details"
    format = "json"
  }

  /// Whether a folder is named like a region: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`.
  static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let first = parts.first, let last = parts.last else { return false }
    return (first.utf8.count == 2 || first == "eusc") && last.utf8.count == 1
      && last.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && parts.dropLast().allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
      }
  }

  /// A file's name without its extension, and that. `x.json.err` is the error output beside
  /// `x.json`.
  private static func split(_ file: String) -> (stem: String, format: String) {
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return (file, "") }
    let format = file[file.index(after: dot)...].lowercased()
    let stem = String(file[..<dot])
    if format == "err", stem.hasSuffix(".json") { return (String(stem.dropLast(5)), format) }
    return (stem, format)
  }

  /// The operation and the page of `operation-2`; page 1 without a number.
  static func page(of operation: String) -> (operation: String, page: Int) {
    guard let dash = operation.lastIndex(of: "-"),
      let page = Int(operation[operation.index(after: dash)...]), page > 0
    else { return (operation, 1) }
    return (String(operation[..<dash]), page)
  }
}
