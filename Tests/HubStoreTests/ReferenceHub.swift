import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol
import TestSupport

/// What a store must say, worked out the slow way.
struct ReferenceHub {
  private(set) var rows: [RowKey: RowState] = [:]
  private(set) var departures: [Departure] = []
  private(set) var head: Position = 0
  private var lastRows: [Int: Int64] = [:]

  /// Takes in new states of rows, and gives the batch that brings a store there.
  mutating func batch(_ changed: [RowState], departures left: [Departure] = [], head: Position? = nil) -> MergeBatch {
    self.head = head ?? max(self.head, changed.map(\.changed).max() ?? 0)
    var batch = MergeBatch(head: self.head)
    for row in changed.sorted(by: { $0.key < $1.key }) {
      if let before = rows[row.key], !before.isDeleted { count(before, sign: -1, in: &batch) }
      if !row.isDeleted { count(row, sign: 1, in: &batch) }
      let held = uniqueValues(of: row)
      batch.uniqueReleased.formUnion(Set(rows[row.key].map(uniqueValues) ?? []).subtracting(held))
      for value in held { batch.uniqueGained[value] = row.key }
      rows[row.key] = row
      lastRows[row.key.table] = max(lastRows[row.key.table] ?? 0, row.key.row)
      batch.rows.append(row)
    }
    batch.lastRows = lastRows
    batch.departures = left
    departures += left
    return batch
  }

  private func count(_ row: RowState, sign: Int64, in batch: inout MergeBatch) {
    let place = ScopeTable(scope: row.scope, table: row.key.table)
    var change = batch.digests[place] ?? DigestChange()
    change.digest = sign > 0 ? change.digest + row.digest : change.digest - row.digest
    change.count += sign
    batch.digests[place] = change
  }

  private func uniqueValues(of row: RowState) -> [UniqueValue] {
    let columns = row.isDeleted ? [] : TrialSchema.schema.tables[row.key.table].columns
    return zip(columns.indices, columns).compactMap { index, column in
      guard column.unique, !row.values[index].isNull else { return nil }
      return UniqueValue(table: row.key.table, column: index, value: row.values[index])
    }
  }

  func changes(in scope: Scope, after mark: PullMark) -> [ChangeEntry] {
    let present = rows.values.filter { $0.scope == scope }.map { ChangeEntry(.row($0)) }
    let left = departures.filter { $0.scope == scope }.map { ChangeEntry(.departed($0)) }
    return (present + left).filter { $0.mark > mark }.sorted { $0.mark < $1.mark }
  }

  func digests(of scopes: [Scope]) -> [ScopeTableDigest] {
    var sums: [ScopeTable: DigestChange] = [:]
    for row in rows.values where !row.isDeleted && scopes.contains(row.scope) {
      let place = ScopeTable(scope: row.scope, table: row.key.table)
      let sum = sums[place] ?? DigestChange()
      sums[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
    }
    return sums.sorted { $0.key < $1.key }.map {
      ScopeTableDigest(scope: $0.key.scope, table: $0.key.table, count: $0.value.count, digest: $0.value.digest)
    }
  }

  func living(in table: Int) -> [RowState] {
    rows.values.filter { $0.key.table == table && !$0.isDeleted }.sorted { $0.key < $1.key }
  }
}

/// A `ScopeChange` that can be compared.
struct ChangeEntry: Equatable {
  var mark: PullMark
  /// nil for a departure.
  var row: RowState?

  init(_ change: ScopeChange) {
    mark = change.mark
    if case .row(let row) = change { self.row = row }
  }
}

extension HubStore {
  /// Commits a batch alone.
  func commit(_ batch: MergeBatch) throws {
    try write { try $0.commit(batch) }
  }

  /// All entries, without limits.
  func changes(in scope: Scope, after mark: PullMark = .start) throws -> [ChangeEntry] {
    try read { try $0.changes(in: scope, after: mark, limit: .max, bytes: .max).map(ChangeEntry.init) }
  }

  /// All entries, page by page.
  func pagedChanges(in scope: Scope, after mark: PullMark = .start, limit: Int, bytes: Int = .max) throws
    -> [[ChangeEntry]]
  {
    var pages = [[ChangeEntry]]()
    var mark = mark
    while true {
      let page = try read { try $0.changes(in: scope, after: mark, limit: limit, bytes: bytes).map(ChangeEntry.init) }
      guard let last = page.last else { return pages }
      pages.append(page)
      mark = last.mark
    }
  }

  func rows(_ keys: RowKey...) throws -> [RowState] {
    var needs = RowNeeds()
    needs.keys = Set(keys)
    return try read { try $0.load(needs).rows.sorted { $0.key < $1.key } }
  }
}
