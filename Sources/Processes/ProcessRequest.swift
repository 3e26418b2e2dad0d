/// One run of another program, with everything that bounds it.
///
/// Nothing is looked up on the caller's behalf: `executable` is a path, and the program gets no
/// more input, time or output than stated here.
///
/// ```swift
/// let request = ProcessRequest(
///   executable: "/usr/bin/sort", arguments: ["-r"], input: Array("a\nb\n".utf8),
///   timeLimit: .seconds(5), outputLimit: 1 << 20)
/// let result = await Processes.run(request)
/// ```
package struct ProcessRequest: Sendable {
  /// The path of the program: absolute, or relative to the caller's working directory.
  package var executable: String
  /// The arguments after the program's own name.
  package var arguments: [String]
  /// The bytes that the program finds on its standard input, then end of file.
  package var input: [UInt8]
  /// How long the program may run, by the wall clock, before it is killed.
  package var timeLimit: Duration
  /// How many bytes of standard output are accepted before the program is killed.
  package var outputLimit: Int
  /// Variables that are added to the caller's environment, or replace what it has.
  package var environment: [String: String]
  /// The program's working directory; the caller's own when `nil`.
  package var workingDirectory: String?

  /// Describes a run; the defaults are one minute and 64 MiB of output.
  package init(
    executable: String, arguments: [String] = [], input: [UInt8] = [],
    timeLimit: Duration = .seconds(60), outputLimit: Int = 64 << 20,
    environment: [String: String] = [:], workingDirectory: String? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.input = input
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
    self.environment = environment
    self.workingDirectory = workingDirectory
  }
}
