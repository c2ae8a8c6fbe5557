import DurableLog
import Foundation
import GRDB
import HubStore
import PlantedBugs

extension SQLiteHubStore {
  /// Creates a store and opens it.
  ///
  /// The file appears under its name only when it is whole and on disk.
  /// - Parameter path: the file, or an existing directory, in which the file is called `hub.sqlite`.
  /// - Throws: `HubStoreError.exists` when the file is there already.
  public static func create(at path: String, org: OrgRecord) throws -> SQLiteHubStore {
    let file = file(at: path)
    try publishDraft(as: file, org: org) { _ in }
    return try open(at: file)
  }

  /// Creates a store with what `fill` writes into it; it is closed then.
  ///
  /// The file appears under its name only when it is filled and on disk; until then it is beside it as a draft, which the
  /// next one who makes the same file removes.
  /// - Parameter isArchive: whether the file is to be kept or carried elsewhere: it stands alone, and reading it makes no
  ///   other files beside it.
  /// - Throws: `HubStoreError.exists` when the file is there already, and whatever `fill` throws.
  public static func make<Result>(
    _ file: String, org: OrgRecord, isArchive: Bool = false, fill: (SQLiteHubStore) throws -> Result
  ) throws -> Result {
    try publishDraft(as: file, org: org) { draft in
      let store = try open(at: draft)
      let result = try fill(store)
      guard try store.checkpoint() else { throw HubStoreError.unavailable(why: "another program reads \(draft)") }
      try store.close()
      if isArchive { try leaveLog(draft) }
      return result
    }
  }

  /// Lays a store in a draft, lets `body` work on it, and gives the draft its name.
  private static func publishDraft<Result>(
    as file: String, org: OrgRecord, _ body: (_ draft: String) throws -> Result
  ) throws -> Result {
    guard !FileManager.default.fileExists(atPath: file) else { throw HubStoreError.exists(path: file) }
    let draft = file + ".new"
    try removeDraft(draft)
    try HubStoreError.translating {
      let queue = try DatabaseQueue(path: draft, configuration: connectionConfiguration())
      try queue.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA journal_mode = WAL")
        try lay(org: org, in: connection)
        // Closing folds the log in as well, but says nothing when it fails; and the log does not go along under the
        // file's own name.
        try connection.checkpoint(.truncate)
      }
      try queue.close()
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
    let result = try body(draft)
    try publish(draft, as: file)
    return result
  }

  /// Ends the use of a write-ahead log, until somebody opens the file to write.
  private static func leaveLog(_ file: String) throws {
    try HubStoreError.translating {
      let queue = try DatabaseQueue(path: file, configuration: connectionConfiguration())
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    }
  }

  /// Opens a store for nothing but reading, also beside a server that has it open: nothing of it changes.
  /// - Throws: as `open`.
  public static func openToRead(at path: String) throws -> SQLiteHubStore {
    let file = file(at: path)
    guard FileManager.default.fileExists(atPath: file) else { throw HubStoreError.missing(path: file) }
    try StoreProbe.check(file, allPages: false)
    return try HubStoreError.translating {
      var configuration = connectionConfiguration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: file, configuration: configuration)
      let format = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
      guard format == StoreFormat.version else {
        throw HubStoreError.unfit(what: "it is of an earlier Godwit. Start its server once, which brings it forward")
      }
      return SQLiteHubStore(database: queue, path: file)
    }
  }

  /// Opens a store.
  ///
  /// After an unclean end all pages are checked first, which takes about a second per 500 MB.
  /// - Parameters:
  ///   - path: the file, or the directory in which it is called `hub.sqlite`.
  ///   - readersMax: how many threads may read at once; more wait for their turn.
  /// - Throws: `HubStoreError` when there is no store, when it is another program's or a newer Godwit's, or damaged.
  public static func open(at path: String, readersMax: Int = 5) throws -> SQLiteHubStore {
    let file = file(at: path)
    guard FileManager.default.fileExists(atPath: file) else { throw HubStoreError.missing(path: file) }
    let endedUncleanly = byteCount(ofFile: file + "-wal") > 0
    try StoreProbe.check(file, allPages: endedUncleanly)
    return try HubStoreError.translating {
      var configuration = connectionConfiguration()
      configuration.maximumReaderCount = max(1, readersMax)
      let pool = try DatabasePool(path: file, configuration: configuration)
      try pool.writeWithoutTransaction { connection in
        // GRDB relaxes this when it switches to WAL.
        try connection.execute(sql: "PRAGMA synchronous = \(PlantedBug.hubSyncsLater.isOn ? "NORMAL" : "FULL")")
        try StoreProbe.checkOpened(connection, path: file)
        if endedUncleanly { try DurableLog.renew(connection) }
        try bringForward(connection)
      }
      return SQLiteHubStore(database: pool, path: file, endedUncleanly: endedUncleanly)
    }
  }

  /// Creates a store in memory, for tests and the simulator. It lives as long as the object.
  public static func inMemory(org: OrgRecord) throws -> SQLiteHubStore {
    try HubStoreError.translating {
      let queue = try DatabaseQueue(configuration: connectionConfiguration())
      try queue.writeWithoutTransaction { try lay(org: org, in: $0) }
      return SQLiteHubStore(database: queue, path: nil)
    }
  }

  /// The file that a path names: itself, or the store in the directory that it is.
  static func file(at path: String) -> String {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
      return path
    }
    return URL(fileURLWithPath: path).appendingPathComponent(StoreFormat.fileName).path
  }

  private static func connectionConfiguration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "Godwit.HubStore"
    configuration.foreignKeysEnabled = false
    // Another process may look at the file for a moment, such as a backup.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { connection in
      let cacheKibibytes = connection.configuration.readonly ? 4_096 : 32_768
      try connection.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA cache_size = -\(cacheKibibytes);
          PRAGMA wal_autocheckpoint = 4000;
          PRAGMA journal_size_limit = 67108864;
          """)
    }
    return configuration
  }

  private static func lay(org: OrgRecord, in connection: Database) throws {
    try connection.inTransaction(.immediate) {
      try connection.execute(sql: StoreFormat.tables)
      try connection.execute(sql: "PRAGMA application_id = \(StoreFormat.applicationID)")
      try connection.execute(sql: "PRAGMA user_version = \(StoreFormat.version)")
      try connection.execute(sql: "INSERT INTO log(one, head, last_device) VALUES (1, 0, 1)")
      try SQLiteTransaction(connection, orgs: OrgCache()).save(org: org)
      return .commit
    }
  }

  /// Gives a file of an earlier format what it lacks.
  private static func bringForward(_ connection: Database) throws {
    let format = try Int.fetchOne(connection, sql: "PRAGMA user_version") ?? StoreFormat.version
    guard format < StoreFormat.version else { return }
    try connection.inTransaction(.immediate) {
      if format < 2 { try connection.execute(sql: StoreFormat.tablesOfVersion2) }
      try connection.execute(sql: StoreFormat.tablesOfVersion3)
      try connection.execute(sql: "PRAGMA user_version = \(StoreFormat.version)")
      return .commit
    }
  }

  private static func removeDraft(_ draft: String) throws {
    for file in [draft, draft + "-wal", draft + "-shm"] where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
  }

  /// Gives a whole file its name, unless something has that name, and makes the name durable.
  private static func publish(_ draft: String, as file: String) throws {
    do {
      // A hard link, unlike a rename, never replaces a file.
      try FileManager.default.linkItem(atPath: draft, toPath: file)
    } catch CocoaError.fileWriteFileExists {
      throw HubStoreError.exists(path: file)
    }
    try FileManager.default.removeItem(atPath: draft)
    let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let descriptor = Foundation.open(directory, O_RDONLY)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoPermission) }
    defer { Foundation.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  static func byteCount(ofFile path: String) -> Int64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
  }
}
