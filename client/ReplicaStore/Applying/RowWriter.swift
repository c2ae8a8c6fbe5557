import ChangeModel
import GRDB
import MergeEngine
import PlantedBugs

/// Writes rows as the server has them, with the gate shut.
struct RowWriter {
  let schema: Schema
  let statements: Statements
  let pending: PendingRows

  private func name(_ table: Int) -> String { SQLText.name(schema.tables[table].name) }

  /// Writes a whole row, whether its number or its ID is there already or not.
  /// - Parameter values: all columns, with references by ID.
  func write(_ key: RowKey, id: RowID, values: [Value]) throws {
    do {
      try upsert(key, id: id, values: values)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      // The ID stands under another number: a row made here that the server has numbered meanwhile.
      guard let row = try row(of: id, in: key.table), row != key.row else { throw unfit(error, key) }
      try remove(key)
      try renumber(key.table, from: row, to: key.row)
      try upsert(key, id: id, values: values)
    }
  }

  private func upsert(_ key: RowKey, id: RowID, values: [Value]) throws {
    let statement = try statements(.upsert, table: key.table) { upsertSQL(key.table) }
    statement.bind(key.row, at: 1)
    statement.bind(id, at: 2)
    for (column, value) in values.enumerated() { statement.bind(value, at: column + 3) }
    try statement.run()
  }

  private func upsertSQL(_ table: Int) -> String {
    let columns = schema.tables[table].columns.map { SQLText.name($0.name) }
    let marks = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
    let sets = (["id"] + columns).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(name(table))(godwit_row, \((["id"] + columns).joined(separator: ", "))) VALUES (\(marks))"
      + " ON CONFLICT(godwit_row) DO UPDATE SET \(sets)"
  }

  /// Writes some columns of a row; false when there is no such row.
  func write(_ key: RowKey, columns: [Int], values: [Value]) throws -> Bool {
    let mask = columns.reduce(0 as UInt64) { $0 | 1 << UInt64($1) }
    let statement = try statements(.update, table: key.table, mask: mask) {
      let names = columns.map { SQLText.name(schema.tables[key.table].columns[$0].name) + " = ?" }
      return "UPDATE \(name(key.table)) SET \(names.joined(separator: ", ")) WHERE godwit_row = ?"
    }
    for (place, value) in values.enumerated() { statement.bind(value, at: place + 1) }
    statement.bind(key.row, at: columns.count + 1)
    do {
      return try statement.run() > 0
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw unfit(error, key)
    }
  }

  /// The number of rows removed.
  @discardableResult
  func remove(_ key: RowKey) throws -> Int {
    let statement = try statements(.remove, table: key.table) {
      "DELETE FROM \(name(key.table)) WHERE godwit_row = ?"
    }
    statement.bind(key.row, at: 1)
    return try statement.run()
  }

  func row(of id: RowID, in table: Int) throws -> Int64? {
    let statement = try statements(.rowOfID, table: table) { "SELECT godwit_row FROM \(name(table)) WHERE id = ?" }
    statement.bind(id, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.int64(0) : nil
  }

  func id(of key: RowKey) throws -> RowID? {
    let statement = try statements(.idOfRow, table: key.table) {
      "SELECT id FROM \(name(key.table)) WHERE godwit_row = ?"
    }
    statement.bind(key.row, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.rowID(0) : nil
  }

  /// Gives a row the server's number.
  /// - Parameter isTouched: whether an edit of it may be pending.
  func renumber(_ table: Int, from old: Int64, to new: Int64, isTouched: Bool = true) throws {
    let statement = try statements(.renumber, table: table) {
      "UPDATE \(name(table)) SET godwit_row = ? WHERE godwit_row = ?"
    }
    statement.bind(new, at: 1)
    statement.bind(old, at: 2)
    do {
      try statement.run()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw unfit(error, RowKey(table: table, row: new))
    }
    if !isTouched || PlantedBug.numberingForgetsPending.isOn { return }
    try pending.move(table, from: old, to: new)
  }

  private func unfit(_ error: DatabaseError, _ key: RowKey) -> ReplicaError {
    .diverged("row \(key.row) of \(schema.tables[key.table].name): \(error.message ?? "it does not fit")")
  }
}
