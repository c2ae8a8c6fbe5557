import Foundation

extension HomeFolder {
  var farewellPath: String { path + "/revoked" }

  /// Erases the replica with its logs and staged pages, the index of words, the keys and what the client noted down. Files
  /// of others that lie in the folder stay. What was done before it was cut off is done again.
  func erase() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter(Self.isOwn).sorted()
    // The keys last: whatever is still to be erased, the device can prove who it is.
    let (keys, others) = (names.filter { $0.hasSuffix(".key") }, names.filter { !$0.hasSuffix(".key") })
    for name in others + keys { try Wiping.wipe(path + "/" + name) }
  }

  /// Brings an erasure to its end that was cut off.
  /// - Returns: the note of it; nil when this home was not erased.
  public func endErasure() throws -> Farewell? {
    guard let note = try Farewell.load(from: self) else { return nil }
    if hasOwnFiles { try erase() }
    return note
  }

  /// Forgets that a device was revoked here, so that another may join.
  func forgetFarewell() throws {
    guard try endErasure() != nil else { return }
    try FileManager.default.removeItem(atPath: farewellPath)
  }

  private var hasOwnFiles: Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path).contains(where: Self.isOwn)) ?? false
  }

  private static func isOwn(_ name: String) -> Bool {
    ["replica.sqlite", "search.sqlite"].contains { name.hasPrefix($0) } || ["server-clock", "erased"].contains(name)
      || name.hasPrefix("device") && name.hasSuffix(".key")
  }
}

/// Files that are written over before they go.
enum Wiping {
  private static let chunk = [UInt8](repeating: 0, count: 1 << 20)

  /// Writes zeros over a file, brings them to the disk, and removes it. A disk that writes elsewhere each time keeps what
  /// was there until it needs the place.
  static func wipe(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw failure(path)
    }
    defer { close(descriptor) }
    var left = lseek(descriptor, 0, SEEK_END)
    guard left >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure(path) }
    while left > 0 {
      let count = chunk.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, Int(left))) }
      guard count > 0 else { throw failure(path) }
      left -= off_t(count)
    }
    guard fsync(descriptor) == 0 else { throw failure(path) }
    // Another command may be at it as well.
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
  }

  private static func failure(_ path: String) -> FieldError {
    FieldError(
      .failed,
      "cannot erase \(path) (\(String(cString: strerror(errno)))): see who may write there, and run `godwit sync` again"
    )
  }
}
