import Foundation

/// A folder for the files of one run, in memory where the system has such a place; it goes with the object.
public final class TemporaryFolder {
  public let url: URL

  public init() throws {
    let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
    let parent =
      FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    url = parent.appendingPathComponent("simulate-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}

extension FileManager {
  /// Replaces what is in a folder by what is in its copy.
  func putBack(_ copy: String, to folder: String) throws {
    for name in try contentsOfDirectory(atPath: folder) { try removeItem(atPath: folder + "/" + name) }
    for name in try contentsOfDirectory(atPath: copy) {
      try copyItem(atPath: "\(copy)/\(name)", toPath: "\(folder)/\(name)")
    }
  }
}
