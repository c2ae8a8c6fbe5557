extension RowChange {
  /// A new row as one that was sealed under this schema of its table: sealed before columns were appended, it holds their
  /// fallbacks, as all rows from before do.
  public func filled(for table: TableSchema) -> RowChange {
    guard kind == .insert, cells.count < table.columns.count else { return self }
    var filled = self
    filled.cells += table.columns.indices.dropFirst(cells.count).map {
      CellChange(column: $0, edit: .set(table.columns[$0].fallback))
    }
    return filled
  }
}

extension ChangeSet {
  /// Whether it names tables or columns that the schema does not have (yet).
  public func exceeds(_ schema: Schema) -> Bool {
    changes.contains { change in
      guard schema.tables.indices.contains(change.table) else { return true }
      let count = schema.tables[change.table].columns.count
      return change.cells.contains { $0.column >= count }
    }
  }
}
