import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs
import SyncProtocol

/// Merges the pushes of many devices in one transaction of the store.
///
/// Each push stands for itself: one that is refused takes nothing from the others. At most one push of a device is in
/// a group, because a plan rests on what the store holds.
struct GroupCommit {
  let schema: Schema
  let rules: any BusinessRules
  let epoch: UInt64
  /// Milliseconds since 1970 UTC.
  let now: Int64
  /// A fresh random number, not 0.
  let makeTicket: () -> UInt64

  /// A push that is not refused.
  struct Admitted {
    var push: PreparedPush
    var member: Membership
    var plan: PushPlan
    var results: [ChangeResult] = []
    var fresh: [StoredResult] = []
    var history: [HistoryEntry] = []
    var asSent: Set<Sequence> = []
    var events: [AuditEvent] = []
    var kept: [KeptWork] = []

    /// Whether nothing of it is merged, and all of it kept for a review.
    var isRevoked: Bool { member.device.revokedAt != nil }
  }

  /// - Returns: one outcome for each push, in order, and what the group changed.
  func run(_ pushes: [PreparedPush], in store: any HubWriting) throws -> GroupOutcome {
    try store.foresee(
      devices: Dictionary(pushes.map { ($0.device, PushPlan.firstLookedUp(of: $0)) }, uniquingKeysWith: min))
    let head = try store.head()
    var refused = [Int: ErrorReply]()
    var admitted = [Int: Admitted]()
    for (index, push) in pushes.enumerated() {
      if PlantedBug.groupStopsAtRefusal.isOn, let error = refused.first?.value {
        refused[index] = error
        continue
      }
      do {
        admitted[index] = try admit(push, head: head, in: store)
      } catch let error as ErrorReply {
        refused[index] = error
      }
    }
    let order = admitted.keys.sorted()
    let submissions = order.compactMap { admitted[$0] }.flatMap(merges)
    var merger = BatchMerger(
      schema: schema, rules: rules, head: head, lastRows: try store.lastRows())
    try merger.load(submissions, from: store)
    for index in order { try admitted[index]?.merge(with: &merger, now: now, schema: schema, in: store) }

    let batch = merger.batch
    if !submissions.isEmpty { try store.commit(batch) }
    let members = order.compactMap { admitted[$0] }
    let history = PlantedBug.historyOfLastOnly.isOn ? members.compactMap(\.history.last) : members.flatMap(\.history)
    try store.append(history: history.sorted { $0.position < $1.position })
    for work in members.flatMap(\.kept) where !PlantedBug.keptWorkDropped.isOn { try work.save(in: store) }
    try store.note(members.flatMap(\.events), at: now)
    var outcome = GroupOutcome(head: batch.head, scopes: batch.touchedScopes, rowsWritten: batch.rows.count)
    let results = members.flatMap(\.fresh)
    if PlantedBug.resultsSavedLater.isOn { outcome.unsaved = results } else { try store.save(results: results) }
    for (index, push) in pushes.enumerated() {
      if let error = refused[index] {
        outcome.answers.append(.failure(error))
      } else if let member = admitted[index] {
        outcome.answers.append(.success(try settle(member, push: push, in: store)))
      }
    }
    return outcome
  }

  private func admit(_ push: PreparedPush, head: Position, in store: any HubWriting) throws -> Admitted {
    let member = try Membership.of(push.device, schema: schema, in: store, mayBeRevoked: true)
    let device = member.device
    try SyncChecks.epoch(push.epoch, reached: push.reached, of: epoch, head: head)
    try SyncChecks.acknowledged(push.acknowledged, device: device)
    return Admitted(
      push: push, member: member, plan: try PushPlan(push, device: device, stored: try results(of: push, device, store))
    )
  }

  /// The results that are kept for what the push hands in.
  private func results(
    of push: PreparedPush, _ device: DeviceRecord, _ store: any HubWriting
  ) throws -> [StoredResult] {
    let first = max(1, PushPlan.firstLookedUp(of: push))
    guard first <= device.lastSequence else { return [] }
    let isKnown = PushPlan.firstSequence(of: push) != nil
    let last = isKnown ? min(first + Sequence(push.items.count), device.lastSequence) : device.lastSequence
    return try store.results(of: device.number, sequences: first...last)
  }

  private func merges(of admitted: Admitted) -> [Submission] {
    if admitted.isRevoked { return [] }
    return admitted.plan.steps.compactMap { step in
      guard case .merge(let changeSet) = step else { return nil }
      return Submission(
        changeSet: changeSet, actor: admitted.member.actor,
        offsetMilliseconds: admitted.push.offsetMilliseconds, lastStamp: admitted.member.device.lastStamp)
    }
  }

  /// Stores what the device's record must know, and forgets results that the device holds.
  private func settle(_ admitted: Admitted, push: PreparedPush, in store: any HubWriting) throws -> PushOutcome {
    var device = admitted.member.device
    let isKnownTicket = push.ticket == device.ticket || push.ticket == device.previousTicket
    let reached = max(push.acknowledged, admitted.results.last?.sequence ?? 0)
    let outcome = PushOutcome(
      results: admitted.results, changeSets: push.items.map { try? $0.content.get() },
      asSent: admitted.asSent, freshCount: admitted.fresh.count,
      showedOldTicket: device.lastSequence > 0 && !device.isPresent(ticket: push.ticket, reached: reached),
      hasReachedLast: reached >= device.lastSequence)
    if let last = admitted.fresh.last {
      device.lastSequence = last.sequence
      device.previousTicket = isKnownTicket ? push.ticket : device.ticket
      device.ticket = makeTicket()
    }
    device.lastSeenAt = now
    device.base = max(device.base, push.base)
    try store.save(device: device)
    if PlantedBug.resultsPurgedAtReply.isOn {
      try store.purgeResults(of: device.number, through: device.lastSequence)
    }
    try store.forgetResults(of: device, acknowledged: push.acknowledged)
    return outcome
  }
}
