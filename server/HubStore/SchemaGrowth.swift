import ChangeModel
import MergeEngine

/// A schema that grew: rows from before are filled up when they are read, so only what counts them must follow.
package struct SchemaGrowth {
  /// The tables whose digests change, because an appended column has a fallback; with the shape of their rows.
  package private(set) var shapes: [(table: Int, shape: RowShape)] = []

  /// - Throws: `HubStoreError.inconsistent` when the new schema does more than append tables and columns.
  package init(from old: Schema, to new: Schema) throws {
    guard old != new else { return }
    guard new.tables.count >= old.tables.count else {
      throw HubStoreError.inconsistent(what: "the new schema lacks tables that the old one has")
    }
    for (table, (before, after)) in zip(old.tables, new.tables).enumerated() {
      try Self.checkAppends(from: before, to: after)
      if after.columns.dropFirst(before.columns.count).contains(where: { !$0.fallback.isNull }) {
        shapes.append((table, RowShape(after)))
      }
    }
  }

  /// What the fallbacks of appended columns mean for the digests of the rows as they were.
  package func digestChanges(in store: any HubReading) throws -> [ScopeTable: DigestChange] {
    var changes = [ScopeTable: DigestChange]()
    for (table, shape) in shapes {
      try store.forEachRow(table: table) { row in
        var filled = row
        shape.fill(&filled)
        let place = ScopeTable(scope: row.scope, table: table)
        changes[place, default: DigestChange()].digest =
          changes[place, default: DigestChange()].digest + filled.digest - row.digest
      }
    }
    return changes
  }

  private static func checkAppends(from before: TableSchema, to after: TableSchema) throws {
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
