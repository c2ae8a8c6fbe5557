import FaultDisk
import Foundation

/// A folder on the fault disk that goes with the object.
final class CutFolder {
  let path: String

  init() throws { path = try FaultDisk.makeFolder() }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A new folder with copies of all files of another.
  init(copyOf folder: String) throws {
    path = try FaultDisk.makeFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: path + "/" + name)
    }
  }
}
