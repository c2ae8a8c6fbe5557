import ChangeModel

/// A deleted row whose tombstone was collected: all that is kept of it is that it was there.
///
/// Its ID is never given again, and whoever deletes it once more is told that it is gone.
public struct DeadRow: Hashable, Sendable {
  public var key: RowKey
  public var id: RowID
  /// Where it was when it died: it is answered like any row, only to those who might see it.
  public var scope: Scope

  public init(key: RowKey, id: RowID, scope: Scope) {
    self.key = key
    self.id = id
    self.scope = scope
  }

  public init(_ row: RowState) {
    self.init(key: row.key, id: row.id, scope: row.scope)
  }
}
