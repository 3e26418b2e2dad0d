import Glibc

/// What the process forbids itself before it reads anything.
enum Limits {
  /// The longest diagram that is read: a hundred times what a large one needs.
  static let inputBytes = 16 << 20

  /// Limits address space, processor time and wall-clock time, and leaves no core dump behind.
  ///
  /// A limit that the system refuses is one the caller's own limits already undercut.
  static func apply(seconds: Int, megabytes: Int) {
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), to: rlim_t(megabytes) << 20)
    limit(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: rlim_t(seconds))
    limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), to: 0)
    alarm(UInt32(seconds))
    // A reader that went away is learned from `write`, not by being killed.
    signal(SIGPIPE, SIG_IGN)
    crashQuietly()
    forbidFileAttributes()
  }

  private static func limit(_ resource: __rlimit_resource_t, to value: rlim_t) {
    var limits = rlimit(rlim_cur: value, rlim_max: value)
    _ = setrlimit(resource, &limits)
  }

  /// A crash in Graphviz is expected, and learned from the exit status; the Swift runtime's report
  /// of it would cost time and bury the reason.
  private static func crashQuietly() {
    for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] {
      signal(number, SIG_DFL)
    }
  }

  /// Under `SERVER_NAME`, Graphviz loads no file that a diagram names (`image`, `shapefile`)
  /// except from `GV_FILE_PATH`, which is emptied.
  private static func forbidFileAttributes() {
    setenv("SERVER_NAME", "postern-render", 1)
    unsetenv("GV_FILE_PATH")
  }
}
