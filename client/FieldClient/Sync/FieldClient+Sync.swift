import SyncSession

extension FieldClient {
  /// Pushes and pulls until the replica holds what the server has and the server has what was written here.
  public func sync(report: @escaping ProgressReport = { _ in }) async throws -> SyncOutcome {
    try await holdingLock(of: home) {
      try await withFieldHTTP(for: home) { http in try await sync(over: try hub(over: http), report: report) }
    }
  }

  /// The same over a server that is at hand, by whoever holds the lock.
  func sync(over hub: HubClient, report: @escaping ProgressReport = { _ in }) async throws -> SyncOutcome {
    do {
      let outcome = try await syncRejoining(over: hub, report: report)
      if outcome.isRevoked { return try await leave(after: outcome, over: hub, report: report) }
      if outcome.handedIn != nil { return outcome }
      try await compareIfDue(over: hub, report: report)
      try forgetErased()
      try tidyIndex()
      return outcome
    } catch {
      throw explained(error, by: hub)
    }
  }

  /// Brings the index of words up to date, and takes out of it what is left of rows that went.
  private func tidyIndex() throws {
    guard let index = try SearchIndex(replica) else { return }
    try index.catchUp()
    try index.purge()
  }
}
