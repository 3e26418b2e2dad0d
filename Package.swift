// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One stage of the pipeline; its list of dependencies is the rule of who may know whom.
func stage(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [])
  -> Target
{
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], copying: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: copying, swiftSettings: strict)
}

let package = Package(
  name: "postern",
  products: [
    .executable(name: "postern", targets: ["PosternCommand"]),
    .executable(name: "postern-render", targets: ["PosternRender"]),
    .library(name: "Postern", targets: ["Postern"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    stage("Documents"),
    stage("YAMLDocuments", ["Documents", "Yams"]),
    stage("Policy", ["Documents", "CEmbedded"]),
    stage("Environment", ["Policy"]),
    .target(name: "CEmbedded", exclude: ["data"]),
    stage("Ingest", ["Environment", "YAMLDocuments", "CEmbedded"]),
    stage("Techniques", ["Documents", "YAMLDocuments", "CEmbedded"], exclude: ["Catalogue"]),
    stage("PathSearch"),
    stage("AttackGraph", ["Environment", "Techniques", "PathSearch"]),
    stage("Analysis", ["AttackGraph"]),
    stage("Processes", [.product(name: "Subprocess", package: "swift-subprocess")]),
    stage("Rendering", ["Analysis", "Processes"]),
    stage("Reporting", ["Analysis"]),
    stage("Collect", ["Processes", "Documents"]),
    stage("Postern", ["Ingest", "Analysis", "Rendering", "Reporting", "Collect"]),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .executableTarget(
      name: "PosternCommand",
      dependencies: [
        "Postern", "Ingest", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    tests("Documents", ["Documents"], copying: ["JSONTestSuite"]),
    tests("YAMLDocuments", ["YAMLDocuments", "Documents"]),
    tests("Policy", ["Policy", "Documents"], copying: ["Cases", "answers"]),
    tests("PathSearch", ["PathSearch"]),
    tests("Techniques", ["Techniques", "Policy", "Postern"]),
    tests("Ingest", ["Ingest"], copying: ["Snapshots"]),
    tests("AttackGraph", ["AttackGraph", "Analysis", "Ingest"]),
    tests("Processes", ["Processes"]),
    tests(
      "Collect", ["Collect", "Ingest", "Policy", "Processes"],
      copying: ["Golden", "moto-test", "first-hour", "fault_proxy.py", "moto_world.py"]),
    tests("Rendering", ["Rendering", "PosternRender"], copying: ["Golden"]),
    tests("Reporting", ["Reporting", "Rendering", "Ingest"], copying: ["Golden"]),
    tests("Postern", ["Postern"]),
    tests("PosternCommand", ["PosternCommand", "PosternRender", "Processes"]),
    tests("PosternRender", ["PosternRender", "Processes"]),
    .executableTarget(name: "PosternRender", dependencies: ["CGraphviz"], swiftSettings: strict),
  ]
)
