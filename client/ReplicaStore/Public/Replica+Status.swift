import ChangeModel
import GRDB

extension Replica {
  /// How the replica stands.
  public func status() throws -> ReplicaStatus {
    try read { db in
      let meta = try Meta.load(db)
      let schema = try knownNow(db, meta).schema
      let sealed = try Int.fetchOne(db, sql: "SELECT count(*) FROM godwit_outbox", default: 0)
      return ReplicaStatus(
        device: meta.identity.device, state: meta.state, pending: sealed + (try CaptureLog.isEmpty(db) ? 0 : 1),
        needsAttention: try Int.fetchOne(db, sql: "SELECT count(*) FROM godwit_attention", default: 0),
        openConflicts: try Self.openConflicts(db, schema), position: meta.position, lastSync: meta.lastSync,
        server: meta.identity.server, org: meta.identity.orgName, rep: meta.identity.repName, role: meta.identity.role,
        scopes: try Scopes.granted(db).map { try Self.name(of: $0, db, schema, org: meta.identity.orgName) })
    }
  }

  /// Conflicts on which a person is asked and nobody has decided; not every schema records decisions.
  private static func openConflicts(_ db: Database, _ schema: Schema) throws -> Int {
    let undecided = schema[schema.conflictTable]?.column("decision") == nil ? "" : " AND decision IS NULL"
    return try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM \(SQLText.name(schema.conflictTable))"
        + " WHERE \(ConflictColumns.status) = \(SQLText.literal(ConflictColumns.openStatus))\(undecided)", default: 0)
  }

  private static func name(of scope: Scope, _ db: Database, _ schema: Schema, org: String) throws -> String {
    let tableName: String
    switch scope.kind {
    case .org: return org
    case .territory: tableName = schema.territoryTable
    case .rep: tableName = schema.repTable
    case nil: return "scope \(scope.code)"
    }
    let unnamed = "\(tableName) \(scope.row)"
    guard schema[tableName]?.column("name") != nil else { return unnamed }
    let sql = "SELECT name FROM \(SQLText.name(tableName)) WHERE godwit_row = ?"
    return try String.fetchOne(db, sql: sql, arguments: [scope.row]) ?? unnamed
  }
}
