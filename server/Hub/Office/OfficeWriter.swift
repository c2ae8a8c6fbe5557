import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Writes as the office itself: ordinary change sets of device 1, merged and committed in one transaction.
struct OfficeWriter {
  private let store: any HubWriting
  private let now: Int64
  private var merger: BatchMerger
  private var device: DeviceRecord
  private var clock: HybridClock
  private var history: [HistoryEntry] = []
  private var events: [AuditEvent] = []
  private let schema: Schema
  let head: Position

  init(schema: Schema, rules: any BusinessRules, now: Int64, store: any HubWriting) throws {
    self.store = store
    self.schema = schema
    self.now = now
    head = try store.head()
    merger = BatchMerger(schema: schema, rules: rules, head: head, lastRows: try store.lastRows())
    device =
      try store.device(officeDevice)
      ?? DeviceRecord(number: officeDevice, rep: 0, name: "office", publicKey: [], enrolledAt: now)
    clock = HybridClock(last: device.lastStamp)
  }

  /// Loads what the merging of these changes, together or in parts, needs.
  mutating func load(_ changes: [RowChange]) throws {
    try merger.load([submission(changes)], from: store)
  }

  /// Merges changes as one change set. One that is rejected leaves no trace.
  mutating func merge(_ changes: [RowChange]) -> ChangeResult {
    let submission = submission(changes)
    let merged = merger.merge(submission, now: now)
    guard merged.result.rejection == nil else { return merged.result }
    device.lastSequence += 1
    device.lastStamp = max(device.lastStamp, merged.stamp)
    clock.observe(merged.stamp)
    let bytes = ChangeSetCodec.encode(submission.changeSet)
    history.append(
      HistoryEntry(
        position: merged.result.position, dot: submission.changeSet.dot, stamp: merged.stamp, rep: 0, mergedAt: now,
        changeSet: bytes))
    events.append(AuditEvent(merged.result, of: bytes, device: officeDevice, rep: 0, schema: schema))
    return merged.result
  }

  /// What left a scope by what was merged.
  var departures: [Departure] { merger.departures }

  /// The sequences of what was merged.
  var merged: [Sequence] { history.map(\.dot.sequence) }

  /// Commits all that was merged.
  func finish() throws -> GroupOutcome {
    let batch = merger.batch
    if !history.isEmpty {
      try store.commit(batch)
      try store.append(history: history)
      try store.note(events, at: now)
      var device = device
      device.lastSeenAt = now
      try store.save(device: device)
    }
    return GroupOutcome(head: batch.head, scopes: batch.touchedScopes, rowsWritten: batch.rows.count)
  }

  private func submission(_ changes: [RowChange]) -> Submission {
    var clock = clock
    let changeSet = ChangeSet(
      dot: Dot(device: officeDevice, sequence: device.lastSequence + 1), stamp: clock.tick(now: now),
      context: Context(base: head), isUnion: false, changes: changes)
    return Submission(changeSet: changeSet, actor: officeActor, lastStamp: device.lastStamp)
  }
}
