import ChangeModel
import GRDB
import MergeEngine
import SyncProtocol

/// Replaces the rows of some ranges by the server's.
struct Repair {
  let db: Database
  let schema: Schema
  let scope: Scope
  let table: Int
  let ranges: [ClosedRange<Int64>]

  /// - Returns: how many rows were other than the server's.
  func run(_ rows: Delta, settled: Sequence) throws -> Int {
    let statements = Statements(db)
    let unsettled = UnsettledEdits(outbox: Outbox(statements: statements), settled: settled)
    var step = try DeltaStep(schema: schema, statements: statements, unsettled: unsettled)
    let wanted = Set(rows.tables.filter { $0.table == table }.flatMap(\.full).map(\.row))
    let before = try digests(of: wanted)
    for row in before.keys.sorted() where !wanted.contains(row) {
      try step.writer.remove(RowKey(table: table, row: row))
    }
    // What hung on them, or on a row that went before, is in no scope: the server cannot be asked for it.
    _ = try OrphanRemoval(schema: schema, statements: statements).run()
    try step.apply(Delta(tables: rows.tables.filter { $0.table == table }))
    try step.finish(mayLack: false)
    try db.notifyChanges(in: .fullDatabase)
    let after = try digests(of: wanted)
    return Set(before.keys).union(after.keys).count { before[$0] != after[$0] }
  }

  /// The rows of the ranges that are in the scope, and those that the server says are.
  private func digests(of wanted: Set<Int64>) throws -> [Int64: Digest] {
    var digests: [Int64: Digest] = [:]
    for range in ranges {
      try DigestScan(schema: schema).run(db, table: table, range: range) { row in
        if row.scope == scope || wanted.contains(row.row) { digests[row.row] = row.digest }
      }
    }
    return digests
  }
}
