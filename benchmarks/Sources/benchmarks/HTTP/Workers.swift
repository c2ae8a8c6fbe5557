import Foundation
import Synchronization
import Yardstick

/// Threads that carry out a number of tasks between them, each blocking as it likes.
enum Workers {
  /// Carries out tasks 0 to `count`, so many at once.
  /// - Throws: the first error, once all threads have stopped.
  static func run(_ count: Int, width: Int, _ task: @escaping @Sendable (Int) throws -> Void) throws {
    let state = Mutex((next: 0, failure: (any Error)?.none))
    let group = DispatchGroup()
    for _ in 0..<min(width, count) {
      group.enter()
      let thread = Thread {
        defer { group.leave() }
        while let number = take(from: state, of: count) {
          do { try task(number) } catch { state.withLock { $0.failure = $0.failure ?? error } }
        }
      }
      thread.start()
    }
    group.wait()
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// The next task; nil when all are taken or one failed.
  private static func take(from state: borrowing Mutex<(next: Int, failure: (any Error)?)>, of count: Int) -> Int? {
    state.withLock { state in
      guard state.next < count, state.failure == nil else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }
}
