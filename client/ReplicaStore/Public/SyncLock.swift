import Foundation

/// Held by the one process that syncs a replica; it goes with the process.
public final class SyncLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `ReplicaError.locked` while another holder has it.
  init(path: String) throws {
    descriptor = open(path + "-sync", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ReplicaError.notAccessible(path: path, detail: String(cString: strerror(errno))) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      throw ReplicaError.locked(path: path)
    }
  }

  deinit { close(descriptor) }
}

extension Replica {
  /// Makes this process the one that syncs, until the lock is let go. Two that staged replies of different rounds
  /// would mix them.
  public func lockForSync() throws -> SyncLock { try SyncLock(path: path) }
}
