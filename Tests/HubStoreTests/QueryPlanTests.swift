import ChangeModel
import GRDB
import HubStore
import Synchronization
import Testing

@testable import SQLiteStore

/// What the store asks of SQLite must be answered from indexes, whatever the store's size.
@Suite struct QueryPlanTests {
  @Test func noStatementOfASync_readsAWholeTable_orSorts() throws {
    let store = try SQLiteHubStore.inMemory(org: .trial)
    let seen = Mutex<Set<String>>([])
    store.database.writeWithoutTransaction { connection in
      connection.trace(options: .statement) { event in
        if case .statement(let statement) = event { seen.withLock { _ = $0.insert(statement.sql) } }
      }
    }
    try store.askWhatSyncsAsk()
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
