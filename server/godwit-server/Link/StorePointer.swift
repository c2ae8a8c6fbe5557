import ChangeModel
import Foundation
import Hub
import PostgresStore

/// What a server's directory holds when its store is in a database: where, and which org. Its owner alone may read it,
/// because the address may hold a password.
struct StorePointer: Codable, Sendable {
  var store: String
  var org: String

  init(_ address: PostgresAddress, org: RowID) {
    store = address.text
    self.org = org.description
  }

  /// - Returns: nil when the store is in the directory itself.
  static func read(_ folder: HubFolder) throws -> StorePointer? {
    guard FileManager.default.fileExists(atPath: folder.pointer) else { return nil }
    guard let data = FileManager.default.contents(atPath: folder.pointer),
      let pointer = try? JSONDecoder().decode(StorePointer.self, from: data)
    else { throw OfficeFault("\(folder.pointer) cannot be read. Restore it, or make it anew with `init --existing`.") }
    return pointer
  }

  /// Where to find the store.
  func place() throws -> (address: PostgresAddress, org: RowID) {
    guard let address = PostgresAddress(store), let org = RowID(org) else {
      throw OfficeFault("store.json does not name a database and an org. Make it anew with `init --existing`.")
    }
    return (address, org)
  }

  /// The file is never there in part, and never readable by others; it is on disk when this returns.
  func write(to folder: HubFolder) throws {
    let draft = folder.pointer + ".new"
    try? FileManager.default.removeItem(atPath: draft)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(self)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault(folder) }
    defer { close(descriptor) }
    let written = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard written == data.count, fsync(descriptor) == 0, rename(draft, folder.pointer) == 0 else { throw fault(folder) }
    try folder.syncNames()
  }

  private func fault(_ folder: HubFolder) -> OfficeFault {
    OfficeFault("\(folder.pointer) cannot be written: \(String(cString: strerror(errno))).")
  }
}
