import ChangeModel

/// A conflict about a rep's own row names no territory, and is the rep's: its scope is found by the row in question.
extension ScopeSQL {
  /// The tables whose rows belong to one rep, each with the column that names the rep.
  private var ownTables: [(name: String, column: String)] {
    schema.tables.compactMap { table in
      guard case .owner(let name) = table.scope, let place = table.column(name),
        table.columns[place].references == schema.repTable
      else { return nil }
      return (table.name, name)
    }
  }

  /// An expression for the code of the scope of a row that names no owner.
  /// - Parameter row: the row's alias.
  func ownerless(_ table: TableSchema, row: String) -> String {
    let own = ownTables
    guard table.name == schema.conflictTable, !own.isEmpty else { return "\(Scope.org.code)" }
    let cases = own.map { name, column in
      "WHEN \(SQLText.literal(name)) THEN (SELECT rep.godwit_row << 2 | \(Scope.Kind.rep.rawValue)"
        + " FROM \(SQLText.name(name)) AS subject JOIN \(SQLText.name(schema.repTable)) AS rep"
        + " ON rep.id = subject.\(SQLText.name(column)) WHERE subject.id = \(row).\(ConflictColumns.rowID))"
    }
    return "coalesce(CASE \(row).\(ConflictColumns.tableName) \(cases.joined(separator: " ")) END, \(Scope.org.code))"
  }

  /// A condition that holds for the conflicts about a rep's own rows.
  /// - Parameter owner: an expression for the rep's ID; nil for any rep.
  func isOwn(row: String, owner: String?) -> String? {
    let parts = ownTables.map { name, column in
      "\(row).\(ConflictColumns.tableName) = \(SQLText.literal(name)) AND \(row).\(ConflictColumns.rowID) IN"
        + " (SELECT subject.id FROM \(SQLText.name(name)) AS subject WHERE subject.\(SQLText.name(column))"
        + " \(owner.map { "= \($0)" } ?? "IS NOT NULL"))"
    }
    return parts.isEmpty ? nil : "(\(parts.joined(separator: " OR ")))"
  }
}
