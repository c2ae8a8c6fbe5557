import ChangeModel
import ReplicaStore
import SyncSession

extension FieldClient {
  /// What a watching client tells its user.
  public enum WatchReport: Sendable {
    case synced(SyncOutcome)
    /// The server could not be reached; the client goes on trying.
    case waiting(FieldError)
  }

  /// Syncs on local change, on the server's live signal, and when a lost connection returns, until the task is cancelled.
  /// - Throws: what another attempt cannot mend, such as a revocation.
  public func watch(_ report: @escaping @Sendable (WatchReport) -> Void) async throws {
    try await holdingLock(of: home) {
      try await withFieldHTTP(for: home) { http in
        let hub = try hub(over: http)
        let (events, tell) = AsyncStream.makeStream(of: WatchEvent.self)
        tell.yield(.started)
        try await withThrowingTaskGroup(of: Void.self) { group in
          defer { group.cancelAll() }
          group.addTask { try await LiveSignal { try self.hub(over: http) }.listen { tell.yield($0) } }
          group.addTask { try await tellLocalChanges { tell.yield($0) } }
          group.addTask { try await follow(events, tell: tell, hub: hub, report: report) }
          do { try await group.next() } catch { throw explained(error, by: hub) }
        }
      }
    }
  }

  /// Seals what others committed, so that it waits in the outbox, and tells how much waits.
  private func tellLocalChanges(_ tell: @Sendable (WatchEvent) -> Void) async throws {
    try await LocalChanges(home).watch(surroundings) {
      do {
        _ = try replica.seal(now: surroundings.now())
        tell(.localChange(pending: try replica.status().pending))
      } catch ReplicaError.locked {
        // Somebody is in the middle of writing; the sync that this asks for seals again.
        tell(.localChange(pending: 1))
      }
    }
  }

  private func follow(
    _ events: AsyncStream<WatchEvent>, tell: AsyncStream<WatchEvent>.Continuation, hub: HubClient,
    report: @escaping @Sendable (WatchReport) -> Void
  ) async throws {
    var plan = WatchPlan()
    var timer: Task<Void, any Error>?
    defer { timer?.cancel() }
    for await event in events {
      var actions = plan.handle(event, random: surroundings.random())
      while !actions.isEmpty {
        switch actions.removeFirst() {
        case .sync:
          // Before what waits in the stream: the server has told of what this sync brought, too.
          actions += plan.handle(try await attempt(over: hub, report: report), random: surroundings.random())
        case .wait(let milliseconds, let number):
          timer?.cancel()
          timer = Task {
            try await surroundings.sleep(milliseconds)
            tell.yield(.timer(number))
          }
        }
      }
    }
    try Task.checkCancellation()
  }

  private func attempt(
    over hub: HubClient, report: @Sendable (WatchReport) -> Void
  ) async throws -> WatchEvent {
    do {
      // Anew each time: after a rejoin the device has another number and key.
      let outcome = try await sync(over: self.hub(over: hub.connection.http))
      report(.synced(outcome))
      if outcome.isRevoked, let note = try Farewell.load(from: home) { throw note.fault }
      // Only an upgrade changes that; what is written meanwhile is handed in at the next turn.
      if outcome.handedIn != nil { return .syncFailed(retryAfterSeconds: 300) }
      return .synced(position: outcome.position, pending: try replica.status().pending)
    } catch let error as FieldError where error.kind == .later {
      report(.waiting(error))
      return .syncFailed(retryAfterSeconds: error.retryAfterSeconds)
    } catch let error as ReplicaError {
      // Another program's long transaction passes; everything else wrong with the file does not.
      guard case .locked = error else { throw error }
      report(.waiting(FieldError(.later, error.description)))
      return .syncFailed(retryAfterSeconds: 0)
    }
  }
}
