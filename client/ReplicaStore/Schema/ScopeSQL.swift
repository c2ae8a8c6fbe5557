import ChangeModel

/// Finds the scope of rows by SQL: nothing is stored of it.
struct ScopeSQL {
  let schema: Schema
  /// Stands for a row whose owner or parent is not there.
  static let unknown: Int64 = -1

  /// An expression for the code of a row's scope.
  /// - Parameter row: the row's alias.
  func code(of index: Int, row: String, depth: Int = 0) -> String {
    let table = schema.tables[index]
    switch table.scope {
    case .org: return "\(Scope.org.code)"
    case .owner(let name):
      let column = "\(row).\(SQLText.name(name))"
      let owner = table.column(name).flatMap { table.columns[$0].references } ?? schema.territoryTable
      // See Scope: the number, and the kind in the two lowest bits.
      let kind = owner == schema.repTable ? Scope.Kind.rep : .territory
      return
        "CASE WHEN \(column) IS NULL THEN \(ownerless(table, row: row)) ELSE coalesce((SELECT godwit_row << 2 | \(kind.rawValue)"
        + " FROM \(SQLText.name(owner)) AS owner\(depth) WHERE owner\(depth).id = \(column)), \(Self.unknown)) END"
    case .parent(let name):
      let alias = "parent\(depth)"
      guard let parent = parent(index, name) else { return "\(Self.unknown)" }
      return "coalesce((SELECT \(code(of: parent, row: alias, depth: depth + 1))"
        + " FROM \(SQLText.name(schema.tables[parent].name)) AS \(alias)"
        + " WHERE \(alias).id = \(row).\(SQLText.name(name))), \(Self.unknown))"
    }
  }

  /// A condition that holds for the rows of a scope; nil when the table has none.
  /// - Parameters:
  ///   - owner: an expression for the ID of the territory or rep; not used for the org.
  ///   - settledOnly: leaves out what hangs on a row of which an edit of the owner waits for its result: what the row
  ///     shows is not where the server has it.
  func condition(
    for scope: Scope, of index: Int, row: String, owner: String, settledOnly: Bool = false, depth: Int = 0
  ) -> String? {
    let table = schema.tables[index]
    switch table.scope {
    case .org: return scope == .org ? "1" : nil
    case .owner(let name):
      let column = "\(row).\(SQLText.name(name))"
      let isConflict = table.name == schema.conflictTable
      if scope == .org {
        let own = isConflict ? isOwn(row: row, owner: nil) : nil
        return "\(column) IS NULL" + (own.map { " AND NOT \($0)" } ?? "")
      }
      if scope.kind == .rep, isConflict {
        return isOwn(row: row, owner: owner).map { "\(column) IS NULL AND \($0)" }
      }
      let target = table.column(name).flatMap { table.columns[$0].references }
      let wanted = scope.kind == .rep ? schema.repTable : schema.territoryTable
      guard target == wanted, let place = table.column(name) else { return nil }
      let settled =
        " AND NOT EXISTS (SELECT 1 FROM godwit_pending AS edit WHERE edit.tbl = \(index)"
        + " AND edit.row = \(row).godwit_row AND edit.mask > 0 AND edit.mask & \(1 << Int64(place)) <> 0)"
      return "\(column) = \(owner)\(settledOnly ? settled : "")"
    case .parent(let name):
      let alias = "parent\(depth)"
      guard let parent = parent(index, name),
        let above = condition(
          for: scope, of: parent, row: alias, owner: owner, settledOnly: settledOnly, depth: depth + 1)
      else { return nil }
      return "\(row).\(SQLText.name(name)) IN (SELECT \(alias).id FROM"
        + " \(SQLText.name(schema.tables[parent].name)) AS \(alias) WHERE \(above))"
    }
  }

  private func parent(_ index: Int, _ column: String) -> Int? {
    schema.tables[index].columns.first { $0.name == column }?.references.flatMap(schema.index(of:))
      .flatMap { $0 < index ? $0 : nil }
  }
}
