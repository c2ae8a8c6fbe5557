import ChangeModel
import MergeEngine

/// Whether a batch fits what a store holds: the checks that need no row, the same for every store.
package struct BatchCheck {
  /// The position of the last accepted change set before the batch.
  package let head: Position
  /// The highest row numbers before the batch: what is above them is new.
  package let lastRows: [Int: Int64]

  package init(head: Position, lastRows: [Int: Int64]) {
    self.head = head
    self.lastRows = lastRows
  }

  /// - Throws: `HubStoreError.inconsistent` for the first contradiction.
  package func check(_ batch: MergeBatch) throws {
    guard batch.head >= head else {
      throw HubStoreError.inconsistent(what: "the head of the log would go back from \(head) to \(batch.head)")
    }
    for (table, row) in batch.lastRows.sorted(by: { $0.key < $1.key }) where row < lastRows[table, default: 0] {
      throw HubStoreError.inconsistent(
        what: "the row numbers of table \(table) would go back from \(lastRows[table, default: 0]) to \(row)")
    }
    for row in batch.rows { try check(row, in: batch) }
    for departure in batch.departures where departure.position > batch.head {
      throw HubStoreError.inconsistent(
        what: "a row left at \(departure.position), after the head \(batch.head)")
    }
    // Which of several contradictions is named does not matter.
    for (value, owner) in batch.uniqueGained where owner.table != value.table {
      throw HubStoreError.inconsistent(what: "table \(owner.table) holds a unique value of table \(value.table)")
    }
  }

  /// Whether the batch inserts the row, instead of changing one that is there.
  package func isNew(_ row: RowState) -> Bool { row.key.row > lastRows[row.key.table, default: 0] }

  private func check(_ row: RowState, in batch: MergeBatch) throws {
    let last = max(lastRows[row.key.table, default: 0], batch.lastRows[row.key.table, default: 0])
    guard row.key.row <= last else {
      throw HubStoreError.inconsistent(
        what: "row \(row.key.row) of table \(row.key.table) is above the last number \(last)")
    }
    guard row.entered <= row.changed, row.changed <= batch.head else {
      throw HubStoreError.inconsistent(
        what: "row \(row.key.row) of table \(row.key.table) changed at \(row.changed), after the head \(batch.head)")
    }
  }
}

extension MergeBatch {
  /// The departures that readers must be told of: a row that came back in the same batch reaches them in full.
  package var lastingDepartures: [Departure] {
    guard !departures.isEmpty else { return [] }
    var scopes = [RowKey: Scope]()
    for row in rows { scopes[row.key] = row.scope }
    return departures.filter { scopes[$0.key] != $0.scope }
  }
}

extension DigestChange {
  /// A stored sum with a difference added, modulo 2^64.
  /// - Throws: `HubStoreError.inconsistent` when fewer rows than none would be left, or none with a digest.
  package func adding(_ change: DigestChange, at place: ScopeTable) throws -> DigestChange {
    let digest = digest + change.digest
    let (count, overflow) = count.addingReportingOverflow(change.count)
    guard !overflow, count >= 0, count > 0 || digest == .zero else {
      throw HubStoreError.inconsistent(
        what: "scope \(place.scope.code) would hold \(count) rows of table \(place.table) with the digest \(digest)")
    }
    return DigestChange(digest: digest, count: count)
  }
}
