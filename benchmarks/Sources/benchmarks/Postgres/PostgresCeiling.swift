import Foundation
import PostgresStore
import TestSupport
import Yardstick

/// What PostgreSQL alone can do for a server: guarded upserts of the workload's rows into the very tables of a hub's store, with
/// their indexes, durable, and nothing around them.
struct PostgresCeiling {
  /// Rows a second by the clock, in transactions of 1,000: COPY into a temporary table, and from there.
  let batched: Double
  /// Transactions of 20 rows a second by the clock, of one writer.
  let small: Double

  init(_ workload: Workload, on server: PrivatePostgres, in folder: URL) throws {
    let database = try PrivateDatabase(in: server)
    guard let address = PostgresAddress(database.addressText) else { throw WorkloadError("that is no address") }
    try PostgresHubStore.layTables(at: address)
    let rows = try StoreCeiling.rows(of: workload.inserts)
    let some = Array(rows.prefix(20_000))
    batched = try Double(rows.count) / Self.seconds(of: Self.batches(rows), on: database, in: folder)
    small = try Double(some.count) / 20 / Self.seconds(of: Self.commits(some), on: database, in: folder)
  }

  /// The script is written before the clock starts.
  private static func seconds(of script: String, on database: PrivateDatabase, in folder: URL) throws -> Double {
    let file = folder.appendingPathComponent("ceiling.sql")
    try Data(script.utf8).write(to: file)
    let wall = Wall()
    try database.server.run(file: file.path, in: database.name)
    return wall.seconds
  }

  private static let settling = """
    ON CONFLICT (org, key) DO UPDATE SET scope = excluded.scope, changed = excluded.changed,
      parent = excluded.parent, deleted = excluded.deleted, record = excluded.record
    WHERE rows.changed < excluded.changed;
    """

  private static func batches(_ rows: [OperationClient.StoredRow]) -> String {
    var script = "CREATE TEMP TABLE incoming(LIKE godwit.rows) ON COMMIT DELETE ROWS;\n"
    for start in stride(from: 0, to: rows.count, by: 1_000) {
      script += "BEGIN;\nCOPY incoming FROM STDIN;\n"
      for row in rows[start..<min(rows.count, start + 1_000)] {
        script += fields(row, changed: 1, null: "\\N") { "\\\\x" + $0 }.joined(separator: "\t") + "\n"
      }
      script += "\\.\nINSERT INTO godwit.rows SELECT * FROM incoming \(settling)\nCOMMIT;\n"
    }
    return script
  }

  private static func commits(_ rows: [OperationClient.StoredRow]) -> String {
    stride(from: 0, to: rows.count, by: 20).map { start in
      let values = rows[start..<min(rows.count, start + 20)].map { row in
        "(" + fields(row, changed: 10_000, null: "NULL") { "'\\x\($0)'" }.joined(separator: ",") + ")"
      }
      return "INSERT INTO godwit.rows VALUES \(values.joined(separator: ",")) \(settling)\n"
    }.joined()
  }

  /// The columns of a row, in the order of the table.
  private static func fields(
    _ row: OperationClient.StoredRow, changed: Int64, null: String, bytes: (String) -> String
  ) -> [String] {
    [
      "1", "\(row.key)", "\(row.key >> 48)", bytes(hex(row.id)), "1", "\(changed)",
      row.parent.map(String.init) ?? null, "false", bytes(hex(row.record)),
    ]
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
