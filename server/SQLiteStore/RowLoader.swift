import ChangeModel
import HubStore
import MergeEngine

/// Answers `RowNeeds`: one statement for each kind of need, each row once.
struct RowLoader {
  let transaction: SQLiteTransaction
  private var seen: Set<RowKey> = []
  var loaded = LoadedRows()

  init(_ transaction: SQLiteTransaction) {
    self.transaction = transaction
  }

  mutating func load(keys: Set<RowKey>) throws {
    guard !keys.isEmpty else { return }
    let statement = try transaction.statement("SELECT \(SQLiteTransaction.rowColumns) FROM rows WHERE key = ?")
    defer { statement.reset() }
    for key in keys.sorted() {
      guard let stored = RecordKey.encodeIfPossible(key) else { continue }
      try statement.bind(1, stored)
      if try statement.step() { add(try transaction.row(statement)) } else { try loadDead(key: stored) }
      statement.reset()
    }
  }

  mutating func load(ids: Set<TableID>) throws {
    guard !ids.isEmpty else { return }
    let statement = try transaction.statement(
      "SELECT \(SQLiteTransaction.rowColumns) FROM rows WHERE tbl = ? AND id = ?")
    defer { statement.reset() }
    for id in ids.sorted() {
      try statement.bind(1, Int64(id.table))
      try statement.bind(2, id.id)
      if try statement.step() { add(try transaction.row(statement)) } else { try loadDead(id) }
      statement.reset()
    }
  }

  mutating func load(childrenOf parents: Set<RowKey>) throws {
    guard !parents.isEmpty else { return }
    let statement = try transaction.statement(
      "SELECT \(SQLiteTransaction.rowColumns) FROM rows WHERE parent = ? ORDER BY key")
    defer { statement.reset() }
    for parent in parents.sorted() {
      loaded.children[parent] = []
      guard let stored = RecordKey.encodeIfPossible(parent) else { continue }
      try statement.bind(1, stored)
      while try statement.step() {
        loaded.children[parent, default: []].append(RecordKey.decode(statement.integer(0)))
        add(try transaction.row(statement))
      }
      statement.reset()
    }
  }

  mutating func load(ownersOf values: Set<UniqueValue>) throws {
    guard !values.isEmpty else { return }
    let statement = try transaction.statement(
      "SELECT row FROM unique_values WHERE tbl = ? AND col = ? AND value = ?")
    defer { statement.reset() }
    // The order does not matter: the answer is a dictionary, and nothing is written.
    for value in values {
      try statement.bind(1, Int64(value.table))
      try statement.bind(2, Int64(value.column))
      try statement.bind(3, UniqueKey.encode(value.value))
      if try statement.step() { loaded.owners[value] = RowKey(table: value.table, row: statement.integer(0)) }
      statement.reset()
    }
  }

  private mutating func add(_ row: RowState) {
    if seen.insert(row.key).inserted { loaded.rows.append(row) }
  }
}
