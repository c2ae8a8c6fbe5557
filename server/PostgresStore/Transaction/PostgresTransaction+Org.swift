import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction {
  func org() throws -> OrgRecord { try known.org(revision: { revision }, read: readOrg) }

  func save(org: OrgRecord) throws {
    try writing {
      let growth = try SchemaGrowth(from: try self.org().schema, to: org.schema)
      try add(try growth.digestChanges(in: self))
      note(
        Query(
          """
          UPDATE godwit.orgs SET id = $2, name = $3, epoch = $4, schema = $5, horizon = $6, revision = revision + 1
          WHERE org = $1
          """, orgParameter, .blob(org.id.bytes), .text(org.name), .integer(Int64(bitPattern: org.epoch)),
          .text(try SchemaRecord.encode(org.schema)), .integer(org.horizon)))
      known.wrote(org)
    }
  }

  func head() throws -> Position { knownHead }

  func lastRows() throws -> [Int: Int64] { knownLastRows }

  /// What the schema asks of rows of this table; nil for a table that it does not have.
  func shape(ofTable table: Int) throws -> RowShape? {
    let schema = try org().schema
    return known.shape(ofTable: table, in: schema)
  }

  private func readOrg() throws -> OrgRecord {
    let answer = try fetch(
      Query("SELECT id, name, epoch, schema, horizon FROM godwit.orgs WHERE org = $1", orgParameter))
    guard answer.rowCount == 1, let id = try answer.rowID(0, 0) else {
      throw HubStoreError.damaged(what: "the record of the org is gone")
    }
    return OrgRecord(
      id: id, name: try answer.text(0, 1), epoch: UInt64(bitPattern: try answer.integer(0, 2)),
      schema: try SchemaRecord.decode(try answer.text(0, 3)), horizon: try answer.integer(0, 4))
  }
}
