import Glibc
import Postern

/// An interrupted run ends at once and leaves nothing half-written: results are whole or not there,
/// and the temporary file goes.
extension Interruption {
  private static let ending = [SIGINT, SIGTERM, SIGHUP]

  /// Ends the program with 128 and the signal's number (130 for Ctrl-C) when one arrives. What was
  /// ignored before, as `nohup` does, stays ignored.
  static func expect() {
    // Touched once here, so that the handler finds it ready.
    UnfinishedFile.remove()
    for number in ending {
      let before = signal(number) { number in
        UnfinishedFile.remove()
        _exit(128 + number)
      }
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }
}
