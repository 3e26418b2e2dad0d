import ArgumentParser
import Glibc
import Postern

/// Data goes to the standard output, everything else to the standard error.
enum Console {
  /// Writes all of a text to the standard output. A reader that went away is a normal end.
  static func print(_ text: String) {
    signal(SIGPIPE, SIG_IGN)
    write(Array(text.utf8), to: STDOUT_FILENO) { error in
      exit(error == EPIPE ? 0 : ExitStatus.cannotWrite.rawValue)
    }
  }

  /// Writes one line to the standard error.
  static func note(_ line: String) {
    write(Array((line + "\n").utf8), to: STDERR_FILENO) { _ in }
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, onError: (Int32) -> Void
  ) {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
        if count > 0 {
          written += count
        } else if errno != EINTR {
          onError(errno)
          return
        }
      }
    }
  }

  /// Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise.
  static var hasColour: Bool { isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil }

  /// All of the standard input.
  static func input() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { bytes += buffer[0..<count] } else if count == 0 || errno != EINTR { break }
    }
    return bytes
  }
}

/// How a run ended; the numbers from 64 on are the system's (sysexits).
enum ExitStatus: Int32 {
  case done = 0
  case findings = 1
  case partlyUnreadable = 3
  case usage = 64
  case nothingUsable = 65
  case cannotWrite = 74

  /// The error that ends the program with this status.
  var error: ExitCode { ExitCode(rawValue) }
}
