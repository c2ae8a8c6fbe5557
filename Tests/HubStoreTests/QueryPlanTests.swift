import ChangeModel
import GRDB
import HubStore
import MergeEngine
import Synchronization
import TestSupport
import Testing

@testable import SQLiteStore

/// What the store asks of SQLite must be answered from indexes, whatever the store's size.
@Suite struct QueryPlanTests {
  /// Everything that the server asks for at each sync.
  private func useEverything(_ store: SQLiteHubStore) throws {
    var hub = ReferenceHub()
    var sample = SampleRows(seed: 95)
    let row = sample.inserted(RowKey(table: TrialSchema.items, row: 1), at: 1)
    let first = hub.batch([row], departures: [Departure(scope: .org, position: 1, key: row.key)])
    var second = hub.batch([sample.updated(row, at: 2)])
    second.uniqueReleased = [UniqueValue(table: TrialSchema.items, column: 13, value: .text("none"))]
    second.uniqueGained = [UniqueValue(table: TrialSchema.items, column: 13, value: .text("x")): row.key]
    let result = ChangeResult(sequence: 1, status: .accepted(conflicts: 0), position: 1)
    try store.write { writing in
      try writing.commit(first)
      try writing.commit(second)
      try writing.save(results: [StoredResult(device: 2, result: result, payload: .zero)])
      try writing.purgeResults(of: 2, through: 1)
      try writing.append(history: [
        HistoryEntry(position: 1, dot: Dot(device: 2, sequence: 1), stamp: .zero, rep: 0, mergedAt: 0, changeSet: [])
      ])
    }
    var needs = RowNeeds()
    needs.keys = [row.key]
    needs.ids = [TableID(table: TrialSchema.items, id: row.id)]
    needs.childrenOf = [row.key]
    needs.uniqueValues = second.uniqueReleased
    try store.read { reading in
      _ = try reading.load(needs)
      _ = try reading.changes(in: .org, after: .start, limit: 9, bytes: 9)
      _ = try reading.changeCount(in: .org, after: .start, limit: 9)
      _ = try reading.digests(of: [.org])
      _ = try reading.device(2)
      _ = try reading.user(2)
      _ = try reading.invitation(codeHash: [1])
      _ = try reading.results(of: 2, sequences: 1...9)
      _ = try reading.history(from: 1, limit: 9)
      try reading.forEachRow(table: TrialSchema.items) { _ in }
      try reading.forEachRow(in: .territory(1), table: TrialSchema.items, range: 1...9) { _ in }
    }
  }

  @Test func noStatementOfASync_readsAWholeTable_orSorts() throws {
    let store = try SQLiteHubStore.inMemory(org: .trial)
    let seen = Mutex<Set<String>>([])
    store.database.writeWithoutTransaction { connection in
      connection.trace(options: .statement) { event in
        if case .statement(let statement) = event { seen.withLock { _ = $0.insert(statement.sql) } }
      }
    }
    try useEverything(store)
    store.database.writeWithoutTransaction { $0.trace(nil) }
    let statements = seen.withLock { $0.sorted() }.filter { sql in
      ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) }
    }
    #expect(statements.count > 20)
    // Tables of one row, or of one row for each table of the schema.
    let small = ["org", "log", "last_rows", "(subquery-1)"]
    for sql in statements {
      let plan = try store.database.read { connection in
        let explain = try connection.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        // Parameters stay NULL: the plan does not depend on them.
        explain.setUncheckedArguments([])
        return try Row.fetchAll(explain).map { $0["detail"] as String }
      }
      for step in plan {
        let scansLittle = small.contains { step == "SCAN \($0)" } || step == "SCAN CONSTANT ROW"
        #expect(!step.contains("TEMP B-TREE") && (!step.hasPrefix("SCAN") || scansLittle), "\(sql): \(plan)")
      }
    }
  }
}
