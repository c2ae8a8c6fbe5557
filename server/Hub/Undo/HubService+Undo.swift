import ChangeModel
import Foundation
import HubStore
import MergeEngine

extension HubService {
  /// Undoes the work of one device from a time on, as change sets of the office: every row comes to what it would hold without
  /// it. What others built on it stays, and is told.
  /// - Throws: `OfficeFault` when there is no such device.
  func undo(_ query: UndoQuery) throws -> UndoReport {
    try writeAsOffice(isDryRun: query.isDryRun) { writer, store in try run(query, by: &writer, in: store) }
  }

  private func run(_ query: UndoQuery, by writer: inout OfficeWriter, in store: any HubWriting) throws -> UndoReport {
    guard query.device != officeDevice, try store.device(query.device) != nil else {
      throw OfficeFault("There is no device \(query.device). `device list` shows them.")
    }
    var report = UndoReport(device: query.device, since: query.since, isDryRun: query.isDryRun)
    let (undone, needs) = try work(of: query, in: store)
    guard !undone.isEmpty else { return report }
    report.changeSets = undone.count
    var known = try UndoneWork(in: store)
    known.add(undone, of: query.device)
    var pasts = RowPasts(try store.load(needs).rows)
    try pasts.read(from: store)
    let plan = UndoPlan(
      Array(pasts.pasts.values), known, schema: schema, children: try children(of: pasts, in: store))
    report.left = plan.left
    try writer.load(plan.items.map(\.change))
    for start in stride(from: 0, to: plan.items.count, by: Self.importRowsPerCommit) {
      let part = plan.items[start..<min(plan.items.count, start + Self.importRowsPerCommit)]
      writer.land(part) { landed, rejection in
        for item in landed { report.count(item, rejection, schema: schema) }
      }
    }
    known.add(undoing: writer.merged)
    let now = environment.now()
    try known.save(at: now, in: store)
    let since = Date(timeIntervalSince1970: Double(query.since) / 1000).formatted(.iso8601)
    let from = "device \(query.device) from \(since) on, \(undone.count) change sets"
    try store.note([AuditEvent(kind: .command, device: officeDevice, detail: "undo \(from)")], at: now)
    return report
  }

  /// The change sets in question, and the rows that they wrote.
  private func work(of query: UndoQuery, in store: any HubReading) throws -> ([Sequence], RowNeeds) {
    var undone = [Sequence]()
    var needs = RowNeeds()
    try store.forEachChangeSet { entry, changeSet in
      guard entry.dot.device == query.device, entry.stamp.milliseconds >= query.since else { return }
      undone.append(entry.dot.sequence)
      for change in changeSet.changes {
        switch change.row {
        case .number(let row): needs.keys.insert(RowKey(table: change.table, row: row))
        case .id(let id): needs.ids.insert(TableID(table: change.table, id: id))
        }
      }
    }
    return (undone, needs)
  }

  private func children(of pasts: RowPasts, in store: any HubReading) throws -> [RowKey: [RowState]] {
    var needs = RowNeeds()
    needs.childrenOf = Set(pasts.pasts.keys)
    return Dictionary(grouping: try store.load(needs).rows.filter { $0.parent != nil }) { row in
      row.parent ?? row.key
    }
  }
}

extension UndoReport {
  fileprivate mutating func count(_ item: LandingItem, _ rejection: Rejection?, schema: Schema) {
    let table = schema.tables[item.change.table].name
    if let rejection {
      left.append(UndoLeft(table: table, id: item.id.description, reason: rejection.message))
      return
    }
    switch item.change.kind {
    case .insert: restored[table, default: 0] += 1
    case .update: changed[table, default: 0] += 1
    case .delete: deleted[table, default: 0] += 1
    }
  }
}
