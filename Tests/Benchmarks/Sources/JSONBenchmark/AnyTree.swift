/// Any JSON value as a tree, the way a program without types for its input decodes it.
enum AnyTree: Decodable {
  case object([String: AnyTree])
  case array([AnyTree])
  case string(String)
  case number(Double)
  case bool(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([String: AnyTree].self) {
      self = .object(value)
    } else if let value = try? container.decode([AnyTree].self) {
      self = .array(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else {
      self = .null
    }
  }
}
