import ChangeModel

/// Removes the rows whose parent is gone.
///
/// The server names each row that leaves, with few exceptions: an edit of a row that its maker may not see any more is
/// answered with the removal of that row alone, and a scope is left without a word about its rows; and it forgets which rows
/// went long ago. What hung on such a row goes here. A row without a number stays: it is still to be pushed, and its result
/// says what becomes of it. What hangs on a row whose delete has no result yet stays as well.
struct OrphanRemoval {
  let schema: Schema
  let statements: Statements

  /// - Returns: how many rows went.
  func run() throws -> Int {
    // Parents stand before their children in a schema, so one pass finds all.
    try schema.tables.indices.reduce(0) { count, index in
      let table = schema.tables[index]
      guard case .parent(let name) = table.scope,
        let parent = table.column(name).flatMap({ table.columns[$0].references })
      else { return count }
      let column = SQLText.name(name)
      return count
        + (try statements(
          """
          DELETE FROM \(SQLText.name(table.name)) WHERE godwit_row < \(LocalRows.base) AND \(column) IS NOT NULL
            AND \(column) NOT IN (SELECT id FROM \(SQLText.name(parent)))
            AND \(column) NOT IN (SELECT id FROM godwit_pending WHERE id IS NOT NULL AND mask = \(LogMask.deleted))
          """
        ).run())
    }
  }
}
