import FieldSales
import Hub
import HubServer
import HubStore
import Logging
import PostgresStore
import SQLiteStore

/// A store that is open in this process, with the service over it. Only the holder of the lock may make one.
struct OpenedStore: Sendable {
  let store: any HubStore
  /// The bytes of the store on disk; in a database, those of the whole database.
  let byteCount: @Sendable () -> Int64
  private let end: @Sendable () throws -> Void
  let service: HubService

  init(_ folder: HubFolder, logger: Logger = .quiet) throws {
    if let pointer = try StorePointer.read(folder) {
      let place = try pointer.place()
      let opened = try PostgresHubStore.open(at: place.address, org: place.org)
      store = opened
      byteCount = { (try? opened.databaseBytes()) ?? 0 }
      end = { opened.close() }
    } else {
      let opened = try SQLiteHubStore.open(at: folder.store)
      store = opened
      byteCount = { opened.fileBytes }
      // Folds the log into the file, so that the next one to open it finds a clean end.
      end = {
        try opened.checkpoint()
        try opened.close()
      }
    }
    do {
      try store.read { try $0.standing().checkInUse() }
      try Self.bringSchemaForward(store)
      service = try HubService(store: store, rules: FieldSales.rules, logger: logger)
    } catch {
      try? end()
      throw error
    }
  }

  func close() throws { try end() }

  /// A store of an earlier version gets the tables and columns of this one; the store refuses what cannot follow.
  private static func bringSchemaForward(_ store: any HubStore) throws {
    var org = try store.read { try $0.org() }
    var schema = FieldSales.schema
    schema.oldestProgram = max(schema.oldestProgram, org.schema.oldestProgram)
    guard org.schema != schema else { return }
    org.schema = schema
    let forward = org
    do {
      try store.write { try $0.save(org: forward) }
    } catch HubStoreError.inconsistent(let what) {
      throw OfficeFault(
        "The store was made by another version of godwit-server: \(what). Use that version or a newer one.")
    }
  }
}

extension Logger {
  /// Says only what went wrong, on standard error.
  static var quiet: Logger {
    var logger = Logger(label: "godwit-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    return logger
  }
}
