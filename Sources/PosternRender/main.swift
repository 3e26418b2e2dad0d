// postern-render: one diagram in DOT on standard input, one picture on standard output.
//
// It is a program of its own because Graphviz is trusted with nothing: on valid diagrams it may
// crash, hang or read freed memory. So each process limits itself, draws one diagram and ends.
import Glibc

/// Does the whole work and gives the exit code.
func run(_ arguments: [String]) -> ExitCode {
  let options: Options
  switch Options.parse(arguments) {
  case .run(let parsed): options = parsed
  case .help:
    return StandardStreams.write(Options.help.utf8) == .failed ? .cannotWrite : .done
  case .invalid(let reason):
    StandardStreams.complain("\(reason)\n\(Options.usage)")
    return .usage
  }
  Limits.apply(seconds: options.seconds, megabytes: options.megabytes)
  guard let diagram = StandardStreams.readAll(limit: Limits.inputBytes) else {
    StandardStreams.complain("cannot read a diagram of at most \(Limits.inputBytes) bytes")
    return .unusableInput
  }
  switch Drawing.draw(diagram, as: options.format, verbose: options.isVerbose) {
  case .drawn:
    return .done
  case .failed(let code, let reason):
    StandardStreams.complain(reason)
    return code
  }
}

// Graphviz's own cleaning up is what crashes most often; the system frees everything anyway.
_exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
