import ChangeModel
import HubStore
import MergeEngine

extension SQLiteTransaction {
  func commit(_ batch: MergeBatch) throws {
    try writing {
      let check = BatchCheck(head: try head(), lastRows: try lastRows())
      try check.check(batch)
      try save(lastRows: batch.lastRows)
      try RowWriter(self, check: check).write(batch.rows)
      try add(batch.lastingDepartures)
      try add(batch.digests)
      try release(batch.uniqueReleased)
      try gain(batch.uniqueGained)
      if batch.head != check.head { try statement("UPDATE log SET head = ?").run(.integer(batch.head)) }
    }
  }

  private func save(lastRows: [Int: Int64]) throws {
    for (table, row) in lastRows.sorted(by: { $0.key < $1.key }) {
      try statement("INSERT INTO last_rows(tbl, row) VALUES (?, ?) ON CONFLICT(tbl) DO UPDATE SET row = excluded.row")
        .run(.integer(Int64(table)), .integer(row))
    }
  }

  private func add(_ departures: [Departure]) throws {
    for departure in departures {
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
