import ChangeModel
import MergeEngine

/// A schema that grew: rows from before are filled up when they are read, so only what counts them must follow.
extension SQLiteTransaction {
  /// Adds what the fallbacks of appended columns mean for the digests.
  /// - Throws: `HubStoreError.inconsistent` when the new schema does more than append tables and columns.
  func extendRows(from old: Schema, to new: Schema) throws {
    guard old != new else { return }
    try checkAppends(from: old, to: new)
    for (table, before) in old.tables.enumerated() {
      let appended = new.tables[table].columns.dropFirst(before.columns.count)
      guard appended.contains(where: { !$0.fallback.isNull }) else { continue }
      try extendDigests(ofTable: table, to: RowShape(new.tables[table]))
    }
    shapes = [:]
  }

  private func checkAppends(from old: Schema, to new: Schema) throws {
    guard new.tables.count >= old.tables.count else {
      throw HubStoreError.inconsistent(what: "the new schema lacks tables that the old one has")
    }
    for (before, after) in zip(old.tables, new.tables) {
      let kept = after.columns.prefix(before.columns.count)
      guard before.name == after.name, before.columns.map(\.name) == kept.map(\.name),
        before.columns.map(\.kind) == kept.map(\.kind)
      else {
        throw HubStoreError.inconsistent(
          what: "the new schema may only append to table \(before.name), and only append tables")
      }
      if let column = after.columns.dropFirst(before.columns.count).first(where: { $0.unique && !$0.fallback.isNull }) {
        throw HubStoreError.inconsistent(
          what: "the new column \(before.name).\(column.name) is unique and cannot have a fallback")
      }
    }
  }

  private func extendDigests(ofTable table: Int, to shape: RowShape) throws {
    var changes = [ScopeTable: DigestChange]()
    try forEachRow(table: table) { row in
      var filled = row
      shape.fill(&filled)
      changes[ScopeTable(scope: row.scope, table: table), default: DigestChange()].digest =
        changes[ScopeTable(scope: row.scope, table: table), default: DigestChange()].digest + filled.digest - row.digest
    }
    try add(changes)
  }
}
