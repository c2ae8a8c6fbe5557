import ChangeModel
import Foundation
import HubStore
import SQLiteStore
import Yardstick

/// What SQLite alone can do for a server: guarded upserts of the workload's rows into the very tables of a hub's store,
/// with their indexes, durable, and nothing around them.
///
/// It is the ceiling of any server over this store, so it is measured in the same run.
struct StoreCeiling {
  /// Rows a second of processor time, in transactions of 1,000.
  let batched: Double
  /// Transactions of 20 rows a second of processor time.
  let small: Double

  init(_ workload: Workload, in folder: URL) throws {
    let path = folder.appendingPathComponent("ceiling.sqlite").path
    let org = OrgRecord(id: RowID(high: 1, low: 2), name: "Ceiling", epoch: 7, schema: WorkloadSchema.schema)
    try SQLiteHubStore.create(at: path, org: org).close()
    let client = try OperationClient(path: path)
    let rows = try Self.rows(of: workload.inserts)
    batched = try Double(rows.count) / CPUTime.of { try client.upsert(rows, changed: 1, batch: 1_000) }
    let some = Array(rows.prefix(20_000))
    small = try Double(some.count) / 20 / CPUTime.of { try client.upsert(some, changed: 10_000, batch: 20) }
  }

  /// Each row with its columns as one record, and with the key of its parent.
  static func rows(of operations: Operations) throws -> [OperationClient.StoredRow] {
    var rows: [OperationClient.StoredRow] = []
    var keys: [[UInt8]: Int64] = [:]
    try operations.play { step in
      guard case .row(.insert, let table, _, let fields) = step, case .blob(let id)? = fields.first else { return }
      var record: [UInt8] = []
      for field in fields.dropFirst() {
        switch field {
        case .integer(let number): withUnsafeBytes(of: number) { record += $0 }
        case .text(let bytes), .blob(let bytes): record += bytes
        }
      }
      var parent: Int64?
      if table > 0, case .blob(let id) = fields[1] { parent = keys[Array(id)] }
      let key = Int64(table + 2) << 48 | Int64(rows.count + 1)
      keys[Array(id)] = key
      rows.append(OperationClient.StoredRow(key: key, id: Array(id), parent: parent, record: record))
    }
    return rows
  }
}
