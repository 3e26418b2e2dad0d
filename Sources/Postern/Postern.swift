import Policy

/// Attack paths from identities to AI training data, found in what an organisation exports.
///
/// ```swift
/// let report = try Postern.analyze(snapshots: ["snapshot"])
/// for finding in report.findings where finding.path.isCertain {
///   print(finding.start.name, "→", finding.target.name, finding.impact.rawValue)
/// }
/// ```
///
/// Nothing here prints, ends the program, reads a clock or an environment variable: the same files
/// give the same report.
public enum Postern {
  /// The version of the program.
  public static let version = "0.1.0"

  /// Reads snapshots and finds how every start reaches every target.
  ///
  /// One file that cannot be read does not lose the rest: it is told in
  /// ``AnalysisReport/diagnostics``.
  ///
  /// - Parameters:
  ///   - snapshots: Folders of command outputs, single exports, or hand-written designs.
  ///   - options: What else decides.
  /// - Throws: ``PosternError`` when a path does not exist, nothing in it can be used, or an option
  ///   makes no sense.
  public static func analyze(
    snapshots: [String], options: AnalysisOptions = AnalysisOptions()
  ) throws(PosternError) -> AnalysisReport {
    do {
      let workspace = try Workspace.open(
        snapshots, configuration: options.configuration, asOf: options.asOf,
        techniques: options.techniques, standardInput: nil
      ).assuming(attacker: options.attacker?.rawValue)
      return AnalysisReport(result: workspace.analyze(limit: max(options.limit, 0)).result)
    } catch {
      throw PosternError(message: error.lines.joined(separator: "\n"), isUsage: error.isUsage)
    }
  }

  /// The data that the program carries, with their dates.
  package static var dataVersions: [(name: String, version: String)] {
    let policies = EmbeddedTable.managedPolicies.head
    return [
      (
        "AWS managed policies",
        "\(policies.first ?? "0") documents, newest \(policies.dropFirst().first ?? "")"
      ),
      (
        "service authorization reference",
        "\(ServiceReference.version), \(ServiceReference.updated)"
      ),
    ]
  }
}

/// What decides an analysis beside the snapshots.
public struct AnalysisOptions: Sendable {
  /// A `postern.yaml` that is read instead of those in the snapshots.
  public var configuration: String?
  /// The date at which conditions on time are judged, for example `2026-05-01`; the snapshot's own
  /// without it.
  public var asOf: String?
  /// Files with techniques beside the built-in ones.
  public var techniques: [String]
  /// How many findings are proven and reported, most urgent first.
  public var limit: Int
  /// Who is assumed to attack; that of `postern.yaml`, else ``AssumedAttacker/aitm``, without one.
  public var attacker: AssumedAttacker?

  /// Makes options; each has the value that the command line has without it.
  public init(
    configuration: String? = nil, asOf: String? = nil, techniques: [String] = [], limit: Int = 500,
    attacker: AssumedAttacker? = nil
  ) {
    self.configuration = configuration
    self.asOf = asOf
    self.techniques = techniques
    self.limit = limit
    self.attacker = attacker
  }
}

/// Why nothing could be analysed.
public struct PosternError: Error, Sendable, CustomStringConvertible {
  /// What was wrong, with file and place; one line for each thing.
  public var message: String
  /// Whether what was asked for makes no sense, rather than what was read.
  public var isUsage: Bool
  /// The message.
  public var description: String { message }
}
