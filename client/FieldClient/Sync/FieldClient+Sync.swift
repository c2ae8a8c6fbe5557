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
      return try await SyncDriver(replica: replica, hub: hub, report: report).run()
    } catch {
      throw explained(error, by: hub)
    }
  }
}
