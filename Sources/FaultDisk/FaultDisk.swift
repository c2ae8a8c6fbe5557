import CFaultDisk
import Foundation

/// A file system under SQLite that can lose what was not synced, fail, and fill up.
///
/// It stands over real files and is the default of all connections that the process opens after `install`. Only files
/// in the folder of a `FaultyMachine` are treated in a special way.
public enum FaultDisk {
  /// Makes it SQLite's default in this process; once is enough, more do no harm.
  /// - Throws: `FaultDiskError.notInstalled` when SQLite refuses it.
  public static func install() throws {
    let code = fault_disk_install()
    if code != 0 { throw FaultDiskError.notInstalled(code: code) }
  }

  /// From now on SQLite's own randomness follows from the seed, as its `randomblob` and the salts of its logs do.
  ///
  /// It is one stream for the whole process: a trace repeats only if nothing else uses SQLite meanwhile.
  public static func setRandomSeed(_ seed: UInt64) { fault_disk_set_random_seed(seed) }

  /// SQLite's randomness is the platform's again.
  public static func useRealRandomness() { fault_disk_use_real_randomness() }

  /// From now on SQLite's clock, for calls on this thread, stands at this time, and its waiting for a lock moves the
  /// clock but takes no time.
  /// - Parameter now: milliseconds since 1970 UTC.
  public static func setTime(_ now: Int64) { fault_disk_set_time(now) }

  /// SQLite's clock and waiting, for calls on this thread, are the platform's again.
  public static func useRealTime() { fault_disk_use_real_time() }

  /// Makes an empty folder in memory where the platform has such a place, else among the temporary files.
  public static func makeFolder() throws -> String {
    let memory = "/dev/shm"
    let base =
      FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    let path = base + "/fault-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
