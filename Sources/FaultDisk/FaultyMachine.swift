import CFaultDisk
import Foundation

/// A computer whose disk is one folder: it can lose power, crash, fail calls and fill up.
///
/// Its mutating calls (writes, syncs, truncations, deletions, and opening a file that is not there yet) are numbered
/// from 1. Calls of the C library on its files, such as a rename or a lock, are neither seen nor failed.
public final class FaultyMachine: Sendable {
  /// The folder, with symbolic links resolved: paths of the machine must begin with it.
  public let folder: String
  // Never changed, and all that it points at is behind a lock.
  nonisolated(unsafe) private let handle: OpaquePointer

  /// - Parameter folder: an existing folder, which lives on when the machine goes.
  public init(folder: String) throws {
    guard let real = realpath(folder, nil) else { throw FaultDiskError.noFolder(path: folder) }
    defer { free(real) }
    guard let handle = fault_machine_new(real) else { throw FaultDiskError.noFolder(path: folder) }
    self.folder = String(cString: real)
    self.handle = handle
  }

  deinit { fault_machine_release(handle) }

  /// How many mutating calls there were, failed ones included; a restart does not set it back.
  public var operations: UInt64 { fault_machine_operations(handle) }

  /// How many writes and truncations a power cut could take back now.
  public var unsyncedChanges: UInt64 { fault_machine_unsynced(handle) }

  /// Whether the process is dead: all its calls fail until the restart.
  public var isDead: Bool { fault_machine_is_dead(handle) != 0 }

  /// The process dies at this operation: it and all calls after it fail with SQLITE_IOERR.
  /// - Parameter keptBytes: if the operation is a write, so many bytes of it are written all the same.
  public func crash(atOperation operation: UInt64, keptBytes: Int = 0) {
    fault_machine_crash_at(handle, max(1, operation), Int64(keptBytes))
  }

  public func crashNow() { fault_machine_crash_at(handle, 0, 0) }

  /// From this operation on, the first call of these kinds fails, or with `forever` all of them until `heal`.
  ///
  /// Reading and opening have no number of their own: they count as coming after the last operation.
  public func fail(_ fault: DiskFault, atOperation operation: UInt64, forever: Bool, kinds: DiskCalls = .mutating) {
    fault_machine_fail(handle, fault.code, operation, forever ? 1 : 0, kinds.rawValue)
  }

  /// Drops all plans of crashes and faults, and the limit of space.
  public func heal() {
    fault_machine_heal(handle)
    limitSpace(toBytes: nil)
  }

  /// Writes fail with SQLITE_FULL when all files together would grow beyond this; nil takes the limit away.
  public func limitSpace(toBytes bytes: Int?) {
    fault_machine_limit_space(handle, bytes.map { Int64(max(0, $0)) } ?? -1)
  }

  /// Brings the files to what survived, drops all plans of crashes and faults, and lets the machine live again.
  ///
  /// Every file is laid anew, so connections and locks of the dead process stay with the old ones and go on failing;
  /// drop them before, all the same. The limit of space stays.
  public func restart(_ survival: Survival, seed: UInt64 = 0) throws {
    let code = fault_machine_restart(handle, survival.code, survival.fraction, seed)
    if code != 0 { throw FaultDiskError.notRestarted(folder: folder, code: code) }
  }

  /// Takes what lies in the folder now for durable: somebody has put another content there, and made sure of it.
  ///
  /// Without this a power cut would give back logs of the files that were there before. Close all connections first.
  public func settle() { fault_machine_settle(handle) }

  /// Writes what would survive into another folder, and leaves the machine as it is: many ways to die from one run.
  /// - Parameter folder: an existing one, empty.
  public func copySurvivors(to folder: String, _ survival: Survival, seed: UInt64 = 0) throws {
    let code = fault_machine_copy_survivors(handle, folder, survival.code, survival.fraction, seed)
    if code != 0 { throw FaultDiskError.notRestarted(folder: folder, code: code) }
  }
}
