extension FieldClient {
  /// Syncs, then compares the digests of replica and server at one position; finds the rows that differ.
  /// - Parameter repair: whether to fetch the rows that differ, and only these, from the server.
  public func verify(repair: Bool, report: @escaping ProgressReport = { _ in }) async throws -> VerifyOutcome {
    try await holdingLock(of: home) {
      try await withFieldHTTP(for: home) { http in
        let verifier = Verifier(client: self, hub: try hub(over: http), report: report)
        do {
          var outcome = try await verifier.compare()
          var rows = 0
          for _ in 0..<Verifier.attemptsMax where repair && !outcome.isMatch {
            rows += try await verifier.repair(outcome)
            outcome = try await verifier.compare()
          }
          outcome.repairedRows = rows
          return outcome
        } catch {
          throw explained(error, by: verifier.hub)
        }
      }
    }
  }
}
