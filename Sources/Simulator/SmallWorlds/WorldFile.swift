import Foundation
import GRDB

/// An SQLite file whose content can be put back while connections to it stay open, so that a state of a world can be
/// visited again without opening anything.
///
/// Connections must be idle meanwhile. What they hold in caches they check against the header of the wal-index (the
/// `-shm` file), which changes with every transaction and gets a random salt with every reset of the log. It is put
/// back with the pages, so it differs from the header that a connection saw last.
final class WorldFile {
  /// The pages that differ from the first image, and the header of the wal-index. The log itself is always empty.
  struct Image {
    fileprivate var byteCount: Int
    fileprivate var pages: [(offset: Int, bytes: [UInt8])]
    fileprivate var header: [UInt8]
  }

  static let pageBytes = 4_096
  /// Two copies of the header and what checkpoints note (SQLite, "WAL-mode File Format", section 2.1).
  private static let headerBytes = 136

  /// Another program's connection: it writes like any SQLite client, and keeps the file open.
  let shell: DatabaseQueue
  private let data: Int32
  private let index: Int32
  private var base: [UInt8] = []

  init(path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    shell = try DatabaseQueue(path: path, configuration: configuration)
    try shell.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    data = open(path, O_RDWR | O_CLOEXEC)
    index = open(path + "-shm", O_RDWR | O_CLOEXEC)
    guard data >= 0, index >= 0 else { throw SmallWorldFault("\(path) cannot be opened") }
    base = try content()
  }

  deinit {
    close(data)
    close(index)
  }

  /// The content as it is now.
  func capture() throws -> Image {
    let bytes = try content()
    var pages = [(offset: Int, bytes: [UInt8])]()
    bytes.withUnsafeBytes { new in
      base.withUnsafeBytes { old in
        guard let new = new.baseAddress, let old = old.baseAddress else { return }
        for offset in stride(from: 0, to: bytes.count, by: Self.pageBytes) {
          let end = min(offset + Self.pageBytes, bytes.count)
          if end <= base.count && memcmp(new + offset, old + offset, end - offset) == 0 { continue }
          pages.append((offset, Array(bytes[offset..<end])))
        }
      }
    }
    var header = [UInt8](repeating: 0, count: Self.headerBytes)
    guard pread(index, &header, header.count, 0) == header.count else { throw SmallWorldFault("no wal-index") }
    return Image(byteCount: bytes.count, pages: pages, header: header)
  }

  /// Puts a content back.
  func restore(_ image: Image) throws {
    var bytes = base
    bytes.reserveCapacity(image.byteCount)
    if bytes.count < image.byteCount { bytes += [UInt8](repeating: 0, count: image.byteCount - bytes.count) }
    for page in image.pages { bytes.replaceSubrange(page.offset..<page.offset + page.bytes.count, with: page.bytes) }
    guard pwrite(data, bytes, image.byteCount, 0) == image.byteCount, ftruncate(data, off_t(image.byteCount)) == 0,
      pwrite(index, image.header, image.header.count, 0) == image.header.count
    else { throw SmallWorldFault("a file cannot be put back") }
  }

  /// All pages, after the log was folded in.
  private func content() throws -> [UInt8] {
    try shell.writeWithoutTransaction { db in
      let checkpoint = try db.cachedStatement(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      guard try Row.fetchOne(checkpoint)?[0] == 0 else {
        throw SmallWorldFault("a connection is not idle")
      }
    }
    let count = Int(lseek(data, 0, SEEK_END))
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
      initialized = max(0, pread(data, buffer.baseAddress, count, 0))
    }
    guard bytes.count == count else { throw SmallWorldFault("a file cannot be read") }
    return bytes
  }
}

/// What a small world did that none may do, or what kept it from being played.
public struct SmallWorldFault: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
