import Synchronization

/// The bytes that all bodies still being read hold together. Nobody is known to be who he says before his body is
/// whole, so this is what strangers can make the server hold.
final class BodyBudget: Sendable {
  /// What each body may hold without asking, so that small requests pass while large ones have to wait.
  static let freeBytes = 64 << 10

  private let bytesMax: Int
  private let held = Mutex(0)

  init(bytesMax: Int = .max) {
    self.bytesMax = bytesMax
  }

  /// Takes room for a body that has grown.
  /// - Returns: false when there is none left; nothing is taken then.
  func grow(from before: Int, to after: Int) -> Bool {
    let more = Self.counted(after) - Self.counted(before)
    return held.withLock { held in
      guard more <= bytesMax - held else { return false }
      held += more
      return true
    }
  }

  /// Gives back what a body of this size took.
  func release(_ count: Int) {
    held.withLock { $0 -= Self.counted(count) }
  }

  private static func counted(_ count: Int) -> Int { max(0, count - freeBytes) }
}
