import Foundation
import Testing

/// A JSON value that a test looks into; what is not there is null.
struct Tree {
  let value: Any

  init(_ value: Any) { self.value = value }

  init(text: String) throws {
    value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }

  subscript(_ key: String) -> Tree { Tree((value as? [String: Any])?[key] ?? NSNull()) }
  subscript(_ index: Int) -> Tree {
    let list = value as? [Any] ?? []
    return Tree(list.indices.contains(index) ? list[index] : NSNull())
  }

  var list: [Tree] { (value as? [Any] ?? []).map(Tree.init) }
  var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
  var text: String? { value as? String }
  var number: Int? { value as? Int }
  var truth: Bool? { value as? Bool }
  var isNull: Bool { value is NSNull }
}
