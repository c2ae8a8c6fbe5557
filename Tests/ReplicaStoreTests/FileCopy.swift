import Foundation

@testable import ReplicaStore

/// The files of a replica as they are on disk at one moment: what a crash would leave.
struct FileCopy {
  let folder: URL
  var path: String { folder.appendingPathComponent("replica.sqlite").path }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// All bytes of all files.
  func bytes() throws -> Data {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .reduce(into: Data()) { $0.append(try Data(contentsOf: $1)) }
  }
}

extension TrialReplica {
  func copyFiles() throws -> FileCopy {
    let copy = FileCopy(
      folder: FileManager.default.temporaryDirectory.appendingPathComponent("godwit-\(UUID().uuidString)"))
    try FileManager.default.createDirectory(at: copy.folder, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy.path + suffix)
    }
    return copy
  }
}
