import ChangeModel
import MergeEngine

/// A schema that grew: rows from before are filled up when they are read, so only what counts them must follow.
package struct SchemaGrowth {
  /// The tables whose digests change, because an appended column has a fallback; with the shape of their rows.
  package private(set) var shapes: [(table: Int, shape: RowShape)] = []

  /// - Throws: `HubStoreError.inconsistent` when the new schema cannot follow the old one.
  package init(from old: Schema, to new: Schema) throws {
    let faults = SchemaStep(from: old, to: new).faults
    if !faults.isEmpty {
      throw HubStoreError.inconsistent(
        what: "the schema \(new.version) cannot follow \(old.version): \(faults.joined(separator: "; "))")
    }
    for (table, (before, after)) in zip(old.tables, new.tables).enumerated() {
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
}
