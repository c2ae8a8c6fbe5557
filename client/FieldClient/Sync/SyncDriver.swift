import ChangeModel
import ReplicaStore
import SyncProtocol
import SyncSession

/// Carries out what a `ClientSession` says: the one place where a sync reads, sends, stages and applies.
struct SyncDriver: Sendable {
  static let path = "/v1/sync"

  let replica: Replica
  let hub: HubClient
  var report: ProgressReport = { _ in }
  /// Whether the outbox stays where it is.
  var isPullOnly = false
  var program = 0

  /// One sync, from sealing what was captured to applying what came.
  /// - Throws: `ErrorReply` for what the server refused, `FieldError` when it could not be reached.
  func run() async throws -> SyncOutcome {
    var session = ClientSession(isPullOnly: isPullOnly, program: program)
    var isServerOlder = false
    var received: HubAnswer?
    var progress = SyncProgress()
    _ = try replica.seal(now: now)
    var action = session.handle(.begun(try replica.syncState()), now: now)
    while true {
      if case .finish(var outcome) = action {
        outcome.isServerOlder = isServerOlder
        return outcome
      }
      if case .send(let request) = action { progress.pushed += request.changeSets.count }
      let event = try await carryOut(action, &received)
      if case .replied(let reply) = event, let schema = reply.schema {
        isServerOlder = replica.fit(of: schema) == .older
      }
      progress.note(event, after: action)
      report(progress)
      action = session.handle(event, now: now)
    }
  }

  private var now: Int64 { hub.surroundings.now() }

  private func carryOut(
    _ action: ClientSession.Action, _ received: inout HubAnswer?
  ) async throws -> ClientSession.Event {
    switch action {
    case .readOutbox(let sequence): return .outbox(try replica.outboxPage(after: sequence))
    case .send(let request):
      let answer = try await hub.ask(Self.path, .syncRequest(request))
      guard case .syncReply(let reply) = answer.message else { throw hub.unfitting }
      received = answer
      if let schema = reply.schema, case .unreadable = replica.fit(of: schema) { return .repliedUnreadably(reply) }
      return .replied(reply)
    case .stage(let reply): return .staged(try replica.stage(reply, frame: received?.frame, now: now))
    case .apply:
      let (state, summary, pending) = try replica.apply(now: now)
      return .applied(state, summary, pending: pending)
    case .finish: throw FieldError(.failed, "the sync went on after its end: report this, and try again")
    case .refuse(let reason): throw FieldError(.failed, "\(reason): report this, and try again")
    }
  }
}

extension SyncProgress {
  /// Counts what an action brought.
  fileprivate mutating func note(_ event: ClientSession.Event, after action: ClientSession.Action) {
    switch event {
    case .replied(let reply):
      rows += reply.delta.rowCount
      rowsLeft = reply.rowsLeft
    case .staged: isApplying = rowsLeft == 0
    case .applied: isApplying = false
    default: break
    }
  }
}
