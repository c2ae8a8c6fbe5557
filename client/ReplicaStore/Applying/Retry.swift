import ChangeModel
import GRDB
import MergeEngine

/// Writes the edits of a rejected change set once more, with capture at work.
struct Retry {
  let schema: Schema
  let statements: Statements

  func run(_ changeSet: ChangeSet) throws {
    let sequence = changeSet.dot.sequence
    for change in changeSet.changes {
      guard schema.tables.indices.contains(change.table) else { continue }
      switch (change.kind, try find(change)) {
      case (.insert, nil): try insert(change, sequence)
      case (.insert, let row?), (.update, let row?): try update(change, row, sequence)
      case (.update, nil):
        let table = schema.tables[change.table].name
        throw ReplicaError.cannotRetry(sequence, reason: "a row of \(table) is no longer there; discard it")
      case (.delete, let row?):
        let statement = try statements("DELETE FROM \(name(change)) WHERE godwit_row = ?")
        statement.bind(row, at: 1)
        try statement.run()
      case (.delete, nil): break
      }
    }
  }

  private func name(_ change: RowChange) -> String { SQLText.name(schema.tables[change.table].name) }

  private func find(_ change: RowChange) throws -> Int64? {
    let statement: RawStatement
    switch change.row {
    case .number(let row):
      statement = try statements("SELECT godwit_row FROM \(name(change)) WHERE godwit_row = ?")
      statement.bind(row, at: 1)
    case .id(let id):
      statement = try statements("SELECT godwit_row FROM \(name(change)) WHERE id = ?")
      statement.bind(id, at: 1)
    }
    defer { statement.reset() }
    return try statement.step() ? statement.int64(0) : nil
  }

  private func insert(_ change: RowChange, _ sequence: Sequence) throws {
    guard case .id(let id) = change.row else { return }
    let columns = schema.tables[change.table].columns
    let cells = change.cells.filter { columns.indices.contains($0.column) }
    let names = ["id"] + cells.map { SQLText.name(columns[$0.column].name) }
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try statements("INSERT INTO \(name(change))(\(names.joined(separator: ", "))) VALUES (\(marks))")
    statement.bind(id, at: 1)
    for (place, cell) in cells.enumerated() {
      let value = Overlay.lay([cell.edit], over: .null, policy: columns[cell.column].policy)
      statement.bind(try target(value, columns[cell.column], sequence), at: place + 2)
    }
    try run(statement, sequence)
  }

  private func update(_ change: RowChange, _ row: Int64, _ sequence: Sequence) throws {
    let columns = schema.tables[change.table].columns
    for cell in change.cells where columns.indices.contains(cell.column) {
      let column = columns[cell.column]
      // A rejected insert that is there by now gives its values; its differences are not to be added twice.
      let isInsert = change.kind == .insert
      let present = isInsert ? .null : try value(change, row, column)
      let value = Overlay.lay([cell.edit], over: present, policy: column.policy)
      let statement = try statements("UPDATE \(name(change)) SET \(SQLText.name(column.name)) = ? WHERE godwit_row = ?")
      statement.bind(try target(value, column, sequence), at: 1)
      statement.bind(row, at: 2)
      try run(statement, sequence)
    }
  }

  private func value(_ change: RowChange, _ row: Int64, _ column: ColumnSchema) throws -> Value {
    let statement = try statements("SELECT \(SQLText.name(column.name)) FROM \(name(change)) WHERE godwit_row = ?")
    statement.bind(row, at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.value(0) : .null
  }

  /// A reference with the ID that the table holds.
  private func target(_ value: Value, _ column: ColumnSchema, _ sequence: Sequence) throws -> Value {
    guard case .reference(let reference) = value, reference.id == nil, let table = column.references else {
      return value
    }
    let statement = try statements("SELECT id FROM \(SQLText.name(table)) WHERE godwit_row = ?")
    statement.bind(reference.row, at: 1)
    defer { statement.reset() }
    guard try statement.step(), let id = statement.rowID(0) else {
      throw ReplicaError.cannotRetry(
        sequence, reason: "it names a row of \(table) that is no longer there; discard it and write it anew")
    }
    return .reference(RowReference(id: id))
  }

  private func run(_ statement: RawStatement, _ sequence: Sequence) throws {
    do {
      try statement.run()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw ReplicaError.cannotRetry(sequence, reason: error.message ?? "a rule of the table forbids it")
    }
  }
}
