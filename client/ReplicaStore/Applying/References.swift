import ChangeModel
import MergeEngine

/// Turns the server's row numbers in references into the IDs that the tables hold.
///
/// A target may come later than the row that names it, in a later page even. Until then the cell holds a placeholder.
final class References {
  private struct Open {
    var key: RowKey
    var column: Int
    var target: RowKey
  }

  static let placeholder = RowID(high: 0, low: 0)
  /// So many IDs are remembered; a lookup in the table costs a little more.
  private static let knownMax = 200_000

  private let schema: Schema
  private let statements: Statements
  private let isTarget: [Bool]
  private var known: [RowKey: RowID] = [:]
  private var open: [Open] = []

  init(schema: Schema, statements: Statements) {
    self.schema = schema
    self.statements = statements
    let targets = Set(schema.tables.flatMap(\.columns).compactMap(\.references))
    isTarget = schema.tables.map { targets.contains($0.name) }
  }

  /// Remembers a row that was just written.
  func learn(_ key: RowKey, _ id: RowID) {
    guard isTarget[key.table] else { return }
    if known.count >= Self.knownMax { known.removeAll(keepingCapacity: true) }
    known[key] = id
  }

  /// What the cell is to hold.
  func resolve(_ value: Value, _ key: RowKey, column: Int) throws -> Value {
    guard case .reference(let reference) = value, reference.id == nil else { return value }
    guard let target = schema.targets[key.table][column] else {
      return .null
    }
    let targetKey = RowKey(table: target, row: reference.row)
    if let id = try find(targetKey) { return .reference(RowReference(row: reference.row, id: id)) }
    open.append(Open(key: key, column: column, target: targetKey))
    return .reference(RowReference(row: reference.row, id: Self.placeholder))
  }

  /// Fills in what was left open.
  /// - Parameter mayLack: a scope was taken away while its rows were on their way, so targets may never come.
  /// - Returns: rows whose target never comes: they were of that scope, and have to go.
  /// - Throws: `ReplicaError.diverged` when a target did not come, but should have.
  func finish(mayLack: Bool) throws -> [RowKey] {
    var stranded: [RowKey] = []
    for reference in open {
      let table = schema.tables[reference.key.table]
      let name = SQLText.name(table.columns[reference.column].name)
      let condition = "WHERE godwit_row = ? AND \(name) = ?"
      guard let id = try find(reference.target) else {
        let check = try statements("SELECT 1 FROM \(SQLText.name(table.name)) \(condition)")
        check.bind(reference.key.row, at: 1)
        check.bind(Self.placeholder, at: 2)
        defer { check.reset() }
        guard try check.step() else { continue }
        if mayLack && reference.column == table.parentColumn {
          stranded.append(reference.key)
          continue
        }
        throw ReplicaError.diverged(
          "row \(reference.key.row) of \(table.name) names row \(reference.target.row) of "
            + "\(schema.tables[reference.target.table].name), which did not come")
      }
      let update = try statements("UPDATE \(SQLText.name(table.name)) SET \(name) = ? \(condition)")
      update.bind(id, at: 1)
      update.bind(reference.key.row, at: 2)
      update.bind(Self.placeholder, at: 3)
      try update.run()
    }
    open = []
    return stranded
  }

  private func find(_ key: RowKey) throws -> RowID? {
    if let id = known[key] { return id }
    let statement = try statements(.idOfRow, table: key.table) {
      "SELECT id FROM \(SQLText.name(schema.tables[key.table].name)) WHERE godwit_row = ?"
    }
    statement.bind(key.row, at: 1)
    defer { statement.reset() }
    guard try statement.step(), let id = statement.rowID(0) else {
      // A child came of a row whose delete is still pending; the server will say which of the two stands.
      return try PendingRows(statements: statements).deletedID(key)
    }
    learn(key, id)
    return id
  }
}
