import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// A row that went with a deleted one above it.
struct FallenRow {
  var key: RowKey
  var position: Position
}

/// S9, on the wire: a reply names every row that a delete took along. A replica of ours would remove them in any case;
/// another client need not.
extension World {
  /// Takes note of what a change set's deletes took along.
  func observeFall(_ entry: LogEntry, in store: any HubReading) throws {
    var needs = RowNeeds()
    for change in entry.changeSet.changes where change.kind == .delete {
      if case .number(let row) = change.row { needs.childrenOf.insert(RowKey(table: change.table, row: row)) }
    }
    while !needs.isEmpty {
      let family = try store.load(needs).rows.filter { $0.parent.map(needs.childrenOf.contains) ?? false }
      let fallen = family.filter { $0.deletion?.dot == Dot(device: 0, sequence: entry.position) }
      self.fallen += fallen.map { FallenRow(key: $0.key, position: entry.position) }
      needs = RowNeeds()
      needs.childrenOf = Set(fallen.map(\.key))
    }
  }

  func alwaysTold(_ reply: SyncReply, to request: SyncRequest, device: SimulatedDevice) throws {
    guard let store = hub.store, request.wantsDelta, request.marks.isEmpty, reply.isComplete,
      !reply.mustCompare
    else { return }
    let named = Set(reply.delta.tables.flatMap { table in table.gone.map { [table.table: $0] } })
    let held = Set(request.held).intersection(reply.scopes)
    let news = fallen.filter { $0.position > request.base && $0.position <= reply.position }
    try store.read { store in
      for news in news where !named.contains([news.key.table: .number(news.key.row)]) {
        guard let row = try store.load([news.key.row], of: news.key.table).first else { continue }
        let isHeld = held.contains(row.scope) && row.created.position <= request.base
        guard isHeld, row.deletion?.position == news.position else { continue }
        throw CheckFailure(
          "alwaysTold", "\(device.name) is not told that row \(news.key.row) of table \(news.key.table) is gone")
      }
    }
  }
}
