/// The command line of `postern-render`, parsed by hand: the program starts in milliseconds.
struct Options: Equatable {
  /// The picture formats, by Graphviz's names for them.
  enum Format: String, CaseIterable {
    case svg
    case png
    case pdf
  }

  /// What a command line asks for.
  enum Request: Equatable {
    case run(Options)
    case help
    case invalid(String)
  }

  var format = Format.svg
  /// Limit of processor time and of wall-clock time, each.
  var seconds = 20
  /// Limit of address space, in units of 2²⁰ bytes.
  var megabytes = 1024
  var isVerbose = false

  static let usage =
    "usage: postern-render [--format svg|png|pdf] [--timeout SECONDS] [--memory MEGABYTES]"
    + " [--verbose] < DIAGRAM.dot"

  static let help = """
    \(usage)

    Draws one diagram in the DOT language, read from standard input, to standard output.

      --format FORMAT     svg (the default), png or pdf
      --timeout SECONDS   give up after this time, 1 to 3600 (default: 20)
      --memory MEGABYTES  use no more memory than this, 128 to 65536 (default: 1024)
      --verbose           print Graphviz's warnings to standard error
      --help              print this text

    Exit codes: 0 drawn, 64 wrong usage, 65 not a diagram, 70 cannot be drawn, 74 cannot write.

    """

  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) -> Request {
    var options = Options()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let (name, attached) = split(argument)
      switch name {
      case "--help", "-h": return .help
      case "--verbose" where attached == nil: options.isVerbose = true
      case "--format", "--timeout", "--memory":
        guard let value = attached ?? rest.popFirst() else {
          return .invalid("\(name) needs a value")
        }
        guard options.set(name, to: value) else {
          return .invalid("\(name) does not take \"\(value.prefix(40))\"")
        }
      default: return .invalid("unknown argument \"\(argument.prefix(40))\"")
      }
    }
    return .run(options)
  }

  private static func split(_ argument: String) -> (name: String, attached: String?) {
    guard let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  private mutating func set(_ name: String, to value: String) -> Bool {
    switch name {
    case "--format":
      guard let format = Format(rawValue: value) else { return false }
      self.format = format
    case "--timeout":
      guard let seconds = Int(value), (1...3600).contains(seconds) else { return false }
      self.seconds = seconds
    default:
      guard let megabytes = Int(value), (128...65536).contains(megabytes) else { return false }
      self.megabytes = megabytes
    }
    return true
  }
}
