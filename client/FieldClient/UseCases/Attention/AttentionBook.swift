import ChangeModel
import GRDB
import ReplicaStore

/// The rejected changes that wait for a person: corrected and handed in again, or given up.
public struct AttentionBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// One row of a rejected change set, in words.
  public struct Change: Sendable {
    public var table: String
    public var kind: RowChange.Kind
    /// The row's ID; nil when the row is not here (any more) and the change knew it by number alone.
    public var row: RowID?
    /// Column to what was to be written.
    public var cells: [(column: String, value: Value)]
  }

  /// In the order in which they were made.
  public func list() throws -> [AttentionItem] {
    try desk.replica.attention().sorted { $0.sequence < $1.sequence }
  }

  public func show(_ sequence: Sequence) throws -> (item: AttentionItem, changes: [Change]) {
    guard let item = try list().first(where: { $0.sequence == sequence }) else {
      throw FieldError(.failed, "no rejected change \(sequence) waits: `godwit attention list` shows those that do")
    }
    return (item, try changes(of: item))
  }

  /// Makes the change again, on today's state, to be handed in with the next sync.
  public func retry(_ sequence: Sequence) throws { try desk.replica.retry(sequence, now: desk.now) }

  /// Gives the change up for good.
  public func discard(_ sequence: Sequence) throws { try desk.replica.discard(sequence) }

  /// What a rejected change set did, row by row.
  public func changes(of item: AttentionItem) throws -> [Change] {
    try desk.read { db in
      try item.changeSet.changes.compactMap { change in
        guard desk.replica.schema.tables.indices.contains(change.table) else { return nil }
        let table = desk.replica.schema.tables[change.table]
        return Change(
          table: table.name, kind: change.kind, row: try id(of: change.row, in: table.name, db),
          cells: try change.cells.compactMap { cell in
            guard table.columns.indices.contains(cell.column) else { return nil }
            let column = table.columns[cell.column]
            guard let value = try value(of: cell.edit, column: column, db) else { return nil }
            return (column.name, value)
          })
      }
    }
  }

  private func id(of row: RowName, in table: String, _ db: Database) throws -> RowID? {
    switch row {
    case .id(let id): return id
    case .number(let number): return try db.record("SELECT id FROM \(table) WHERE godwit_row = ?", [number])?.id
    }
  }

  /// What the edit wrote; nil for an insert's columns that were left empty.
  private func value(of edit: Edit, column: ColumnSchema, _ db: Database) throws -> Value? {
    switch edit {
    case .set(.null): return nil
    case .set(.reference(let reference)):
      if let id = reference.id { return Value(id) }
      guard let table = column.references else { return nil }
      return try id(of: .number(reference.row), in: table, db).map { Value($0) }
    case .set(let value): return value
    case .add(let difference): return .text(difference < 0 ? "\(difference)" : "+\(difference)")
    case .elements(let added, let removed):
      return .text((added.map { "+\($0)" } + removed.map { "-\($0)" }).joined(separator: " "))
    case .text(_, let new): return new.map { .text($0) } ?? .null
    }
  }
}
