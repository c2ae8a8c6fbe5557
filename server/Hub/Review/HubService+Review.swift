import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs
import SyncProtocol

extension HubService {
  /// Shows what is kept for a review, or decides about a piece of it.
  /// - Throws: `OfficeFault` when there is no such work, or it cannot be merged.
  func review(_ query: ReviewQuery) throws -> [ReviewEntry] {
    switch query {
    case .list(let all): return try store.read { try ReviewDesk(schema: schema, store: $0).list(all: all) }
    case .show(let name):
      _ = try noteReading("review \(name)", of: nil)
      return try store.read { store in
        let desk = ReviewDesk(schema: schema, store: store)
        return [try desk.entry(try desk.find(name))]
      }
    case .accept(let name): return [try accept(name)]
    case .discard(let name): return [try discard(name)]
    }
  }

  private func discard(_ name: WorkName) throws -> ReviewEntry {
    try store.write { store in
      let desk = ReviewDesk(schema: schema, store: store)
      var work = try desk.open(name)
      work.state = .discarded
      work.decidedAt = environment.now()
      try work.save(in: store)
      try store.note([AuditEvent(reviewed: work)], at: environment.now())
      return try desk.entry(work)
    }
  }

  /// Merges a piece of kept work as an ordinary change set, in the name of its maker.
  private func accept(_ name: WorkName) throws -> ReviewEntry {
    let (entry, outcome) = try store.write { store in
      try keepUp(with: store)
      let desk = ReviewDesk(schema: schema, store: store)
      var work = PlantedBug.acceptedTwice.isOn ? try desk.find(name) : try desk.open(name)
      let (merged, batch) = try merge(work, in: store)
      work.state = .accepted
      work.position = merged.position
      work.decidedAt = environment.now()
      try work.save(in: store)
      try store.note([AuditEvent(reviewed: work)], at: environment.now())
      return (try desk.entry(work), batch)
    }
    metrics.update { $0.rowsWritten += outcome.rowsWritten }
    publish(outcome.head, scopes: outcome.scopes)
    return entry
  }

  private func merge(_ work: KeptWork, in store: any HubWriting) throws -> (ChangeResult, GroupOutcome) {
    let now = environment.now()
    var reviewer = try reviewer(of: work, in: store)
    let submission = try work.submission(as: reviewer, scopes: try StoreAudit(schema: schema, store: store).allScopes())
    var merger = BatchMerger(schema: schema, rules: rules, head: try store.head(), lastRows: try store.lastRows())
    try merger.load([submission], from: store)
    let merged = merger.merge(submission, now: now)
    if let rejection = merged.result.rejection {
      throw OfficeFault("It cannot be merged: \(rejection.message). It is still kept; nothing was changed.")
    }
    let batch = merger.batch
    let bytes = ChangeSetCodec.encode(submission.changeSet)
    try store.commit(batch)
    try store.append(history: [
      HistoryEntry(
        position: merged.result.position, dot: submission.changeSet.dot, stamp: merged.stamp, rep: work.rep,
        mergedAt: now, changeSet: bytes)
    ])
    try store.note(
      [AuditEvent(merged.result, of: bytes, device: reviewer.number, rep: work.rep, schema: schema)], at: now)
    reviewer.lastSequence = submission.changeSet.dot.sequence
    reviewer.lastStamp = max(reviewer.lastStamp, merged.stamp)
    try store.save(device: reviewer)
    return (
      merged.result, GroupOutcome(head: batch.head, scopes: batch.touchedScopes, rowsWritten: batch.rows.count)
    )
  }

  /// The number under which accepted work of a device is merged: its own has gone on meanwhile, and says nothing of what
  /// was kept. Nobody can send anything under it.
  private func reviewer(of work: KeptWork, in store: any HubWriting) throws -> DeviceRecord {
    let name = "reviewed work of \(work.device)"
    if let known = try store.devices().first(where: { $0.standsForReviewed && $0.name == name }) { return known }
    let now = environment.now()
    return DeviceRecord(
      number: try store.nextDeviceNumber(), rep: work.rep, name: name, publicKey: [], enrolledAt: now, revokedAt: now)
  }
}
