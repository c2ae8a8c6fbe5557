extension FieldClient {
  /// Syncs, then compares the digests of replica and server at one position; finds the rows that differ.
  /// - Parameter repair: whether to fetch the rows that differ, and only these, from the server.
  public func verify(repair: Bool, report: @escaping ProgressReport = { _ in }) async throws -> VerifyOutcome {
    try await holdingLock(of: home) {
      try await withFieldHTTP(for: home) { http in
        let verifier = Verifier(client: self, hub: try hub(over: http), report: report)
        do {
          let outcome = try await verifier.compare()
          guard repair, !outcome.isMatch else { return outcome }
          let rows = try await verifier.repair(outcome)
          var mended = try await verifier.compare()
          mended.repairedRows = rows
          return mended
        } catch {
          throw explained(error, by: verifier.hub)
        }
      }
    }
  }
}
