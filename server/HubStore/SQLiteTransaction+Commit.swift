import ChangeModel
import MergeEngine

extension SQLiteTransaction {
  func commit(_ batch: MergeBatch) throws {
    try writing {
      let head = try head()
      guard batch.head >= head else {
        throw HubStoreError.inconsistent(what: "the head of the log would go back from \(head) to \(batch.head)")
      }
      let before = try lastRows()
      try save(lastRows: batch.lastRows, before: before)
      try RowWriter(self, lastRowsBefore: before, lastRows: batch.lastRows, head: batch.head).write(batch.rows)
      try add(departures(of: batch), head: batch.head)
      try add(batch.digests)
      try release(batch.uniqueReleased)
      try gain(batch.uniqueGained)
      if batch.head != head { try statement("UPDATE log SET head = ?").run(.integer(batch.head)) }
    }
  }

  private func save(lastRows: [Int: Int64], before: [Int: Int64]) throws {
    for (table, row) in lastRows.sorted(by: { $0.key < $1.key }) {
      let last = before[table, default: 0]
      guard row >= last else {
        throw HubStoreError.inconsistent(what: "the row numbers of table \(table) would go back from \(last) to \(row)")
      }
      try statement("INSERT INTO last_rows(tbl, row) VALUES (?, ?) ON CONFLICT(tbl) DO UPDATE SET row = excluded.row")
        .run(.integer(Int64(table)), .integer(row))
    }
  }

  /// The departures that readers must be told of: a row that came back in the same batch reaches them in full.
  private func departures(of batch: MergeBatch) -> [Departure] {
    guard !batch.departures.isEmpty else { return [] }
    var scopes = [RowKey: Scope]()
    for row in batch.rows { scopes[row.key] = row.scope }
    return batch.departures.filter { scopes[$0.key] != $0.scope }
  }

  private func add(_ departures: [Departure], head: Position) throws {
    for departure in departures {
      guard departure.position <= head else {
        throw HubStoreError.inconsistent(what: "a row left at \(departure.position), after the head \(head)")
      }
      try statement("INSERT OR IGNORE INTO departures(scope, position, key) VALUES (?, ?, ?)").run(
        .integer(departure.scope.code), .integer(departure.position), .integer(try RecordKey.encode(departure.key)))
    }
  }

  private func release(_ values: Set<UniqueValue>) throws {
    // The order of deletions does not show in what is left.
    for value in values {
      try statement("DELETE FROM unique_values WHERE tbl = ? AND col = ? AND value = ?").run(
        .integer(Int64(value.table)), .integer(Int64(value.column)), .blob(UniqueKey.encode(value.value)))
    }
  }

  private func gain(_ values: [UniqueValue: RowKey]) throws {
    // Nor does the order of insertions: each value is there once.
    for (value, owner) in values {
      guard owner.table == value.table else {
        throw HubStoreError.inconsistent(what: "table \(owner.table) holds a unique value of table \(value.table)")
      }
      try statement(
        """
        INSERT INTO unique_values(tbl, col, value, row) VALUES (?, ?, ?, ?)
        ON CONFLICT(tbl, col, value) DO UPDATE SET row = excluded.row
        """
      ).run(
        .integer(Int64(value.table)), .integer(Int64(value.column)), .blob(UniqueKey.encode(value.value)),
        .integer(owner.row))
    }
  }
}
