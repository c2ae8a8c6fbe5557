import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

extension SQLiteTransaction {
  func digests(of scopes: [Scope]) throws -> [ScopeTableDigest] {
    var result = [ScopeTableDigest]()
    for scope in Set(scopes).sorted() {
      try statement("SELECT tbl, low, high, count FROM digests WHERE scope = ? ORDER BY tbl")
        .eachRow(.integer(scope.code)) { row in
          result.append(
            ScopeTableDigest(
              scope: scope, table: Int(row.integer(0)), count: row.integer(3), digest: Self.digest(row, from: 1)))
        }
    }
    return result
  }

  /// Adds differences to the stored sums, modulo 2^64, which SQL cannot.
  func add(_ changes: [ScopeTable: DigestChange]) throws {
    for (place, change) in changes.sorted(by: { $0.key < $1.key }) {
      try save(try stored(place).adding(change, at: place), at: place)
    }
  }

  private func stored(_ place: ScopeTable) throws -> DigestChange {
    try statement("SELECT low, high, count FROM digests WHERE scope = ? AND tbl = ?")
      .first(.integer(place.scope.code), .integer(Int64(place.table))) { row in
        DigestChange(digest: Self.digest(row, from: 0), count: row.integer(2))
      } ?? DigestChange()
  }

  private func save(_ sum: DigestChange, at place: ScopeTable) throws {
    if sum.count == 0 {
      try statement("DELETE FROM digests WHERE scope = ? AND tbl = ?")
        .run(.integer(place.scope.code), .integer(Int64(place.table)))
    } else {
      try statement("INSERT OR REPLACE INTO digests(scope, tbl, low, high, count) VALUES (?, ?, ?, ?, ?)").run(
        .integer(place.scope.code), .integer(Int64(place.table)), .integer(Int64(bitPattern: sum.digest.low)),
        .integer(Int64(bitPattern: sum.digest.high)), .integer(sum.count))
    }
  }

  private static func digest(_ row: RawStatement, from column: Int32) -> Digest {
    Digest(low: UInt64(bitPattern: row.integer(column)), high: UInt64(bitPattern: row.integer(column + 1)))
  }
}
