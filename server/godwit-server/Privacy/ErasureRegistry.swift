import Foundation
import Hub
import HubServer

/// Which rows were erased, in a file beside the store: after the restore of a backup they are erased again.
///
/// It holds IDs alone. A row is written here before it is erased, so that the file never knows less than the store. Keep it
/// out of backups that are restored with the store, or keep the newest one.
struct ErasureRegistry {
  struct Entry: Codable, Hashable {
    var table: String
    var id: String
    /// Milliseconds since 1970 UTC.
    var at: Int64

    var subject: SubjectRef { SubjectRef(table: table, id: id) }
  }

  let path: String

  init(_ folder: HubFolder) { path = folder.erasures }

  /// - Throws: `OfficeFault` when a line cannot be read: somebody must look at it.
  func entries() throws -> [Entry] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return try data.split(separator: 0x0A).enumerated().map { number, line in
      guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else {
        throw OfficeFault("Line \(number + 1) of \(path) cannot be read. Restore the file before you go on.")
      }
      return entry
    }
  }

  /// Durable when it returns.
  func add(_ entry: Entry) throws {
    guard try !entries().contains(where: { $0.subject == entry.subject }) else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(entry) + Data("\n".utf8)
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault() }
    defer { close(descriptor) }
    let written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written == line.count, fsync(descriptor) == 0 else { throw fault() }
  }

  private func fault() -> OfficeFault {
    OfficeFault("\(path) cannot be written: \(String(cString: strerror(errno))). Nothing was erased.")
  }
}
