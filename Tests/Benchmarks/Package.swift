// swift-tools-version: 6.2
import PackageDescription

// Benchmarks are a package of their own, so that nobody builds them by accident. The measured
// targets come through the link `Targets` and not as a dependency, because their names have
// `package` access.

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

func measured(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Targets/\(name)", swiftSettings: strict)
}

/// The benchmark that `run NAME` runs is the target of that name.
func benchmark(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/\(path)", swiftSettings: strict)
}

let package = Package(
  name: "postern-benchmarks",
  targets: [
    measured("Documents"),
    .target(name: "CEmbedded", path: "Targets/CEmbedded", exclude: ["data"]),
    measured("Policy", ["Documents", "CEmbedded"]),
    .target(name: "Accounts", dependencies: ["Documents", "Policy"], swiftSettings: strict),
    benchmark("json", "JSONBenchmark", ["Documents"]),
    benchmark("decisions", "DecisionBenchmark", ["Accounts", "Policy"]),
    benchmark("sets", "SetBenchmark", ["Accounts", "Policy"]),
  ]
)
