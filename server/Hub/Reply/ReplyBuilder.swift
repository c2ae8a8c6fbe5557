import ChangeModel
import HubStore
import MergeEngine
import PlantedBugs
import SyncProtocol

/// Builds the reply to one sync request from one snapshot of the store.
struct ReplyBuilder {
  let request: SyncRequest
  /// What became of what the request pushed; committed before the snapshot.
  let push: PushOutcome?
  let org: OrgRecord
  let schemaFingerprint: Digest
  let schemaJSON: [UInt8]
  /// Milliseconds since 1970 UTC.
  let now: Int64

  func reply(to number: DeviceNumber, in store: any HubReading) throws -> SyncReply {
    let head = try store.head()
    let member = try Membership.of(number, schema: org.schema, in: store, mayBeRevoked: true)
    try SyncChecks.epoch(request.epoch, reached: SyncChecks.reached(request), of: org.epoch, head: head)
    try SyncChecks.acknowledged(request.acknowledged, device: member.device)

    if member.device.revokedAt != nil && !PlantedBug.revokedGetsRows.isOn { return farewell(to: member) }
    if request.program < org.schema.oldestProgram { return uploadOnly(member, head: head) }
    let isOld = isOld(member.device)
    let viewer = viewer(of: member, isOld: isOld)
    var delta = DeltaBuilder(schema: org.schema, viewer: viewer)
    try correct(&delta, isPresent: viewer.device == number, in: store)
    var pull = ScopePull(
      request: request, scopes: member.actor.scopes, head: head,
      isSchemaNew: request.schemaFingerprint != schemaFingerprint)
    if request.wantsDelta { try pull.run(into: &delta, from: store) }
    let isComplete = request.wantsDelta && pull.isComplete
    // One of the past that has handed in all that stands under its number gets everything with this reply: from then on it is
    // of the present.
    let ticket = isOld && push?.hasReachedLast != true ? request.ticket : member.device.ticket
    return SyncReply(
      serverTime: now, epoch: org.epoch, ticket: ticket, role: member.actor.role,
      scopes: member.actor.scopes, results: push?.results ?? [], delta: delta.build(), isComplete: isComplete,
      position: head, marks: isComplete ? [] : request.wantsDelta ? pull.marks : request.marks,
      rowsLeft: pull.rowsLeft,
      digest: isComplete ? Digest.combined(of: try store.digests(of: member.actor.scopes)) : .zero,
      schema: request.schemaFingerprint == schemaFingerprint ? nil : schemaJSON,
      mustCompare: request.wantsDelta && isFromBeforeHorizon)
  }

  /// Whether the device, or an earlier page of its pull, comes from a time of which the store has forgotten what went.
  private var isFromBeforeHorizon: Bool {
    let marks = request.marks.map(\.mark.position)
    return (marks + [request.base]).contains { $0 > 0 && $0 < org.horizon }
  }

  /// What a revoked device gets: the results of what it handed in, and no row. What it holds it keeps until it erases
  /// itself, so that its user goes on seeing what is still to be handed in.
  private func farewell(to member: Membership) -> SyncReply {
    SyncReply(
      serverTime: now, epoch: org.epoch, ticket: member.device.ticket, role: member.actor.role, scopes: request.held,
      results: push?.results ?? [], delta: Delta(tables: []), isComplete: request.wantsDelta,
      position: request.base, marks: request.wantsDelta ? [] : request.marks, rowsLeft: 0, digest: .zero, schema: nil,
      isRevoked: true)
  }

  /// For a program that is too old for rows: it hands in its work, and hears what became of it. It keeps nothing of the reply,
  /// and shows the same ticket again.
  private func uploadOnly(_ member: Membership, head: Position) -> SyncReply {
    let isWrong = PlantedBug.tooOldThoughtInStep.isOn
    return SyncReply(
      serverTime: now, epoch: org.epoch, ticket: isWrong ? member.device.ticket : request.ticket,
      role: member.actor.role, scopes: member.actor.scopes, results: push?.results ?? [], delta: Delta(),
      isComplete: isWrong, position: isWrong ? head : request.base, marks: isWrong ? [] : request.marks, rowsLeft: 0,
      digest: .zero, schema: nil, neededProgram: isWrong ? nil : org.schema.oldestProgram)
  }

  /// As whom the delta looks at the rows.
  ///
  /// What the device wrote itself is left out, because it has it. That is certain only when the device shows the ticket
  /// of the present: one that was restored from a backup gets everything. So does one in the middle of a long pull,
  /// where an earlier page may hold what was there before its write.
  private func viewer(of member: Membership, isOld: Bool) -> Actor {
    var viewer = member.actor
    if PlantedBug.ownWritesLeftOut.isOn { return viewer }
    if isOld || !request.marks.isEmpty { viewer.device = Self.nobody }
    return viewer
  }

  /// Whether the device is one of the past: it keeps its old ticket, so that it is told so when it hands something in.
  private func isOld(_ device: DeviceRecord) -> Bool {
    push?.showedOldTicket ?? !device.isPresent(ticket: request.ticket, reached: request.acknowledged)
  }

  /// The number of no device; 0 stands for the server's own writes.
  private static let nobody: DeviceNumber = -1

  /// Adds the truth about all that the pushed change sets touched.
  /// - Parameter isPresent: whether the device certainly holds all that was written under its number. What was written
  ///   over a change set since it was merged comes with the delta.
  private func correct(_ delta: inout DeltaBuilder, isPresent: Bool, in store: any HubReading) throws {
    guard let push else { return }
    let pushed = zip(push.results, push.changeSets).compactMap { result, changeSet in
      isPresent && push.asSent.contains(result.sequence) ? nil : changeSet.map { (result, $0) }
    }
    guard !pushed.isEmpty else { return }
    let rows = RowFinder(try store.load(DeltaBuilder.needs(of: pushed.map(\.1))))
    for (result, changeSet) in pushed {
      delta.correct(changeSet, isRejected: result.rejection != nil, row: rows.row)
    }
  }
}
