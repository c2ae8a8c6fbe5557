import Foundation

/// A lock file that tells whether any other Godwit process has the replica open.
///
/// Not the database file itself: closing any descriptor of it would drop SQLite's own locks.
final class OpenMark: Sendable {
  /// Whether nobody else had the replica open when this mark was made.
  let isFirst: Bool
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path + "-open", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ReplicaError.notAccessible(path: path, detail: String(cString: strerror(errno))) }
    isFirst = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    // Only waits for the instant in which another process asks the same question.
    _ = flock(descriptor, LOCK_SH)
  }

  deinit { close(descriptor) }
}
