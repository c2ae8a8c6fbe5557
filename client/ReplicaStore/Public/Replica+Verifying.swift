import ChangeModel
import GRDB
import MergeEngine
import SyncProtocol

extension Replica {
  /// The digests of all that is held, ascending by scope and table; tables without rows are left out. A full scan.
  ///
  /// They equal the server's only while nothing is pending.
  public func digests() throws -> [ScopeTableDigest] {
    try read { db in
      let schema = try knownNow(db, try Meta.load(db)).schema
      var sums: [ScopeTable: DigestChange] = [:]
      for table in schema.tables.indices {
        try DigestScan(schema: schema).run(db, table: table) { row in
          let place = ScopeTable(scope: row.scope, table: table)
          let sum = sums[place] ?? DigestChange()
          sums[place] = DigestChange(digest: sum.digest + row.digest, count: sum.count + 1)
        }
      }
      return sums.sorted { $0.key < $1.key }.map { place, sum in
        ScopeTableDigest(scope: place.scope, table: place.table, count: sum.count, digest: sum.digest)
      }
    }
  }

  /// The digests of ranges of row numbers in one scope and table, in the order of the ranges.
  public func rangeDigests(scope: Scope, table: Int, ranges: [ClosedRange<Int64>]) throws -> [RangeDigest] {
    try read { db in
      let schema = try knownNow(db, try Meta.load(db)).schema
      return try ranges.map { range in
        var sum = RangeDigest(count: 0, digest: .zero)
        try DigestScan(schema: schema).run(db, table: table, range: range) { row in
          if row.scope != scope { return }
          sum.count += 1
          sum.digest = sum.digest + row.digest
        }
        return sum
      }
    }
  }

  /// Makes exactly these rows stand in these ranges of a scope and table; what is pending stays laid over them.
  /// - Parameter rows: the server's rows of the ranges, in full.
  /// - Returns: how many rows were other than the server's.
  public func repair(scope: Scope, table: Int, ranges: [ClosedRange<Int64>], rows: Delta) throws -> Int {
    try transactAsServer { db, schema, meta in
      guard schema.tables.indices.contains(table) else {
        throw ReplicaError.badReply("it repairs table \(table), which the schema does not have")
      }
      // An edit that is captured must not be taken for damage.
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: meta.clock.last.milliseconds)
      let repair = Repair(db: db, schema: schema, scope: scope, table: table, ranges: ranges)
      return try Gate.shut(db) { try repair.run(rows, settled: meta.acknowledged) }
    }
  }

  /// Removes all rows of ranges in which the server has none, in one transaction, so that no reader sees half of what
  /// belongs together.
  /// - Returns: how many rows went.
  public func drop(_ strays: [StrayRows]) throws -> Int {
    try transactAsServer { db, schema, meta in
      guard strays.allSatisfy({ schema.tables.indices.contains($0.table) }) else {
        throw ReplicaError.badReply("it compares a table that the schema does not have")
      }
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: meta.clock.last.milliseconds)
      // Children first: their scope is found through their parents.
      let order = strays.sorted { ($1.table, $0.scope) < ($0.table, $1.scope) }
      let count = try Gate.shut(db) {
        try order.reduce(0) { count, stray in
          let repair = Repair(db: db, schema: schema, scope: stray.scope, table: stray.table, ranges: stray.ranges)
          return count + (try repair.run(Delta(), settled: meta.acknowledged))
        }
      }
      meta.isTruncateDue = meta.isTruncateDue || count > 0
      return count
    }
  }
}
