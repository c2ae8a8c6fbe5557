import FieldSales
import Hub
import HubServer
import HubStore
import Logging

/// A store that is open in this process, with the service over it. Only the holder of the lock may make one.
struct OpenedStore: Sendable {
  let store: SQLiteHubStore
  let service: HubService

  init(_ folder: HubFolder, logger: Logger = .quiet) throws {
    store = try SQLiteHubStore.open(at: folder.store)
    do {
      try Self.bringSchemaForward(store)
      service = try HubService(store: store, rules: FieldSales.rules, logger: logger)
    } catch {
      try? store.close()
      throw error
    }
  }

  /// Folds the log into the file, so that the next one to open it finds a clean end, and closes.
  func close() throws {
    try store.checkpoint()
    try store.close()
  }

  /// A store of an earlier version gets the tables and columns of this one; the store refuses anything but appending.
  private static func bringSchemaForward(_ store: SQLiteHubStore) throws {
    var org = try store.read { try $0.org() }
    guard org.schema != FieldSales.schema else { return }
    org.schema = FieldSales.schema
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
