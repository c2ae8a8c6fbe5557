import ChangeModel
import HubStore
import MergeEngine

/// What the model says that a store and its readers must hold.
extension ReferenceModel {
  /// A living row as readers see it.
  public struct LivingRow: Hashable, Sendable {
    /// Of a conflict row, whose ID the server makes up, it is only the number.
    public var id: RowID
    public var values: [Value]
    public var scope: Scope

    public init(id: RowID, values: [Value], scope: Scope) {
      self.id = id
      self.values = values
      self.scope = scope
    }
  }

  /// Folds what a store's history holds beyond the model's head.
  public mutating func follow(_ store: any HubReading) throws {
    while true {
      let entries = try store.history(from: head + 1, limit: 100)
      for entry in entries {
        var known = try LogEntry(entry, in: store)
        // The store tells how far the device has come by now, and not how far it was when it handed this in.
        known.known = known.changeSet.context.base
        accept(known)
      }
      if entries.isEmpty { return }
    }
  }

  /// The living rows of a table, by row number.
  public func rows(of table: Int) -> [Int64: LivingRow] {
    var living = [Int64: LivingRow]()
    for (key, row) in rows where key.table == table && row.deletion == nil {
      living[key.row] = LivingRow(id: row.id, values: values(of: key), scope: scope(of: key))
    }
    return living
  }

  /// How a store differs from the model, in words; empty when it does not, and the log obeys the rules.
  public func differences(from store: any HubReading) throws -> [String] {
    var lines = faults
    if try store.head() != head { lines.append("the store's log ends at \(try store.head()), the model's at \(head)") }
    for table in schema.tables.indices {
      var actual = [Int64: LivingRow]()
      try store.forEachRow(table: table) { row in
        actual[row.key.row] = LivingRow(id: row.id, values: row.values, scope: row.scope)
      }
      lines += differences(table: table, from: actual)
    }
    return lines
  }

  /// How the living rows of a table differ from the model's, in words.
  public func differences(
    table: Int, from actual: [Int64: LivingRow], expecting expected: [Int64: LivingRow]? = nil
  ) -> [String] {
    let expected = expected ?? rows(of: table)
    let name = schema.tables[table].name
    return Set(expected.keys).union(actual.keys).sorted().flatMap { number -> [String] in
      guard let model = expected[number] else { return ["\(name) \(number) is there, and not in the model"] }
      guard let row = actual[number] else { return ["\(name) \(number) is missing"] }
      var lines = [String]()
      if name != schema.conflictTable && row.id != model.id {
        lines.append("\(name) \(number) is \(row.id), in the model \(model.id)")
      }
      if row.scope != model.scope { lines.append("\(name) \(number) is in \(row.scope), in the model \(model.scope)") }
      for (column, pair) in zip(schema.tables[table].columns, zip(row.values, model.values))
      where !pair.0.isSame(as: pair.1) {
        if column.name == ConflictColumns.rowID && pair.1.isNull { continue }
        lines.append("\(name) \(number) \(column.name): \(pair.0), in the model \(pair.1)")
      }
      return lines
    }
  }
}
