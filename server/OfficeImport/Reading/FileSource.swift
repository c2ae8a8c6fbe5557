import Foundation

/// The bytes of a file, a quarter of a megabyte at a time.
public struct FileSource: ByteSource {
  private let handle: FileHandle
  private let path: String

  public init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ImportFault("\(path) cannot be read. Check the name and that you may read it.")
    }
    self.handle = handle
    self.path = path
  }

  public mutating func next() throws -> [UInt8]? {
    do {
      guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
      return [UInt8](data)
    } catch {
      throw ImportFault("\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  /// The file's bytes, uncompressed if it is gzip by its first two bytes, whatever it is called.
  public static func open(path: String) throws -> any ByteSource {
    var probe = try FileSource(path: path)
    let start = try probe.next() ?? []
    let file = try FileSource(path: path)
    return start.starts(with: [0x1F, 0x8B]) ? try GzipSource(file, path: path) : file
  }
}
