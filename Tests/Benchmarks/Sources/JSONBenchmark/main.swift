// Reading an export: megabytes per second, the best of several rounds, all readers in one run.
//
// With a file, that file, which should be the output of `aws iam
// get-account-authorization-details`; without, a generated one of 30 MB, always the same.

import Documents
import Foundation

let bytes =
  CommandLine.arguments.count > 1
  ? [UInt8](try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
  : SampleExport.make(atLeast: 30_000_000)
let data = Data(bytes)
let megabytes = Double(bytes.count) / 1e6

/// Reads the input several times and prints the speed of the best round.
@MainActor
func measure(_ name: String, rounds: Int = 5, _ read: () throws -> Int) rethrows -> Double {
  var best = Duration.seconds(1_000_000)
  var check = 0
  for _ in 0..<rounds {
    best = min(best, try ContinuousClock().measure { check = try read() })
  }
  let seconds = best / .seconds(1)
  let speed = megabytes / seconds
  let padded = name.padding(toLength: 46, withPad: " ", startingAt: 0)
  print(padded, String(format: "%7.1f MB/s  %7.1f ms  (%d)", speed, seconds * 1000, check))
  return speed
}

/// The number of strings and their bytes, all decoded.
func decodeStrings(_ value: JSONValue) -> Int {
  var total = value.string?.utf8.count ?? 0
  for element in value.elements { total += decodeStrings(element) }
  for member in value.members { total += member.key.utf8.count + decodeStrings(member.value) }
  return total
}

print(String(format: "%.1f MB", megabytes))
let ours = try measure("Documents: read, positions, duplicate keys") {
  try JSONDocument.parse(bytes, file: "export.json").root.count
}
let oursStrings = try measure("Documents: and decode every string") {
  decodeStrings(try JSONDocument.parse(bytes, file: "export.json").root)
}
let oursTyped = try measure("Documents: and fill the same structures") {
  Export(try JSONDocument.parse(bytes, file: "export.json").root).RoleDetailList.count
}
let typed = try measure("Foundation JSONDecoder, structures", rounds: 3) {
  try JSONDecoder().decode(Export.self, from: data).RoleDetailList.count
}
let tree = try measure("Foundation JSONDecoder, any value", rounds: 2) {
  guard case .object(let root) = try JSONDecoder().decode(AnyTree.self, from: data) else {
    return 0
  }
  return root.count
}
let serialization = try measure("Foundation JSONSerialization", rounds: 3) {
  (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0
}
print(
  String(
    format: """
      reading is %.1f times JSONDecoder with structures, %.1f times it with any value, \
      %.1f times JSONSerialization
      filling the same structures is %.1f times JSONDecoder
      """, ours / typed, ours / tree, ours / serialization, oursTyped / typed))
