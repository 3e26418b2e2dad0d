extension Targets {
  /// Reads any bytes as YAML; what comes out is a document like any other.
  static func yaml(_ bytes: [UInt8]) {
    let limits = YAMLLimits(maximumDepth: 50, maximumNodes: 20_000, maximumOutput: 1 << 20)
    do {
      let document = try YAMLReader.parse(bytes, file: "fuzz.yaml", limits: limits)
      precondition(document.duplicateKeys.isEmpty)
      Walk.visit(document.root)
    } catch {
      Walk.check([error.diagnostic])
    }
  }
}
