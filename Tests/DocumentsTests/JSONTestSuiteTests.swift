import Foundation
import Testing

import Documents

/// The public suite of JSON texts (nst/JSONTestSuite): `y_` must be read, `n_` must be refused, and
/// `i_` is up to the reader.
struct JSONTestSuiteTests {
  /// What we read of what RFC 8259 leaves open: numbers of any size, because they are kept as text;
  /// nesting to 512; a byte order mark before UTF-8. All other `i_` texts are refused: they are not
  /// UTF-8, or have half of a surrogate pair.
  static let read: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json", "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
    "i_structure_500_nested_arrays.json", "i_structure_UTF-8_BOM_empty_object.json",
  ]
  static let refused: Set<String> = [
    "i_object_key_lone_2nd_surrogate.json", "i_string_1st_surrogate_but_2nd_missing.json",
    "i_string_1st_valid_surrogate_2nd_invalid.json", "i_string_UTF-16LE_with_BOM.json",
    "i_string_UTF-8_invalid_sequence.json", "i_string_UTF8_surrogate_U+D800.json",
    "i_string_incomplete_surrogate_and_escape_valid.json",
    "i_string_incomplete_surrogate_pair.json",
    "i_string_incomplete_surrogates_escape_valid.json", "i_string_invalid_lonely_surrogate.json",
    "i_string_invalid_surrogate.json", "i_string_invalid_utf-8.json",
    "i_string_inverted_surrogates_U+1D11E.json", "i_string_iso_latin_1.json",
    "i_string_lone_second_surrogate.json", "i_string_lone_utf8_continuation_byte.json",
    "i_string_not_in_unicode_range.json", "i_string_overlong_sequence_2_bytes.json",
    "i_string_overlong_sequence_6_bytes.json", "i_string_overlong_sequence_6_bytes_null.json",
    "i_string_truncated-utf-8.json", "i_string_utf16BE_no_BOM.json",
    "i_string_utf16LE_no_BOM.json",
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("JSONTestSuite/test_parsing")

  static func files() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  @Test func eachTextIsReadOrRefusedAsItsNameSays() throws {
    let files = try JSONTestSuiteTests.files()
    #expect(files.count == 318)
    for file in files {
      let name = file.lastPathComponent
      let bytes = [UInt8](try Data(contentsOf: file))
      let isRead = (try? JSONDocument.parse(bytes, file: name)) != nil
      switch name.prefix(2) {
      case "y_": #expect(isRead, "\(name)")
      case "n_": #expect(!isRead, "\(name)")
      default:
        #expect(isRead == JSONTestSuiteTests.read.contains(name), "\(name)")
        #expect(isRead != JSONTestSuiteTests.refused.contains(name), "\(name)")
      }
    }
  }

  @Test func whatIsReadHasTheValuesThatFoundationReads() throws {
    for file in try JSONTestSuiteTests.files() where file.lastPathComponent.hasPrefix("y_") {
      let data = try Data(contentsOf: file)
      let root = try JSONDocument.parse([UInt8](data), file: "y").root
      // Foundation keeps the first of duplicate keys.
      if !root.document.duplicateKeys.isEmpty { continue }
      let other = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      #expect(isSame(root, other), "\(file.lastPathComponent)")
    }
  }

  private func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch value.kind {
    case .object:
      guard let other = other as? [String: Any] else { return false }
      return value.count == other.count
        && value.members.allSatisfy { key, member in
          other[key].map { isSame(member, $0) } ?? false
        }
    case .array:
      guard let other = other as? [Any], value.count == other.count else { return false }
      return zip(value.elements, other).allSatisfy(isSame)
    case .string: return value.string == other as? String
    case .number:
      let number = value.numberText.flatMap(Double.init) ?? .nan
      let same = (other as? NSNumber)?.doubleValue ?? .nan
      return abs(number - same) <= abs(same) * 1e-12
    case .true, .false: return value.bool == other as? Bool
    case .null: return other is NSNull
    }
  }
}
