/// How the program ends, in the numbers of `sysexits.h`.
enum ExitCode: Int32 {
  /// The picture was written, or nobody wanted it any more (a closed pipe).
  case done = 0
  /// The command line makes no sense.
  case usage = 64
  /// Standard input is not a diagram in DOT.
  case unusableInput = 65
  /// Graphviz gave up on a diagram that it could read.
  case cannotDraw = 70
  /// The picture could not be written.
  case cannotWrite = 74
}
