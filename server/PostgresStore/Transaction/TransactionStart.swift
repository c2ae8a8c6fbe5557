import ChangeModel
import HubStore

/// The beginning of a transaction: one round trip that opens it and brings what nearly everything needs.
struct TransactionStart {
  var head: Position
  var lastDevice: DeviceNumber
  var revision: Int64
  var lastRows: [Int: Int64]

  /// One consistent snapshot, of this database and no other.
  static func reading(_ connection: PostgresConnection, org: Int64) throws -> TransactionStart {
    let answers = try connection.exchange([
      Query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
      Query("SELECT head, last_device, pg_is_in_recovery() FROM godwit.log WHERE org = $1", .integer(org)),
      Query(Self.rest, .integer(org)),
    ])
    return try TransactionStart(log: answers[1], rest: answers[2])
  }

  /// The one writer of the org: the row of its log is locked until the commit, so that a position is never visible before
  /// a lower one. Each statement behind the lock sees all that was committed under it.
  static func writing(_ connection: PostgresConnection, org: Int64) throws -> TransactionStart {
    let answers = try connection.exchange([
      Query("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
      Query(
        "SELECT head, last_device, pg_is_in_recovery() FROM godwit.log WHERE org = $1 FOR UPDATE", .integer(org)),
      Query(Self.rest, .integer(org)),
    ])
    return try TransactionStart(log: answers[1], rest: answers[2])
  }

  private static let rest = """
    SELECT o.revision, r.tbl, r.row,
      (SELECT value FROM godwit.properties WHERE org = $1 AND key = '\(StoreStanding.key)')
    FROM godwit.orgs o LEFT JOIN godwit.last_rows r USING (org) WHERE org = $1
    """

  /// That of an org that this transaction has just made.
  static func ofNewOrg() -> TransactionStart { TransactionStart() }

  private init() {
    head = 0
    lastDevice = 1
    revision = 1
    lastRows = [:]
  }

  private init(log: QueryAnswer, rest: QueryAnswer) throws {
    guard log.rowCount == 1, rest.rowCount >= 1 else {
      throw HubStoreError.damaged(what: "the record of the org is gone")
    }
    if try log.boolean(0, 2) { throw SessionSetup.standby }
    // The org may have moved away while this server had it open.
    try StoreStanding(rest.isNull(0, 3) ? nil : try rest.bytes(0, 3)).checkInUse()
    head = try log.integer(0, 0)
    lastDevice = try log.integer(0, 1)
    revision = try rest.integer(0, 0)
    lastRows = [:]
    for row in rest.rows where !rest.isNull(row, 1) {
      lastRows[Int(try rest.integer(row, 1))] = try rest.integer(row, 2)
    }
  }
}
