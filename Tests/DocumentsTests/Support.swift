import Testing

import Documents

/// Reads a JSON text under the name `test.json`.
func document(_ text: String) throws(JSONError) -> JSONDocument {
  try JSONDocument.parse(Array(text.utf8), file: "test.json")
}

/// The root of a JSON text.
func json(_ text: String) throws(JSONError) -> JSONValue { try document(text).root }

/// What is wrong with a JSON text; fails the test if nothing is.
func fault(
  in bytes: [UInt8], limits: JSONLimits = JSONLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONError {
  try #require(throws: JSONError.self, sourceLocation: sourceLocation) {
    try JSONDocument.parse(bytes, file: "test.json", limits: limits)
  }
}

/// What is wrong with a JSON text; fails the test if nothing is.
func fault(in text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONError {
  try fault(in: Array(text.utf8), sourceLocation: sourceLocation)
}

/// A small generator of the same numbers every time (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
