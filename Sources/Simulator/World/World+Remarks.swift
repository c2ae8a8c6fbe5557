import ChangeModel
import SyncProtocol

/// What messages say, for those who read a trace.
extension World {
  func remark(on request: SyncRequest) {
    trace.remark("base \(request.base), holds \(request.held.map(\.code)), marks \(request.marks.count)")
    for bytes in request.changeSets {
      guard let changeSet = try? ChangeSetCodec.decode(bytes) else { continue }
      trace.remark(
        "change set \(changeSet.dot.sequence)\(changeSet.isUnion ? " (union)" : "") seen \(changeSet.context.base):")
      for change in changeSet.changes {
        let table = SimulatedTrade.newest.tables[change.table]
        let cells = change.cells.prefix(4).map { "\(table.columns[$0.column].name) \($0.edit)" }
        trace.remark("  \(change.kind) \(table.name) \(change.row) lag \(change.lag) \(cells.joined(separator: ", "))")
      }
    }
  }

  func remark(on reply: SyncReply) {
    trace.remark("position \(reply.position), scopes \(reply.scopes.map(\.code)), complete \(reply.isComplete)")
    for delta in reply.delta.tables {
      let name = SimulatedTrade.newest.tables[delta.table].name
      trace.remark("  \(name): gone \(delta.gone), full \(delta.full.map(\.row)), cells \(delta.cells.map(\.row))")
    }
  }
}
