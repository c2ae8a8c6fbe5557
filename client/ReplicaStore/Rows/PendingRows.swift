import ChangeModel
import GRDB
import MergeEngine

/// The index of what the outbox touches: `godwit_pending`.
struct PendingRows {
  let statements: Statements

  func isEmpty() throws -> Bool {
    let statement = try statements("SELECT 1 FROM godwit_pending LIMIT 1")
    defer { statement.reset() }
    return try !statement.step()
  }

  /// Whether any row is touched that has no number of the server's yet.
  func holdsLocalRows() throws -> Bool {
    let statement = try statements("SELECT 1 FROM godwit_pending WHERE row >= ? LIMIT 1")
    statement.bind(LocalRows.base, at: 1)
    defer { statement.reset() }
    return try statement.step()
  }

  /// What touches one row, in sequence.
  func parts(of key: RowKey) throws -> [PendingPart] {
    let statement = try statements(
      "SELECT sequence, mask, seen FROM godwit_pending WHERE tbl = ? AND row = ? ORDER BY sequence")
    statement.bind(Int64(key.table), at: 1)
    statement.bind(key.row, at: 2)
    var parts = [PendingPart]()
    while try statement.step() {
      parts.append(PendingPart(sequence: statement.int64(0), mask: statement.int64(1), seen: statement.int64(2)))
    }
    return parts
  }

  /// - Parameter id: for deletes, and for rows that the server knows by ID only.
  func add(_ key: RowKey, _ part: PendingPart, id: RowID?) throws {
    let statement = try statements("INSERT OR REPLACE INTO godwit_pending VALUES (?, ?, ?, ?, ?, ?)")
    statement.bind(Int64(key.table), at: 1)
    statement.bind(key.row, at: 2)
    statement.bind(part.sequence, at: 3)
    statement.bind(part.mask, at: 4)
    statement.bind(part.seen, at: 5)
    if let id { statement.bind(id, at: 6) } else { statement.bindNull(at: 6) }
    try statement.run()
  }

  /// Follows a row to its new number.
  func move(_ table: Int, from old: Int64, to new: Int64) throws {
    let statement = try statements("UPDATE godwit_pending SET row = ? WHERE tbl = ? AND row = ?")
    statement.bind(new, at: 1)
    statement.bind(Int64(table), at: 2)
    statement.bind(old, at: 3)
    try statement.run()
  }

  /// Forgets what has its result.
  func settle(through sequence: Sequence) throws {
    let statement = try statements("DELETE FROM godwit_pending WHERE sequence BETWEEN 1 AND ?")
    statement.bind(sequence, at: 1)
    try statement.run()
  }
}

extension PendingRows {
  /// The local number that a row had before it was deleted; nil when no delete of it is pending.
  func deletedRow(_ table: Int, _ id: RowID) throws -> Int64? {
    let statement = try statements("SELECT row FROM godwit_pending WHERE tbl = ? AND id = ? AND mask = ?")
    statement.bind(Int64(table), at: 1)
    statement.bind(id, at: 2)
    statement.bind(LogMask.deleted, at: 3)
    defer { statement.reset() }
    return try statement.step() ? statement.int64(0) : nil
  }

  /// The ID that a row had before it was deleted; nil when no delete of it is pending.
  func deletedID(_ key: RowKey) throws -> RowID? {
    let statement = try statements(
      "SELECT id FROM godwit_pending WHERE tbl = ? AND row = ? AND mask = ? AND id IS NOT NULL")
    statement.bind(Int64(key.table), at: 1)
    statement.bind(key.row, at: 2)
    statement.bind(LogMask.deleted, at: 3)
    defer { statement.reset() }
    return try statement.step() ? statement.rowID(0) : nil
  }

  /// Keeps the touches of a rejected union until its parts have taken them over: under the negative sequence.
  func hold(_ sequence: Sequence) throws {
    let statement = try statements("UPDATE godwit_pending SET sequence = -sequence WHERE sequence = ?")
    statement.bind(sequence, at: 1)
    try statement.run()
  }

  func releaseHeld() throws {
    try statements("DELETE FROM godwit_pending WHERE sequence < 0").run()
  }

  /// Gives all change sets other places, as far apart as before.
  func shift(by offset: Sequence) throws {
    // Over the negative ones, so that no two ever have the same place.
    let statement = try statements("UPDATE godwit_pending SET sequence = -(sequence + ?)")
    statement.bind(offset, at: 1)
    try statement.run()
    try statements("UPDATE godwit_pending SET sequence = -sequence").run()
  }

  /// Gives a change set that was never sent another place.
  func resequence(from old: Sequence, to new: Sequence) throws {
    let statement = try statements("UPDATE godwit_pending SET sequence = ? WHERE sequence = ?")
    statement.bind(new, at: 1)
    statement.bind(old, at: 2)
    try statement.run()
  }
}
