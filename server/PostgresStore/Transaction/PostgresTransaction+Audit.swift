import ChangeModel
import HubStore

extension PostgresTransaction {
  private static let auditColumns =
    "number, at, kind, device, rep, sequence, position, payload, subject, detail, hash"

  func audit(from number: Int64, limit: Int) throws -> [AuditEntry] {
    let answer = try fetch(
      Query(
        "SELECT \(Self.auditColumns) FROM godwit.audit WHERE org = $1 AND number >= $2 ORDER BY number LIMIT $3",
        orgParameter, .integer(number), .integer(Int64(max(0, limit)))))
    return try answer.rows.map { try Self.auditEntry(answer, $0) }
  }

  func lastAudit() throws -> AuditEntry? {
    if let appendedAudit { return appendedAudit }
    let answer = try fetch(
      Query(
        "SELECT \(Self.auditColumns) FROM godwit.audit WHERE org = $1 ORDER BY number DESC LIMIT 1", orgParameter))
    return answer.rowCount > 0 ? try Self.auditEntry(answer, 0) : nil
  }

  func append(audit: [AuditEntry]) throws {
    guard let newest = audit.last else { return }
    try writing {
      var last = try lastAudit()?.number ?? 0
      for entry in audit {
        guard entry.number == last + 1 else {
          throw HubStoreError.inconsistent(what: "the audit log has entry \(last) before entry \(entry.number)")
        }
        last = entry.number
      }
      appendedAudit = newest
      note(
        Query(
          """
          INSERT INTO godwit.audit(org, \(Self.auditColumns))
          SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
            $8::bigint[], $9::bytea[], $10::bytea[], $11::text[], $12::bytea[])
          """, orgParameter, .integers(audit.map(\.number)), .integers(audit.map(\.at)),
          .texts(audit.map(\.kind.rawValue)), .integers(audit.map(\.device)), .integers(audit.map(\.rep)),
          .integers(audit.map(\.sequence)), .integers(audit.map(\.position)), .blobs(audit.map(\.payload)),
          .optionalBlobs(audit.map { $0.subject?.bytes }), .texts(audit.map(\.detail)), .blobs(audit.map(\.hash))))
    }
  }

  /// Whatever stands in the columns: the chain tells whether it was written so.
  private static func auditEntry(_ answer: QueryAnswer, _ row: Int32) throws -> AuditEntry {
    AuditEntry(
      number: try answer.integer(row, 0), at: try answer.integer(row, 1),
      kind: AuditKind(rawValue: try answer.text(row, 2)), device: try answer.integer(row, 3),
      rep: try answer.integer(row, 4), sequence: try answer.integer(row, 5), position: try answer.integer(row, 6),
      payload: try answer.bytes(row, 7), subject: answer.isNull(row, 8) ? nil : try answer.rowID(row, 8),
      detail: try answer.text(row, 9), hash: try answer.bytes(row, 10))
  }
}
