import ChangeModel
import HubStore
import MergeEngine

extension SQLiteTransaction {
  func org() throws -> OrgRecord { try known.org(revision: readRevision, read: readOrg) }

  func save(org: OrgRecord) throws {
    try writing {
      let schema = try SchemaRecord.encode(org.schema)
      let isFirst = try statement("SELECT count(*) FROM org").first { $0.integer(0) } == 0
      if !isFirst { try grow(from: try self.org().schema, to: org.schema) }
      try statement(
        """
        INSERT INTO org(one, id, name, epoch, schema, revision, horizon) VALUES (1, ?, ?, ?, ?, 1, ?)
        ON CONFLICT(one) DO UPDATE SET id = excluded.id, name = excluded.name, epoch = excluded.epoch,
          schema = excluded.schema, revision = revision + 1, horizon = excluded.horizon
        """
      ).run(
        .blob(org.id.bytes), .text(org.name), .integer(Int64(bitPattern: org.epoch)), .text(schema),
        .integer(org.horizon))
      known.wrote(org)
    }
  }

  func head() throws -> Position {
    guard let head = try statement("SELECT head FROM log").first(row: { $0.integer(0) }) else {
      throw HubStoreError.damaged(what: "the head of the log is gone")
    }
    return head
  }

  func lastRows() throws -> [Int: Int64] {
    var rows = [Int: Int64]()
    try statement("SELECT tbl, row FROM last_rows").eachRow { rows[Int($0.integer(0))] = $0.integer(1) }
    return rows
  }

  /// What the schema asks of rows of this table; nil for a table that it does not have.
  func shape(ofTable table: Int) throws -> RowShape? {
    let schema = try org().schema
    return known.shape(ofTable: table, in: schema)
  }

  private func grow(from old: Schema, to new: Schema) throws {
    try add(try SchemaGrowth(from: old, to: new).digestChanges(in: self))
  }

  private func readRevision() throws -> Int64 {
    guard let revision = try statement("SELECT revision FROM org").first(row: { $0.integer(0) }) else {
      throw HubStoreError.damaged(what: "the record of the org is gone")
    }
    return revision
  }

  private func readOrg() throws -> OrgRecord {
    let record = try statement("SELECT id, name, epoch, schema, horizon FROM org").first { row -> OrgRecord in
      guard let id = row.rowID(0) else { throw HubStoreError.damaged(what: "the org's ID is not 16 bytes") }
      return OrgRecord(
        id: id, name: row.text(1), epoch: UInt64(bitPattern: row.integer(2)),
        schema: try SchemaRecord.decode(row.text(3)), horizon: row.integer(4))
    }
    guard let record else { throw HubStoreError.damaged(what: "the record of the org is gone") }
    return record
  }
}
