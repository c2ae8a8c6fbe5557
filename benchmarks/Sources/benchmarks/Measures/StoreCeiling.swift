import Foundation
import Yardstick

/// What SQLite alone can do for a server: guarded upserts of the workload's rows, durable, with nothing around them.
///
/// It is the ceiling of any server over the same store, so it is measured in the same run.
struct StoreCeiling {
  /// Rows a second of processor time, in transactions of 1,000.
  let batched: Double
  /// Transactions of 20 rows a second of processor time.
  let small: Double

  init(_ workload: Workload, in folder: URL) throws {
    let client = try OperationClient(
      path: folder.appendingPathComponent("ceiling.sqlite").path,
      setUp: [
        """
        CREATE TABLE rows(tbl INTEGER NOT NULL, id BLOB NOT NULL, version INTEGER NOT NULL, row BLOB NOT NULL,
          PRIMARY KEY (tbl, id)) WITHOUT ROWID
        """
      ])
    let rows = try Self.rows(of: workload.inserts)
    batched = try Double(rows.count) / CPUTime.of { try client.upsert(rows, version: 1, batch: 1_000) }
    let some = Array(rows.prefix(20_000))
    small = try Double(some.count) / 20 / CPUTime.of { try client.upsert(some, version: 2, batch: 20) }
  }

  /// Each row as one value, as a store that does not know the columns keeps it.
  private static func rows(of operations: Operations) throws -> [OperationClient.PackedRow] {
    var rows: [OperationClient.PackedRow] = []
    try operations.play { step in
      guard case .row(.insert, let table, _, let fields) = step, case .blob(let id)? = fields.first else { return }
      var packed: [UInt8] = []
      for field in fields.dropFirst() {
        switch field {
        case .integer(let number): withUnsafeBytes(of: number) { packed += $0 }
        case .text(let bytes), .blob(let bytes): packed += bytes
        }
      }
      rows.append(OperationClient.PackedRow(table: table, id: Array(id), row: packed))
    }
    return rows
  }
}
