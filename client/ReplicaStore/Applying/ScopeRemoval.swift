import ChangeModel
import GRDB

/// Removes the rows of scopes that the device may not hold any more, with what hangs on them.
struct ScopeRemoval {
  let schema: Schema
  let statements: Statements

  /// - Returns: how many rows went.
  func remove(_ scope: Scope) throws -> Int {
    let ownerTable = scope.kind == .rep ? schema.repTable : schema.territoryTable
    let owner = "(SELECT id FROM \(SQLText.name(ownerTable)) WHERE godwit_row = \(scope.row))"
    var count = 0
    // Children first: they are found through their parents.
    for index in schema.tables.indices.reversed() {
      let name = SQLText.name(schema.tables[index].name)
      let condition = ScopeSQL(schema: schema).condition(
        for: scope, of: index, row: name, owner: owner, settledOnly: true)
      guard let condition else { continue }
      // A row that is still to be pushed stays: the scope may be back by then, and its result says what becomes of it.
      count += try statements("DELETE FROM \(name) WHERE godwit_row < \(LocalRows.base) AND \(condition)").run()
    }
    return count
  }
}
