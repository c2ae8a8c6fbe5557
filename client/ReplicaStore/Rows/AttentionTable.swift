import ChangeModel
import GRDB
import SyncProtocol

/// The table of rejected change sets.
enum AttentionTable {
  static func add(_ entry: OutboxEntry, _ rejection: Rejection, rejectedAt: Int64, _ statements: Statements) throws {
    let statement = try statements("INSERT OR REPLACE INTO godwit_attention VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    statement.bind(try place(for: entry, statements), at: 1)
    statement.bind(entry.changeSet, at: 2)
    statement.bind(entry.sealedAt, at: 3)
    statement.bind(rejectedAt, at: 4)
    statement.bind(Int64(rejection.code.rawValue), at: 5)
    statement.bind(rejection.message, at: 6)
    if let table = rejection.table { statement.bind(Int64(table), at: 7) } else { statement.bindNull(at: 7) }
    if let row = rejection.row { statement.bind(row, at: 8) } else { statement.bindNull(at: 8) }
    try statement.run()
  }

  /// The change set's sequence, unless another one stands there from before the replica got its number.
  private static func place(for entry: OutboxEntry, _ statements: Statements) throws -> Sequence {
    let statement = try statements(
      """
      SELECT CASE WHEN EXISTS (SELECT 1 FROM godwit_attention WHERE sequence = ?1 AND change_set <> ?2)
        THEN (SELECT max(sequence) FROM godwit_attention) + 1 ELSE ?1 END
      """)
    statement.bind(entry.sequence, at: 1)
    statement.bind(entry.changeSet, at: 2)
    defer { statement.reset() }
    return try statement.step() ? statement.int64(0) : entry.sequence
  }

  /// All items, or one, in sequence.
  static func items(_ db: Database, sequence: Sequence? = nil) throws -> [AttentionItem] {
    let condition = sequence == nil ? "" : "WHERE sequence = ?"
    let statement = try RawStatement(
      "SELECT change_set, sealed_at, rejected_at, code, message, tbl, id, sequence FROM godwit_attention \(condition) ORDER BY sequence",
      on: db)
    if let sequence { statement.bind(sequence, at: 1) }
    var items = [AttentionItem]()
    while try statement.step() {
      let code = UInt8(exactly: statement.int64(3)).flatMap(Rejection.Code.init(rawValue:)) ?? .businessRule
      let rejection = Rejection(
        code, statement.text(4).text, table: statement.isNull(5) ? nil : Int(statement.int64(5)),
        row: statement.rowID(6))
      items.append(
        AttentionItem(
          rejection: rejection, sealedAt: statement.int64(1), rejectedAt: statement.int64(2),
          changeSet: try ChangeSetCodec.decode(statement.bytes(0)), sequence: statement.int64(7)))
    }
    return items
  }

  static func remove(_ sequence: Sequence, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM godwit_attention WHERE sequence = ?", arguments: [sequence])
  }
}
