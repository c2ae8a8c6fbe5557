import ChangeModel
import HubStore
import MergeEngine
import TestSupport
import Testing

@testable import PostgresStore

/// What the store asks of PostgreSQL must be answered from indexes, however much the database holds.
@Suite struct PostgresPlanTests {
  private let database: PrivateDatabase
  private let store: PostgresHubStore

  init() throws {
    database = try PrivateDatabase()
    store = try PostgresHubStore.create(at: try database.address, org: .trial)
  }

  /// A statement that a connection of the store keeps prepared.
  private struct Prepared {
    var name: String
    var sql: String
    var parameterCount: Int64
  }

  private func prepared(on connection: PostgresConnection) throws -> [Prepared] {
    let answer = try connection.run(
      Query(
        """
        SELECT name, statement, coalesce(array_length(parameter_types, 1), 0)::bigint FROM pg_prepared_statements
        WHERE statement ~ '^(SELECT|INSERT|UPDATE|DELETE)' AND statement LIKE '%godwit.%' AND statement NOT LIKE '%prepared%' ORDER BY name
        """))
    return try answer.rows.map {
      Prepared(
        name: try answer.text($0, 0), sql: try answer.text($0, 1), parameterCount: try answer.integer($0, 2))
    }
  }

  private func explain(
    _ statement: Prepared, _ options: String = "", with parameters: [String], on connection: PostgresConnection
  ) throws -> QueryPlan {
    let list = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
    let answer = try connection.run(Query("EXPLAIN (FORMAT JSON\(options)) EXECUTE \(statement.name)\(list)"))
    return try QueryPlan(json: try answer.text(0, 0))
  }

  /// Rows of the store's org and of as many others, so that an index that begins with the org is not enough.
  private func fill(upTo count: Int) throws {
    try database.query(
      """
      INSERT INTO godwit.rows(org, key, tbl, id, scope, changed, parent, deleted, record)
        SELECT org, (2::bigint << 48) | n, 2, decode(lpad(to_hex(n), 32, '0'), 'hex'), 1000 + n % 50, n,
          CASE WHEN n % 3 > 0 THEN (2::bigint << 48) | (n - n % 3) END, false, decode(repeat('00', 120), 'hex')
        FROM generate_series(1000, \(count)) AS n, generate_series(1, 2) AS org ON CONFLICT DO NOTHING;
      INSERT INTO godwit.departures(org, scope, position, key)
        SELECT org, 1000 + n % 50, n, n FROM generate_series(1, \(count)) AS n, generate_series(1, 2) AS org
        ON CONFLICT DO NOTHING;
      INSERT INTO godwit.unique_values(org, value, row)
        SELECT org, decode(lpad(to_hex(n), 16, '0'), 'hex'), n
        FROM generate_series(1, \(count)) AS n, generate_series(1, 2) AS org ON CONFLICT DO NOTHING;
      INSERT INTO godwit.results(org, device, sequence, payload, record)
        SELECT org, 10 + n % 40, n / 40 + 1, decode(repeat('00', 16), 'hex'), decode(repeat('00', 20), 'hex')
        FROM generate_series(1, \(count)) AS n, generate_series(1, 2) AS org ON CONFLICT DO NOTHING;
      INSERT INTO godwit.history(org, position, device, sequence, stamp, rep, merged_at, raw_bytes, change_set)
        SELECT org, n, 2, n, n, 0, 0, 0, decode(repeat('00', 100), 'hex')
        FROM generate_series(1000, \(count)) AS n, generate_series(1, 2) AS org ON CONFLICT DO NOTHING;
      INSERT INTO godwit.digests(org, scope, tbl, low, high, count)
        SELECT org, 1000 + n / 10, n % 10, n, n, 1 FROM generate_series(1, \(count)) AS n, generate_series(1, 2) AS org
        ON CONFLICT DO NOTHING;
      INSERT INTO godwit.users(org, rep, role)
        SELECT org, n, 'rep' FROM generate_series(1, \(count / 10)) AS n, generate_series(1, 2) AS org
        ON CONFLICT DO NOTHING;
      INSERT INTO godwit.user_territories(org, rep, territory)
        SELECT org, n, m FROM generate_series(1, \(count / 10)) AS n, generate_series(1, 3) AS m,
          generate_series(1, 2) AS org ON CONFLICT DO NOTHING;
      ANALYZE;
      """)
  }

  /// Whether a condition that is no index's may stay: it leaves out little of what the index found.
  private func isSmall(_ filter: String) -> Bool {
    ["(NOT deleted)", "((NOT deleted) AND ((scope + 0) = $5))", "(rows.id = excluded.id)", "(o.org = r.org)"].contains(
      filter)
  }

  private func check(_ statement: Prepared, _ plan: QueryPlan) {
    for step in plan.steps {
      let told = "\(statement.sql): \(step)"
      #expect(step.kind != "Seq Scan", "\(told)")
      #expect(!step.kind.contains("Sort") || !step.isLimited, "\(told)")
      if let filter = step.filter { #expect(isSmall(filter), "\(told)") }
      if let condition = step.indexCondition { #expect(condition.contains("org = "), "\(told)") }
      // The org alone finds everything that it has.
      if let condition = step.indexCondition, !["orgs", "log", "last_rows"].contains(step.table ?? "log") {
        #expect(condition.contains(" AND "), "\(told)")
      }
    }
  }

  @Test func noStatementOfASync_readsAWholeTable_orSortsWhatItLeavesOut() throws {
    try store.askWhatSyncsAsk()
    try fill(upTo: 20_000)
    var count = 0
    func checkAll(on connection: PostgresConnection) throws {
      // As the plan is that the connection keeps: for any parameters.
      try connection.runScript("SET plan_cache_mode = force_generic_plan")
      for statement in try prepared(on: connection) {
        count += 1
        let nothing = [String](repeating: "NULL", count: Int(statement.parameterCount))
        check(statement, try explain(statement, with: nothing, on: connection))
      }
    }
    try store.reading { try checkAll(on: $0.connection) }
    try store.write { try checkAll(on: try #require($0 as? PostgresTransaction).connection) }
    #expect(count > 25)
  }

  /// Twenty times as much in the database: an index may be a level deeper, and that is all.
  @Test func statementsOfASync_lookAtAsManyPages_howeverMuchThereIs() throws {
    try store.askWhatSyncsAsk()
    let keys = "'{\((0..<20).map { String(2 << 48 | (1_000 + 40 * $0)) }.joined(separator: ","))}'"
    let hot: [(sql: String, parameters: [String], rows: Int)] = [
      ("SELECT key, id, scope, parent, changed, record FROM godwit.rows WHERE org = $1 AND key = ANY($2)", [keys], 20),
      (
        "SELECT key, id, scope, parent, changed, record FROM godwit.rows WHERE org = $1 AND scope = $2",
        ["1007", "1200", "0", "10"], 10
      ),
      ("SELECT device, sequence, payload, record FROM godwit.results", ["17", "5", "14"], 10),
      ("SELECT position, device, sequence, stamp", ["1500", "10"], 10),
    ]
    var pages: [[Int]] = []
    for count in [2_000, 40_000] {
      try fill(upTo: count)
      // What was inserted last is looked at once by whoever comes first.
      try database.query("VACUUM (ANALYZE)")
      pages.append(
        try store.reading { transaction in
          let all = try prepared(on: transaction.connection)
          return try hot.map { sql, parameters, rows in
            let statement = try #require(all.first { $0.sql.hasPrefix(sql) }, "nobody asked \(sql)")
            let plan = try explain(
              statement, ", ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF", with: ["1"] + parameters,
              on: transaction.connection)
            #expect(plan.rows == rows, "\(sql)")
            return plan.pages
          }
        })
    }
    for ((few, many), statement) in zip(zip(pages[0], pages[1]), hot) {
      #expect(few > 0 && many <= few + statement.rows + 2, "\(few) and \(many) pages: \(statement.sql)")
    }
  }
}
