import ChangeModel
import ReplicaStore
import SyncProtocol
import SyncSession

/// Compares a replica with its server, and mends it.
struct Verifier {
  /// Syncs to reach a moment at which both stand at the same position.
  static let attemptsMax = 5
  /// Ranges whose rows are fetched in one request.
  static let repairRangesMax = 16

  let client: FieldClient
  let hub: HubClient
  let report: ProgressReport

  struct ServerMoved: Error {}

  func compare() async throws -> VerifyOutcome {
    for _ in 0..<Self.attemptsMax {
      let outcome = try await client.sync(over: hub, report: report)
      if let handedIn = outcome.handedIn { throw FieldError(.needsPerson, handedIn.words(program: client.program)) }
      if outcome.isServerOlder {
        throw FieldError(
          .later,
          "the server has an older schema than this replica, and cannot be compared with it: ask the office to upgrade it"
        )
      }
      guard try client.replica.status().pending == 0 else { continue }
      do {
        return try await compareNow()
      } catch is ServerMoved {
        continue
      }
    }
    let pending = try client.replica.status().pending
    if pending > 0 {
      throw FieldError(
        .later,
        "\(pending) change sets still wait to be pushed, and only a replica without any can be compared: try again")
    }
    throw FieldError(.later, "the server's data changes too fast to be compared now: try again in a quieter minute")
  }

  /// - Throws: `ServerMoved` when replica and server are not at the same position.
  func compareNow() async throws -> VerifyOutcome {
    guard case .digestReply(let reply) = try await hub.ask("/v1/digests", .digestRequest(DigestRequest())).message
    else {
      throw hub.unfitting
    }
    guard try client.replica.syncState().base == reply.position else { throw ServerMoved() }
    var outcome = VerifyOutcome(
      position: reply.position, here: try client.replica.digests(), server: reply.digests,
      schema: client.replica.schema)
    for index in outcome.comparisons.indices
    where !outcome.comparisons[index].isMatch && outcome.comparisons[index].scope.kind != nil {
      outcome.comparisons[index].differences = try await differences(of: outcome.comparisons[index], at: reply.position)
    }
    return outcome
  }

  private func differences(
    of comparison: VerifyOutcome.Comparison, at position: Position
  ) async throws -> [RangeDifference] {
    var search = RangeSearch(localBase: LocalRows.base)
    while true {
      let ranges = search.next()
      if ranges.isEmpty { break }
      let reply = try await ask(comparison, ranges, wantsRows: false)
      guard reply.position == position else { throw ServerMoved() }
      let here = try client.replica.rangeDigests(scope: comparison.scope, table: comparison.table, ranges: ranges)
      search.compare(ranges, here: here, server: reply.digests)
    }
    return search.found + search.unsearched.map { RangeDifference(rows: $0, here: 0, server: 0) }
  }

  /// Fetches the rows that differ; gives how many were put right.
  func repair(_ outcome: VerifyOutcome) async throws -> Int {
    // What the server has not at all need not be asked for. Rows whose parent is gone are in no scope, and go with any repair.
    let strays = outcome.comparisons.filter { $0.scope.kind != nil }.map { comparison in
      StrayRows(
        scope: comparison.scope, table: comparison.table,
        ranges: comparison.differences.filter { $0.server == 0 && $0.here > 0 }.map(\.rows))
    }
    var rows = try client.replica.drop(strays.filter { !$0.ranges.isEmpty })
    // Parents stand before their children in a schema, in whatever scopes they are.
    for comparison in outcome.comparisons.sorted(by: { ($0.table, $0.scope) < ($1.table, $1.scope) }) {
      if comparison.scope.kind == nil {
        // Rows whose parent is gone: that is all there is to put right.
        rows += try client.replica.repair(
          scope: comparison.scope, table: comparison.table, ranges: [], rows: Delta(tables: []))
        continue
      }
      var ranges = comparison.differences.filter { $0.server > 0 || $0.here == 0 }.map(\.rows)
      while !ranges.isEmpty {
        let batch = Array(ranges.prefix(Self.repairRangesMax))
        ranges.removeFirst(batch.count)
        let reply = try await ask(comparison, batch, wantsRows: true)
        rows += try client.replica.repair(
          scope: comparison.scope, table: comparison.table, ranges: batch, rows: reply.rows)
      }
    }
    return rows
  }

  private func ask(
    _ comparison: VerifyOutcome.Comparison, _ ranges: [ClosedRange<Int64>], wantsRows: Bool
  ) async throws -> RangeReply {
    let request = RangeRequest(scope: comparison.scope, table: comparison.table, ranges: ranges, wantsRows: wantsRows)
    guard case .rangeReply(let reply) = try await hub.ask("/v1/ranges", .rangeRequest(request)).message else {
      throw hub.unfitting
    }
    guard wantsRows || reply.digests.count == ranges.count else { throw hub.unfitting }
    return reply
  }
}
