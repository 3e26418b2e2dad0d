import Glibc
import Synchronization

/// Ctrl-C and the wish of the system to end, for work that must tidy up before it ends.
enum Interruption {
  private static let signals = Atomic<Int>(0)

  /// Does some work as a task that the first signal cancels; the second ends the program at once.
  ///
  /// - Returns: How the work ended; `interrupted` when a signal came, whatever the work made of it.
  static func cancelling(
    _ work: @escaping @Sendable () async -> ExitStatus
  ) async -> ExitStatus {
    // The first use of the counter is here, not in the handler, where nothing may be initialised.
    signals.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        let earlier = Interruption.signals.add(1, ordering: .relaxed).oldValue
        if earlier > 0 { _exit(ExitStatus.interrupted.rawValue) }
      }
    }
    let task = Task(operation: work)
    // A handler may do next to nothing, so it only counts, and this looks.
    let watcher = Task {
      while signals.load(ordering: .relaxed) == 0 {
        do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
      }
      task.cancel()
    }
    let status = await task.value
    watcher.cancel()
    return signals.load(ordering: .relaxed) == 0 ? status : .interrupted
  }
}
