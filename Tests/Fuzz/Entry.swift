#if canImport(Glibc)
  import Glibc
#endif

/// What is fuzzed: each target is a function in a file of its own in Targets/.
enum Targets {
  /// The targets by the names of their files.
  static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "arns": arns, "conditions": conditions, "csv": csv, "design": design, "dot": dot, "json": json,
    "patterns": patterns, "policies": policies, "settings": settings, "yaml": yaml,
  ]

  /// The one that this process was started for.
  static let chosen: @Sendable ([UInt8]) -> Void = {
    let name = getenv("POSTERN_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = all[name] else { preconditionFailure("no target is named \"\(name)\"") }
    return target
  }()
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Targets.chosen([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}
