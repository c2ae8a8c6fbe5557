import ChangeModel
import ReplicaStore
import SyncSession

extension FieldClient {
  /// What a revoked device does once a sync has told it: it hands in all that is left, and then erases itself.
  /// - Throws: `FieldError` when something is left that could not be handed in; nothing is erased then.
  func leave(
    after told: SyncOutcome, over hub: HubClient, report: @escaping ProgressReport
  ) async throws -> SyncOutcome {
    var outcome = told
    // Somebody may write while the last of it is on its way.
    for _ in 0..<Self.handingInMax where try !replica.isHandedIn() {
      _ = try replica.handInRejected(now: surroundings.now())
      let more = try await syncRejoining(over: hub, report: report)
      outcome.applied = outcome.applied + more.applied
      outcome.pushed += more.pushed
      outcome.roundTrips += more.roundTrips
    }
    guard try replica.isHandedIn() else {
      throw FieldError(
        .later, "the office revoked this device, and work on it is still to be handed in: run `godwit sync` again")
    }
    let identity = replica.identity
    let note = Farewell(
      device: identity.device, org: identity.orgName, rep: identity.repName, server: identity.server,
      at: surroundings.now())
    try note.save(in: home)
    try replica.close()
    try home.erase()
    return outcome
  }

  private static let handingInMax = 8
}
