/// How a run of another program ended, and what it printed.
package struct ProcessResult: Sendable, Equatable {
  /// How a run ended.
  package enum Status: Sendable, Equatable {
    /// The program ended by itself with this exit code.
    case exited(Int32)
    /// The program was ended by this signal, which was not sent from here.
    case signalled(Int32)
    /// The program was killed because its time was up.
    case timedOut
    /// The program was killed because it printed more than was accepted.
    case outputTooLarge
    /// The program never ran; the text says why.
    case notStarted(String)
    /// The calling task was cancelled, and the program killed.
    case cancelled
  }

  /// How the run ended.
  package var status: Status
  /// What the program wrote to standard output; cut off at the limit when it wrote too much, and
  /// empty when the program was killed for its time.
  package var output: [UInt8]
  /// The first part of what the program wrote to standard error, at most
  /// ``Processes/errorTextLimit`` bytes of it, with invalid UTF-8 repaired. Hostile text: the
  /// program may repeat its input here.
  package var errorText: String

  /// Whether the time limit ended the run.
  package var timedOut: Bool { status == .timedOut }
  /// Whether the program ended by itself with exit code 0.
  package var succeeded: Bool { status == .exited(0) }

  /// A result as ``Processes/run(_:)`` would give it.
  package init(status: Status, output: [UInt8] = [], errorText: String = "") {
    self.status = status
    self.output = output
    self.errorText = errorText
  }
}
