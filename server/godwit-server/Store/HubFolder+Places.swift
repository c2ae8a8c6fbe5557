import Foundation
import Hub

/// What a directory's files are called while a store comes or goes, and afterwards.
extension HubFolder {
  /// A whole copy that is about to become the store.
  var arriving: String { store + ".arriving" }

  /// Removes a copy that nobody is going to use.
  func removeArriving() throws {
    for file in Self.files(of: arriving) where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
  }

  /// Lets the copy, which nobody has open, be the store; there must be none.
  func putArrivedInPlace() throws {
    guard !Self.files(of: store).contains(where: FileManager.default.fileExists) else {
      throw OfficeFault("There is something at \(store) already. Move it elsewhere, and try again.")
    }
    guard rename(arriving, store) == 0 else { throw fault("written") }
    try syncNames()
    try removeArriving()
  }

  /// Gives the store's file, when there is one, a name under which it is never served. Nobody may have it open.
  /// - Parameters:
  ///   - word: why it was put aside.
  ///   - now: milliseconds since 1970 UTC.
  /// - Returns: the new name; nil when there was no file.
  func setStoreAside(_ word: String, at now: Int64) throws -> String? {
    let aside = "\(store).\(word)-\(Self.dated(now))"
    // A store that was closed has no log. That of a damaged one goes along, after the file: at no moment is a file served
    // without its log.
    let names = zip(Self.files(of: store), Self.files(of: aside)).filter { from, _ in
      FileManager.default.fileExists(atPath: from)
    }
    guard !names.isEmpty else { return nil }
    for (from, to) in names { try FileManager.default.moveItem(atPath: from, toPath: to) }
    try syncNames()
    return aside
  }

  func removePointer() throws {
    if FileManager.default.fileExists(atPath: pointer) { try FileManager.default.removeItem(atPath: pointer) }
    try syncNames()
  }

  /// Makes the names of files durable.
  func syncNames() throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("opened") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault("written") }
  }

  /// A time as a part of a file's name, in UTC.
  static func dated(_ milliseconds: Int64) -> String {
    Terminal.time(milliseconds).filter { $0 != "-" && $0 != ":" }
  }

  private static func files(of store: String) -> [String] { [store, store + "-wal", store + "-shm"] }

  private func fault(_ what: String) -> OfficeFault {
    OfficeFault("\(path) cannot be \(what): \(String(cString: strerror(errno))).")
  }
}
