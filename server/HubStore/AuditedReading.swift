import ChangeModel
import MergeEngine

/// What a snapshot must show beside `HubReading` so that the whole store can be checked.
package protocol AuditedReading: HubReading {
  /// Damage of the database's own structures, in words.
  func structureFaults(max: Int) throws -> [String]
  func storedRowCount() throws -> Int
  /// Every row, deleted ones included, or why it cannot be read; with what the indexed columns say of it.
  func forEachStoredRow(_ body: (StoredRow) throws -> Void) throws
  /// The scopes for which a digest is kept.
  func digestScopes() throws -> [Scope]
  func uniqueValueCount() throws -> Int64
  /// The last position that each table with positions of its own holds, 0 for an empty one.
  func lastPositions() throws -> [(table: String, position: Position)]
}

/// A row as it lies in the store.
package struct StoredRow {
  package var row: Result<RowState, HubStoreError>
  /// What the indexed columns say.
  package var table: Int64
  package var isDeleted: Bool

  package init(row: Result<RowState, HubStoreError>, table: Int64, isDeleted: Bool) {
    self.row = row
    self.table = table
    self.isDeleted = isDeleted
  }
}
