import ChangeModel
import GRDB

/// Notes of which rows changed, for whoever keeps something beside the replica that follows from them.
///
/// The triggers that take them are plain SQL into a plain table, so they work in any SQLite client, and they speak
/// whoever writes, the server's state included. What they note is local and never synced.
extension Replica {
  /// Columns of a table that somebody follows.
  public struct Followed: Hashable, Sendable {
    public var table: String
    public var columns: [String]

    public init(_ table: String, _ columns: [String]) {
      self.table = table
      self.columns = columns
    }
  }

  /// A row that came, went, or changed in a followed column.
  public struct Note: Hashable, Sendable {
    /// Ascending in the order of the changes.
    public var number: Int64
    public var table: String
    public var row: RowID
  }

  /// Sees to it that changes of these columns are noted from now on. Tables and columns that the replica's schema does
  /// not have are left out.
  /// - Returns: whether they were noted all along; if not, anything may have changed.
  public func follow(_ followed: [Followed]) throws -> Bool {
    let statements = NotesDDL.statements(followed, schema: schema)
    let present = try read { db in
      try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE name LIKE 'godwit\\_note%' ESCAPE '\\'")
    }
    if Set(present) == Set(statements) { return true }
    try translatingErrors {
      try pool.write { db in
        let names = try Row.fetchAll(
          db, sql: "SELECT type, name FROM sqlite_master WHERE name LIKE 'godwit\\_note%' ESCAPE '\\' AND sql NOTNULL")
        for row in names { try db.execute(sql: "DROP \(row["type"] as String) IF EXISTS \(SQLText.name(row["name"]))") }
        for sql in statements { try db.execute(sql: sql) }
      }
    }
    return false
  }

  /// What was noted after a number, oldest first.
  public func notes(after number: Int64) throws -> [Note] {
    try read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT number, tbl, id FROM godwit_notes WHERE number > ? ORDER BY number", arguments: [number])
      var notes = [Note]()
      while let row = try rows.next() {
        guard let id = RowID(row.bytes("id")) else { continue }
        notes.append(Note(number: row["number"], table: row["tbl"], row: id))
      }
      return notes
    }
  }

  /// The number of the last note ever taken.
  public func lastNote() throws -> Int64 {
    try read { db in
      try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'godwit_notes'", default: 0)
    }
  }

  /// Removes the notes up to a number: they are done with.
  public func forgetNotes(upTo number: Int64) throws {
    try translatingErrors {
      try pool.write { db in
        try db.execute(sql: "DELETE FROM godwit_notes WHERE number <= ?", arguments: [number])
      }
    }
  }
}

/// The table of notes and its triggers.
enum NotesDDL {
  /// Only appended to: a unique key would make a foreign `INSERT OR FAIL` fail by it.
  static let table = "CREATE TABLE godwit_notes(number INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT, id BLOB)"

  static func statements(_ followed: [Replica.Followed], schema: Schema) -> [String] {
    [table]
      + followed.flatMap { followed -> [String] in
        guard let table = schema[followed.table] else { return [] }
        let columns = followed.columns.filter { table.column($0) != nil }.map { SQLText.name($0) }
        let others = columns.isEmpty ? [] : [trigger("update", "UPDATE OF " + columns.joined(separator: ", "), table)]
        return [trigger("insert", "INSERT", table), trigger("delete", "DELETE", table)] + others
      }
  }

  private static func trigger(_ topic: String, _ event: String, _ table: TableSchema) -> String {
    "CREATE TRIGGER \(SQLText.name("godwit_note_\(table.name)_\(topic)")) AFTER \(event) ON \(SQLText.name(table.name))"
      + " BEGIN INSERT INTO godwit_notes(tbl, id) VALUES"
      + " (\(SQLText.literal(table.name)), \(topic == "delete" ? "OLD" : "NEW").id); END"
  }
}
