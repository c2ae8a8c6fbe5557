import ChangeModel

/// Finds the row with which a row lands when a union is split: an order line's order.
struct RootSQL {
  let schema: Schema

  /// The table of the root of rows of this table.
  func rootTable(of table: Int) -> Int {
    var table = table
    while let parent = parent(of: table) { table = parent.table }
    return table
  }

  /// An expression for the root's row number; nil when the row is its own root.
  /// - Parameter row: the row's alias.
  func root(of table: Int, row: String, depth: Int = 0) -> String? {
    guard let parent = parent(of: table) else { return nil }
    let alias = "root\(depth)"
    let above = root(of: parent.table, row: alias, depth: depth + 1) ?? "\(alias).godwit_row"
    return "(SELECT \(above) FROM \(SQLText.name(schema.tables[parent.table].name)) AS \(alias)"
      + " WHERE \(alias).id = \(row).\(SQLText.name(parent.column)))"
  }

  /// The parent with which rows of a table land. A parent stands before its children in the schema, so this ends.
  private func parent(of index: Int) -> (table: Int, column: String)? {
    let table = schema.tables[index]
    guard table.joinsParent, let column = table.parentColumn,
      let target = table.columns[column].references.flatMap(schema.index(of:)), target < index
    else { return nil }
    return (target, table.columns[column].name)
  }
}
