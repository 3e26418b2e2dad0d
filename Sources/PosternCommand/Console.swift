import ArgumentParser
import Glibc
import Postern

/// Data goes to the standard output, everything else to the standard error.
enum Console {
  /// Lets a reader that goes away, and a file that may not grow, be learned from a write that fails,
  /// not by being killed.
  static func expectFailingWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes all of a text to the standard output. A reader that went away is a normal end.
  static func print(_ text: String) {
    write(Array(text.utf8), to: STDOUT_FILENO) { error in
      exit(error == EPIPE ? 0 : ExitStatus.cannotWrite.rawValue)
    }
  }

  /// Writes one line to the standard error. What a file or an argument brings in is hostile text:
  /// a terminal gets nothing to obey, and nothing that turns letters around.
  static func note(_ line: String) {
    let scalars = line.unicodeScalars.map(visible)
    let text = String(String.UnicodeScalarView(scalars)) + "\n"
    write(Array(text.utf8), to: STDERR_FILENO) { _ in }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      "\u{FFFD}"
    default: scalar
    }
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

  /// Whether colours are wanted: on a terminal, unless NO_COLOR is set to anything but the empty
  /// text (no-color.org).
  static var hasColour: Bool {
    let refusal = getenv("NO_COLOR")
    return isatty(STDOUT_FILENO) == 1 && (refusal == nil || refusal?.pointee == 0)
  }

  /// Whether someone watches the standard error, so that progress is worth a line.
  static var hasTerminalForNotes: Bool { isatty(STDERR_FILENO) == 1 }

  /// All of the standard input, up to the size at which it is refused: some devices have no end.
  static func input() -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    fstat(STDIN_FILENO, &status)
    let isDevice = status.st_mode & S_IFMT == S_IFCHR && isatty(STDIN_FILENO) == 0
    let limit = isDevice ? 1 << 16 : Workspace.maximumInput
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { bytes += buffer[0..<count] } else if count == 0 || errno != EINTR { break }
      if bytes.count > limit { break }
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
  case interrupted = 130

  /// The error that ends the program with this status.
  var error: ExitCode { ExitCode(rawValue) }
}
