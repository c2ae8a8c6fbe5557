import ChangeModel
import Foundation
import GRDB
import ReplicaStore

/// The words of the replica's records in a file of their own beside it, so that the replica stays a database that any
/// SQLite can use, also one without FTS5.
///
/// The file holds nothing that does not stand in the replica: it may be deleted at any time and is made anew. Rows that
/// changed are known by the replica's notes. It is caught up before each search and after each sync; after a sync it
/// also gives up what is left in it of rows that went.
struct SearchIndex {
  /// A file made by another version is made anew.
  static let version: Int64 = 1
  private static let batchRows = 500
  /// What a row that went counts for in `has_left`, beside 1 for a row that changed.
  private static let goneWeight: Int64 = 1 << 40

  let replica: Replica
  private let queue: DatabaseQueue

  /// - Returns: nil where the SQLite in use has no FTS5.
  init?(_ replica: Replica) throws {
    self.replica = replica
    var configuration = Configuration()
    configuration.label = "godwit.search"
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL")
    }
    let path = Self.path(of: replica)
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let hasFTS5 = try queue.read { db in
      try Bool.fetchOne(db, sql: "SELECT sqlite_compileoption_used('ENABLE_FTS5')") ?? false
    }
    if !hasFTS5 { return nil }
  }

  static func path(of replica: Replica) -> String {
    URL(fileURLWithPath: replica.path).deletingLastPathComponent().path + "/search.sqlite"
  }

  /// The rows of a table in which the query's words occur, at most so many.
  ///
  /// The join is crossed so that the words are asked once: SQLite would ask them for each document of the table.
  func find(_ query: String, in table: String, limit: Int) throws -> [RowID] {
    try queue.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT d.id FROM words AS w CROSS JOIN documents AS d ON d.number = w.rowid
          WHERE w.words MATCH ? AND d.tbl = ? LIMIT ?
          """, arguments: [query, table, limit])
      return rows.compactMap { RowID([UInt8]($0[0] as Data)) }
    }
  }

  // MARK: Catching up

  /// Brings the index to the replica's present state.
  func catchUp(_ sources: [SearchSource] = SearchSource.all) throws {
    let wasFollowed = try replica.follow(sources.map(\.followed))
    let last = try replica.lastNote()
    if let position = try position(), wasFollowed, position <= last {
      let notes = try replica.notes(after: position)
      guard let newest = notes.last else { return }
      var changed = [String: Set<RowID>]()
      for note in notes { changed[note.table, default: []].insert(note.row) }
      try queue.write { db in
        for source in sources { try index(changed[source.table].map { Array($0) } ?? [], of: source, db) }
        try db.execute(sql: "UPDATE state SET position = ?", arguments: [newest.number])
      }
      return try replica.forgetNotes(upTo: newest.number)
    }
    try makeAnew(sources, position: last)
    try replica.forgetNotes(upTo: last)
  }

  /// Takes out of the file what is left of rows that went, and of rows that changed once they are a sixty-fourth of all:
  /// FTS5 only marks them until its parts are merged, and to merge them writes the whole index anew.
  func purge() throws {
    try queue.write { db in
      guard let left = try Int64.fetchOne(db, sql: "SELECT has_left FROM state"), left > 0 else { return }
      let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM documents") ?? 0
      guard left >= count / 64 else { return }
      try db.execute(sql: "INSERT INTO words(words) VALUES ('optimize'); UPDATE state SET has_left = 0")
    }
  }

  /// The last note that is in the index; nil where there is no index of this replica and this version.
  private func position() throws -> Int64? {
    try queue.read { db in
      guard try Int64.fetchOne(db, sql: "PRAGMA user_version") == Self.version else { return nil }
      return try Int64.fetchOne(
        db, sql: "SELECT position FROM state WHERE org = ? AND device = ?",
        arguments: [Data(replica.identity.org.bytes), replica.identity.device])
    }
  }

  private func makeAnew(_ sources: [SearchSource], position: Int64) throws {
    try queue.write { db in
      try db.execute(
        sql: """
          DROP TABLE IF EXISTS words;
          DROP TABLE IF EXISTS documents;
          DROP TABLE IF EXISTS state;
          CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'ascii');
          CREATE TABLE documents(number INTEGER PRIMARY KEY, tbl TEXT NOT NULL, id BLOB NOT NULL, UNIQUE(tbl, id));
          CREATE TABLE state(org BLOB, device INTEGER, position INTEGER NOT NULL, has_left INTEGER NOT NULL);
          PRAGMA user_version = \(Self.version);
          """)
      try db.execute(
        sql: "INSERT INTO state VALUES (?, ?, ?, 0)",
        arguments: [Data(replica.identity.org.bytes), replica.identity.device, position])
      for source in sources {
        let columns = present(source)
        guard !columns.isEmpty else { continue }
        try replica.read { rows in
          let cursor = try Row.fetchCursor(
            rows, sql: "SELECT id, \(columns.joined(separator: ", ")) FROM \(source.table)")
          while let row = try cursor.next() { try add(row, of: source, db) }
        }
      }
    }
  }

  /// Indexes these rows anew; those that are gone from the replica go from the index.
  private func index(_ ids: [RowID], of source: SearchSource, _ db: Database) throws {
    let columns = present(source)
    for start in stride(from: 0, to: ids.count, by: Self.batchRows) {
      let batch = ids[start..<min(start + Self.batchRows, ids.count)].map { Data($0.bytes).databaseValue }
      var gone = Set<DatabaseValue>()
      for id in batch where try remove(id, of: source, db) { gone.insert(id) }
      try replica.read { rows in
        guard !columns.isEmpty else { return }
        let marks = Array(repeating: "?", count: batch.count).joined(separator: ", ")
        let cursor = try Row.fetchCursor(
          rows, sql: "SELECT id, \(columns.joined(separator: ", ")) FROM \(source.table) WHERE id IN (\(marks))",
          arguments: StatementArguments(batch))
        while let row = try cursor.next() {
          try add(row, of: source, db)
          gone.remove(row[0] as DatabaseValue)
        }
      }
      if !gone.isEmpty { try note(left: Self.goneWeight, db) }
    }
  }

  /// - Returns: whether the row was in the index.
  private func remove(_ id: DatabaseValue, of source: SearchSource, _ db: Database) throws -> Bool {
    let number = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM documents WHERE tbl = ? AND id = ?"), arguments: [source.table, id])
    guard let number else { return false }
    try db.cachedStatement(sql: "DELETE FROM words WHERE rowid = ?").execute(arguments: [number])
    try db.cachedStatement(sql: "DELETE FROM documents WHERE number = ?").execute(arguments: [number])
    try note(left: 1, db)
    return true
  }

  private func note(left: Int64, _ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE state SET has_left = min(has_left + ?, \(Int64.max / 2))").execute(arguments: [
      left
    ])
  }

  private func add(_ row: Row, of source: SearchSource, _ db: Database) throws {
    let texts = row.dropFirst().compactMap { String.fromDatabaseValue($0.1) }
    let body = SearchText.indexed(texts)
    guard !body.isEmpty else { return }
    try db.cachedStatement(sql: "INSERT INTO documents(tbl, id) VALUES (?, ?)")
      .execute(arguments: [source.table, row[0] as DatabaseValue])
    try db.cachedStatement(sql: "INSERT INTO words(rowid, body) VALUES (?, ?)")
      .execute(arguments: [db.lastInsertedRowID, body])
  }

  /// The source's columns that the replica has.
  private func present(_ source: SearchSource) -> [String] {
    guard let table = replica.schema[source.table] else { return [] }
    return source.columns.filter { table.column($0) != nil }
  }
}
