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
  fileprivate struct Admitted {
    var push: PreparedPush
    var member: Membership
    var plan: PushPlan
    var results: [ChangeResult] = []
    var fresh: [StoredResult] = []
    var history: [HistoryEntry] = []
    var asSent: Set<Sequence> = []
    var events: [AuditEvent] = []
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
    for index in order { admitted[index]?.merge(with: &merger, now: now, schema: schema) }

    let batch = merger.batch
    if !submissions.isEmpty { try store.commit(batch) }
    let members = order.compactMap { admitted[$0] }
    let history = PlantedBug.historyOfLastOnly.isOn ? members.compactMap(\.history.last) : members.flatMap(\.history)
    try store.append(history: history.sorted { $0.position < $1.position })
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
    let member = try Membership.of(push.device, schema: schema, in: store)
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
    admitted.plan.steps.compactMap { step in
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

extension GroupCommit.Admitted {
  /// Merges what is to be merged, in order, and notes all results.
  ///
  /// Behind a rejected union it stops, whether the rejection is new or repeated: the device splits the union and sends
  /// its parts before what was made after it, so that nothing is judged without what it builds on.
  fileprivate mutating func merge(with merger: inout BatchMerger, now: Int64, schema: Schema) {
    var previous: PreparedPush.Item?
    for (step, item) in zip(plan.steps, push.items) {
      defer { previous = item }
      if results.last?.rejection != nil, let previous, previous.isUnion, !PlantedBug.mergedBehindUnion.isOn { return }
      switch step {
      case .repeated(let result):
        results.append(result)
      case .rejected(let sequence, let rejection):
        note(ChangeResult(sequence: sequence, status: .rejected(rejection), position: 0), of: item, schema)
      case .merge(var changeSet):
        if PlantedBug.baseOfPush.isOn { changeSet.context.base = max(changeSet.context.base, push.base) }
        let merged = merger.merge(
          Submission(
            changeSet: changeSet, actor: member.actor, offsetMilliseconds: push.offsetMilliseconds,
            lastStamp: member.device.lastStamp),
          now: now)
        note(merged.result, of: item, schema)
        guard merged.result.rejection == nil else { continue }
        member.device.lastStamp = max(member.device.lastStamp, merged.stamp)
        if merged.isAsSent { asSent.insert(merged.result.sequence) }
        history.append(
          HistoryEntry(
            position: merged.result.position, dot: changeSet.dot, stamp: merged.stamp, rep: member.actor.rep,
            mergedAt: now, changeSet: item.bytes))
      }
    }
  }

  fileprivate mutating func note(_ result: ChangeResult, of item: PreparedPush.Item, _ schema: Schema) {
    results.append(result)
    if PlantedBug.duplicateMerged.isOn && result.sequence <= member.device.lastSequence { return }
    fresh.append(StoredResult(device: push.device, result: result, payload: item.payload))
    events.append(
      AuditEvent(result, of: item.bytes, device: push.device, rep: member.actor.rep, schema: schema))
  }
}
