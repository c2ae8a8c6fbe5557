import Foundation

/// Small files that are there whole or not at all, also after a power cut.
enum DurableFile {
  /// Replaces the file's content: written apart, brought to the disk, then renamed.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws {
    let temporary = path + ".new"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { throw failure(path) }
      offset += written
    }
    guard fsync(descriptor) == 0 else { throw failure(path) }
    try moveDurably(temporary, to: path)
  }

  /// Renames a file, and brings the folder to the disk.
  static func moveDurably(_ source: String, to path: String) throws {
    guard rename(source, path) == 0 else { throw failure(path) }
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw failure(path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw failure(path) }
  }

  /// The content, or nil when there is no such file.
  static func read(_ path: String) throws -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FieldError(.failed, "cannot read \(path): check who may read it")
    }
    return [UInt8](data)
  }

  private static func failure(_ path: String) -> FieldError {
    FieldError(
      .failed, "cannot write \(path) (\(String(cString: strerror(errno)))): check free space and who may write there")
  }
}
