import ChangeModel
import HubStore

extension SQLiteTransaction {
  private static let auditColumns =
    "number, at, kind, device, rep, sequence, position, payload, subject, detail, hash"

  func audit(from number: Int64, limit: Int) throws -> [AuditEntry] {
    var entries = [AuditEntry]()
    try statement("SELECT \(Self.auditColumns) FROM audit WHERE number >= ? ORDER BY number LIMIT ?")
      .eachRow(.integer(number), .integer(Int64(max(0, limit)))) { entries.append(Self.auditEntry($0)) }
    return entries
  }

  func lastAudit() throws -> AuditEntry? {
    try statement("SELECT \(Self.auditColumns) FROM audit ORDER BY number DESC LIMIT 1")
      .first(row: Self.auditEntry)
  }

  func append(audit: [AuditEntry]) throws {
    guard !audit.isEmpty else { return }
    try writing {
      var last = try statement("SELECT max(number) FROM audit").first { $0.integer(0) } ?? 0
      let insert = try statement(
        "INSERT INTO audit(\(Self.auditColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for entry in audit {
        guard entry.number == last + 1 else {
          throw HubStoreError.inconsistent(what: "the audit log has entry \(last) before entry \(entry.number)")
        }
        last = entry.number
        try insert.run(
          .integer(entry.number), .integer(entry.at), .text(entry.kind.rawValue), .integer(entry.device),
          .integer(entry.rep), .integer(entry.sequence), .integer(entry.position), .blob(entry.payload),
          entry.subject.map { .blob($0.bytes) } ?? .null, .text(entry.detail), .blob(entry.hash))
      }
    }
  }

  /// Whatever stands in the columns: the chain tells whether it was written so.
  private static func auditEntry(_ row: RawStatement) -> AuditEntry {
    AuditEntry(
      number: row.integer(0), at: row.integer(1), kind: AuditKind(rawValue: row.text(2)), device: row.integer(3),
      rep: row.integer(4), sequence: row.integer(5), position: row.integer(6), payload: row.bytes(7),
      subject: row.rowID(8), detail: row.text(9), hash: row.bytes(10))
  }
}
