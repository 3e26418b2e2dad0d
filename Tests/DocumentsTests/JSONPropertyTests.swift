import Testing

import Documents

/// A JSON value to write and compare with.
private indirect enum Tree: Equatable {
  case object([(key: String, value: Tree)])
  case array([Tree])
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  init(_ value: JSONValue) {
    switch value.kind {
    case .object: self = .object(value.members.map { ($0.key, Tree($0.value)) })
    case .array: self = .array(value.elements.map(Tree.init))
    case .string: self = .string(value.string ?? "")
    case .number: self = .number(value.numberText ?? "")
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .null: self = .null
    }
  }

  static func == (left: Tree, right: Tree) -> Bool {
    switch (left, right) {
    case (.object(let first), .object(let second)):
      first.count == second.count
        && zip(first, second).allSatisfy { one, other in
          one.key.utf8.elementsEqual(other.key.utf8) && one.value == other.value
        }
    case (.array(let first), .array(let second)): first == second
    case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
    case (.number(let first), .number(let second)): first == second
    case (.bool(let first), .bool(let second)): first == second
    case (.null, .null): true
    default: false
    }
  }
}

/// Makes random trees, and writes them with random space and escapes.
private struct TreeWriter {
  var random: SplitMix64

  mutating func tree(depth: Int) -> Tree {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .number(number())
    case 3...5: return .string(text())
    case 6, 7:
      return .array((0..<Int.random(in: 0..<6, using: &random)).map { _ in tree(depth: depth - 1) })
    default:
      let count = Int.random(in: 0..<40, using: &random) / 4
      return .object((0..<count).map { ("\($0)" + text(), tree(depth: depth - 1)) })
    }
  }

  private mutating func number() -> String {
    ["0", "-1", "17.25", "1e9", "-2.5E-3", "98765432109876543210"].randomElement(using: &random)
      ?? "0"
  }

  private mutating func text() -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0...0x1F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF,
      0x10000...0x10FFFF,
    ]
    var text = ""
    let plain = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 0..<30, using: &random) {
      let range = plain ? ranges[0] : ranges.randomElement(using: &random) ?? ranges[0]
      UnicodeScalar(UInt32.random(in: range, using: &random)).map {
        text.unicodeScalars.append($0)
      }
    }
    return text
  }

  mutating func write(_ tree: Tree) -> String {
    space() + body(tree) + space()
  }

  private mutating func body(_ tree: Tree) -> String {
    switch tree {
    case .object(let members):
      var parts: [String] = []
      for member in members {
        parts.append(space() + quoted(member.key) + space() + ":" + write(member.value))
      }
      return "{" + (parts.isEmpty ? space() : parts.joined(separator: ",")) + "}"
    case .array(let elements):
      var parts: [String] = []
      for element in elements { parts.append(write(element)) }
      return "[" + (parts.isEmpty ? space() : parts.joined(separator: ",")) + "]"
    case .string(let text): return quoted(text)
    case .number(let text): return text
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    }
  }

  private mutating func space() -> String {
    var space = ""
    for _ in 0..<Int.random(in: 0..<4, using: &random) {
      let kind = ["\n", "\r\n", "\t", "    ", "                  "].randomElement(using: &random)
      space += kind ?? ""
    }
    return space
  }

  private mutating func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
        || Int.random(in: 0..<8, using: &random) == 0
      {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: .random(using: &random))
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

struct JSONPropertyTests {
  @Test func whatIsWrittenIsReadBack() throws {
    for seed in 0..<500 {
      var writer = TreeWriter(random: SplitMix64(seed: UInt64(seed)))
      let tree = writer.tree(depth: 5)
      let text = writer.write(tree)
      let value = try json(text)
      #expect(Tree(value) == tree, "seed \(seed)")
      #expect(value.document.duplicateKeys.isEmpty, "seed \(seed)")
    }
  }

  @Test func everyValueIsFoundByItsPlace() throws {
    for seed in 0..<60 {
      var writer = TreeWriter(random: SplitMix64(seed: UInt64(seed)))
      let text = writer.write(writer.tree(depth: 4))
      check(
        try json(text), pointer: "",
        lines: text.utf8.split(separator: 10, omittingEmptySubsequences: false))
    }
  }

  private func check(_ value: JSONValue, pointer: String, lines: [Substring.UTF8View]) {
    let origin = value.origin
    #expect(origin.pointer == pointer)
    let rest = lines[origin.line - 1].dropFirst(origin.column - 1)
    let first = value.sourceText.utf8.prefix { $0 != 10 }
    #expect(rest.starts(with: first))
    for (index, element) in value.elements.enumerated() {
      check(element, pointer: "\(pointer)/\(index)", lines: lines)
    }
    for member in value.members {
      let token = member.key.unicodeScalars.map { scalar in
        scalar == "~" ? "~0" : scalar == "/" ? "~1" : String(scalar)
      }
      check(member.value, pointer: "\(pointer)/\(token.joined())", lines: lines)
    }
  }

  @Test func aTextCutOffAnywhereIsRefusedWithAPlace() throws {
    for seed in 0..<30 {
      var writer = TreeWriter(random: SplitMix64(seed: UInt64(seed)))
      let text = "[" + writer.write(writer.tree(depth: 3)) + "]"
      let bytes = Array(text.utf8)
      for length in 0..<bytes.count {
        let error = try fault(in: Array(bytes[..<length]))
        #expect(error.offset <= length)
        #expect(error.line >= 1)
      }
    }
  }

  @Test func changedBytesNeverCrash() throws {
    var random = SplitMix64(seed: 7)
    for seed in 0..<200 {
      var writer = TreeWriter(random: SplitMix64(seed: UInt64(seed)))
      var bytes = Array(writer.write(writer.tree(depth: 3)).utf8)
      for _ in 0..<10 {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
        if let document = try? JSONDocument.parse(bytes, file: "x") {
          _ = Tree(document.root)
          _ = document.duplicateKeys.map(\.origin.pointer)
        }
      }
    }
  }
}
