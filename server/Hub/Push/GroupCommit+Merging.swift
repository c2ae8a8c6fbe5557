import ChangeModel
import Foundation
import HubStore
import MergeEngine
import PlantedBugs

extension GroupCommit.Admitted {
  /// Merges what is to be merged, in order, and notes all results.
  ///
  /// Behind a rejected union it stops, whether the rejection is new or repeated: the device splits the union and sends
  /// its parts before what was made after it, so that nothing is judged without what it builds on.
  mutating func merge(
    with merger: inout BatchMerger, now: Int64, schema: Schema, in store: any HubReading
  ) throws {
    var previous: PreparedPush.Item?
    for (step, item) in zip(plan.steps, push.items) {
      defer { previous = item }
      if results.last?.rejection?.splitsUnion == true, let previous, previous.isUnion,
        !PlantedBug.mergedBehindUnion.isOn
      {
        return
      }
      switch step {
      case .repeated(let result):
        results.append(result)
      case .rejected(let sequence, let rejection):
        note(ChangeResult(sequence: sequence, status: .rejected(rejection), position: 0), of: item, schema)
      case .merge(let changeSet) where isRevoked:
        let rejection = Rejection(.underReview, "this device was revoked: the change is kept for a manager's review")
        keep(item, as: .revoked, rejection, at: now)
        let result = ChangeResult(sequence: changeSet.dot.sequence, status: .rejected(rejection), position: 0)
        note(result, of: item, schema)
      case .merge(var changeSet):
        if PlantedBug.baseOfPush.isOn { changeSet.context.base = max(changeSet.context.base, push.base) }
        try merge(changeSet, of: item, with: &merger, now: now, schema: schema, in: store)
      }
    }
  }

  private mutating func merge(
    _ changeSet: ChangeSet, of item: PreparedPush.Item, with merger: inout BatchMerger, now: Int64, schema: Schema,
    in store: any HubReading
  ) throws {
    var submission = Submission(
      changeSet: changeSet, actor: member.actor, offsetMilliseconds: push.offsetMilliseconds,
      lastStamp: member.device.lastStamp)
    var merged = merger.merge(submission, now: now)
    if merged.result.rejection?.mayBeOfFormerRights == true {
      submission.former = try formerRights(of: changeSet, with: merger, in: store)
      merged = merger.merge(submission, now: now)
    }
    if let rejection = merged.result.rejection {
      if rejection.code == .underReview { keep(item, as: .moved, rejection, at: now) }
      return note(merged.result, of: item, schema)
    }
    note(merged.result, of: item, schema)
    member.device.lastStamp = max(member.device.lastStamp, merged.stamp)
    if merged.isAsSent { asSent.insert(merged.result.sequence) }
    history.append(
      HistoryEntry(
        position: merged.result.position, dot: changeSet.dot, stamp: merged.stamp, rep: member.actor.rep,
        mergedAt: now, changeSet: item.bytes))
  }

  /// What the device had the right to when the change set was made, as far as the store and this group tell.
  private func formerRights(
    of changeSet: ChangeSet, with merger: BatchMerger, in store: any HubReading
  ) throws -> FormerRights {
    var former = try FormerRights(
      of: changeSet, by: member.actor, known: max(member.device.base, push.base), rows: merger.rows(behind: changeSet),
      leaving: merger.departures, in: store)
    for work in kept { former.keptRows.formUnion(try work.insertedRows()) }
    return former
  }

  private mutating func keep(
    _ item: PreparedPush.Item, as reason: KeptWork.Reason, _ rejection: Rejection, at now: Int64
  ) {
    guard let dot = try? item.content.get().dot else { return }
    kept.append(
      KeptWork(
        device: dot.device, sequence: dot.sequence, rep: member.actor.rep, role: member.actor.role, reason: reason,
        message: rejection.message, keptAt: now, offsetMilliseconds: push.offsetMilliseconds,
        changeSet: Data(item.bytes)))
  }

  private mutating func note(_ result: ChangeResult, of item: PreparedPush.Item, _ schema: Schema) {
    results.append(result)
    if PlantedBug.duplicateMerged.isOn && result.sequence <= member.device.lastSequence { return }
    fresh.append(StoredResult(device: push.device, result: result, payload: item.payload))
    events.append(
      AuditEvent(result, of: item.bytes, device: push.device, rep: member.actor.rep, schema: schema))
  }
}

extension Rejection {
  /// Whether the device splits a union that is rejected so. One that is kept is kept whole.
  fileprivate var splitsUnion: Bool { code != .underReview }

  /// Whether a right that the user had when the change set was made may change the verdict.
  fileprivate var mayBeOfFormerRights: Bool { [.missingRow, .outsideScope, .dependency].contains(code) }
}
