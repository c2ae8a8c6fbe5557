import Foundation
import Hub
import HubStore
import PostgresStore
import SQLiteStore

/// Writes a snapshot of a store, whatever its kind, into a file that is an embedded store itself.
///
/// It reads the store beside whoever serves it, and needs no lock: nothing of the store changes.
struct StoreBackup {
  let folder: HubFolder
  let progress: (StoreCopy.Step) -> Void

  /// - Throws: `OfficeFault` when the file is there already: a backup is never written over.
  func run(to file: String) throws -> StoreCopy.Contents {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw OfficeFault("\(file) exists already, and a backup is never written over. Choose another name.")
    }
    return try reading { source in
      try source.standing().checkInUse()
      return try SQLiteHubStore.make(file, org: try source.org(), isArchive: true) { copy in
        try StoreCopy(from: source, progress: progress) { try copy.write($0) }.run()
      }
    }
  }

  private func reading<Result>(_ body: (any HubReading) throws -> Result) throws -> Result {
    if let pointer = try StorePointer.read(folder) {
      let place = try pointer.place()
      let store = try PostgresHubStore.open(at: place.address, org: place.org, readersMax: 1, isForLongWork: true)
      defer { store.close() }
      return try store.read(body)
    }
    let store = try SQLiteHubStore.openToRead(at: folder.store)
    let result = try store.read(body)
    try store.close()
    return result
  }
}
