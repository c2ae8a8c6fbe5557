import ChangeModel
import HubStore
import MergeEngine
import SyncProtocol

/// Compares what a store says of itself with what its rows say.
struct StoreAudit {
  let schema: Schema
  let store: any HubReading

  func report() throws -> VerifyReport {
    var faults = schema.faults.map { "schema: \($0)" }
    let counted = try countRows()
    let scopes = Set(try allScopes()).union(counted.keys.map(\.scope)).sorted()
    let stored = try store.digests(of: scopes)
    faults += differences(stored: stored, counted: counted)
    faults += try logFaults()
    var audit = AuditCheck(store: store)
    try audit.run()
    faults += audit.faults
    let names = try scopeNames()
    let digests = stored.filter { $0.count != 0 }.map { digest in
      DigestEntry(
        scope: names[digest.scope] ?? "scope \(digest.scope.code)", table: tableName(digest.table),
        rows: digest.count, digest: digest.digest.description)
    }
    return VerifyReport(
      ok: faults.isEmpty, position: try store.head(), digests: digests, audit: audit.head,
      faults: faults)
  }

  /// The scopes of the org, of every territory and of every rep, ascending.
  func allScopes() throws -> [Scope] {
    try scopeNames().keys.sorted()
  }

  private func scopeNames() throws -> [Scope: String] {
    let directory = OfficeDirectory(schema: schema, store: store)
    var names = [Scope.org: "org"]
    for territory in try directory.territories() { names[.territory(territory.row)] = "territory \(territory.name)" }
    for rep in try directory.reps() { names[.rep(rep.row)] = "rep \(rep.name)" }
    return names
  }

  private func countRows() throws -> [ScopeTable: DigestChange] {
    var sums = [ScopeTable: DigestChange]()
    for table in schema.tables.indices {
      try store.forEachRow(table: table) { row in
        var sum = sums[ScopeTable(scope: row.scope, table: table)] ?? DigestChange()
        sum.digest = sum.digest + row.digest
        sum.count += 1
        sums[ScopeTable(scope: row.scope, table: table)] = sum
      }
    }
    return sums
  }

  private func differences(stored: [ScopeTableDigest], counted: [ScopeTable: DigestChange]) -> [String] {
    let sums = Dictionary(
      stored.map { (ScopeTable(scope: $0.scope, table: $0.table), DigestChange(digest: $0.digest, count: $0.count)) },
      uniquingKeysWith: { first, _ in first })
    return Set(sums.keys).union(counted.keys).sorted().compactMap { place in
      let (said, found) = (sums[place] ?? DigestChange(), counted[place] ?? DigestChange())
      guard said != found else { return nil }
      return "\(tableName(place.table)) in scope \(place.scope.code): the store says \(said.count) rows with digest "
        + "\(said.digest), its rows say \(found.count) with \(found.digest)"
    }
  }

  /// The log must have an entry for every position up to the head, but for leaps, and none beyond.
  private func logFaults() throws -> [String] {
    let head = try store.head()
    var next: Position = 1
    while true {
      let entries = try store.history(from: next, limit: 1_000)
      if entries.isEmpty { break }
      for entry in entries {
        guard entry.position == next || RestoredStore.isLeap(from: next, to: entry.position) else {
          return ["the log has no change set at position \(next)"]
        }
        next = entry.position + 1
      }
    }
    let isWhole = next == head + 1 || RestoredStore.isLeap(from: next - 1, to: head)
    return isWhole ? [] : ["the log ends at \(next - 1), but the head is \(head)"]
  }

  private func tableName(_ table: Int) -> String {
    schema.tables.indices.contains(table) ? schema.tables[table].name : "table \(table)"
  }
}
