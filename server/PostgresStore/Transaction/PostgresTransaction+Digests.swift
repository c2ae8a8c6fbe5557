import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

extension PostgresTransaction {
  func digests(of scopes: [Scope]) throws -> [ScopeTableDigest] {
    let codes = Set(scopes).sorted().map(\.code)
    guard !codes.isEmpty else { return [] }
    let answer = try fetch(digestQuery(scopes: codes))
    return try sums(answer).sorted { $0.key < $1.key }.map { place, sum in
      ScopeTableDigest(scope: place.scope, table: place.table, count: sum.count, digest: sum.digest)
    }
  }

  func digestQuery(scopes: [Int64]) -> Query {
    Query(
      "SELECT scope, tbl, low, high, count FROM godwit.digests WHERE org = $1 AND scope = ANY($2)", orgParameter,
      .integers(scopes))
  }

  /// The sums in an answer to `digestQuery`.
  func sums(_ answer: QueryAnswer) throws -> [ScopeTable: DigestChange] {
    var sums = [ScopeTable: DigestChange]()
    for row in answer.rows {
      let place = ScopeTable(
        scope: Scope(code: try answer.integer(row, 0)), table: Int(try answer.integer(row, 1)))
      let digest = Digest(
        low: UInt64(bitPattern: try answer.integer(row, 2)), high: UInt64(bitPattern: try answer.integer(row, 3)))
      sums[place] = DigestChange(digest: digest, count: try answer.integer(row, 4))
    }
    return sums
  }

  /// Adds differences to the stored sums.
  func add(_ changes: [ScopeTable: DigestChange]) throws {
    guard !changes.isEmpty else { return }
    let scopes = Set(changes.keys.map(\.scope)).sorted().map(\.code)
    try add(changes, to: try sums(try fetch(digestQuery(scopes: scopes))))
  }

  /// Notes what the sums become.
  func add(_ changes: [ScopeTable: DigestChange], to stored: [ScopeTable: DigestChange]) throws {
    var kept: [(place: ScopeTable, sum: DigestChange)] = []
    for (place, change) in changes.sorted(by: { $0.key < $1.key }) {
      let sum = try (stored[place] ?? DigestChange()).adding(change, at: place)
      if sum.count > 0 {
        kept.append((place, sum))
      } else if stored[place] != nil {
        note(
          Query(
            "DELETE FROM godwit.digests WHERE org = $1 AND scope = $2 AND tbl = $3", orgParameter,
            .integer(place.scope.code), .integer(Int64(place.table))))
      }
    }
    guard !kept.isEmpty else { return }
    note(
      Query(
        """
        INSERT INTO godwit.digests(org, scope, tbl, low, high, count)
        SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
        ON CONFLICT (org, scope, tbl) DO UPDATE
          SET low = excluded.low, high = excluded.high, count = excluded.count
        """, orgParameter, .integers(kept.map(\.place.scope.code)), .integers(kept.map { Int64($0.place.table) }),
        .integers(kept.map { Int64(bitPattern: $0.sum.digest.low) }),
        .integers(kept.map { Int64(bitPattern: $0.sum.digest.high) }), .integers(kept.map(\.sum.count))))
  }
}
