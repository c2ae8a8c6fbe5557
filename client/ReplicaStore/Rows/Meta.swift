import ChangeModel
import GRDB

/// Whose replica it is, and where it stands: the one row of `godwit_meta`.
struct Meta: Sendable {
  var identity: ReplicaIdentity
  var epoch: UInt64
  var ticket: UInt64
  var state: ReplicaStatus.State
  /// Everything up to this position is held.
  var position: Position
  /// The last sequence given to a change set.
  var sequence: Sequence
  /// All results up to this sequence are applied.
  var acknowledged: Sequence
  /// The highest sequence whose result is staged or applied.
  var settled: Sequence
  var clock: HybridClock
  var lastSync: Int64?
  /// The schema's, in hexadecimal: tells a connection that another one has changed the schema.
  var fingerprint: String
  /// Whether removed rows may still stand in the write-ahead log.
  var isTruncateDue: Bool
}

extension Meta {
  private static let columns = [
    "device", "org", "org_name", "rep", "rep_name", "role", "server", "epoch", "ticket", "state", "position",
    "sequence", "acknowledged", "settled", "clock", "last_sync", "fingerprint", "truncate_due",
  ]

  static func load(_ db: Database) throws -> Meta {
    guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM godwit_meta")) else {
      throw ReplicaError.damaged(path: db.description, detail: "its own record is missing")
    }
    return Meta(
      identity: ReplicaIdentity(
        device: row["device"], org: RowID(row.bytes("org")) ?? RowID(high: 0, low: 0), orgName: row["org_name"],
        rep: row["rep"], repName: row["rep_name"], role: Role(rawValue: row["role"]) ?? .rep, server: row["server"]),
      epoch: UInt64(bitPattern: row["epoch"]), ticket: UInt64(bitPattern: row["ticket"]),
      state: ReplicaStatus.State(rawValue: row["state"]) ?? .downloading, position: row["position"],
      sequence: row["sequence"], acknowledged: row["acknowledged"], settled: row["settled"],
      clock: HybridClock(last: Stamp(rawValue: row["clock"])), lastSync: row["last_sync"],
      fingerprint: row["fingerprint"], isTruncateDue: row["truncate_due"])
  }

  func insert(_ db: Database) throws {
    let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
    try db.execute(
      sql: "INSERT INTO godwit_meta(\(Self.columns.joined(separator: ", "))) VALUES (\(marks))", arguments: arguments)
  }

  func save(_ db: Database) throws {
    let assignments = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
    try db.cachedStatement(sql: "UPDATE godwit_meta SET \(assignments)").execute(arguments: arguments)
  }

  private var arguments: StatementArguments {
    [
      identity.device, identity.org.bytes.blob, identity.orgName, identity.rep, identity.repName,
      identity.role.rawValue, identity.server, Int64(bitPattern: epoch), Int64(bitPattern: ticket), state.rawValue,
      position, sequence, acknowledged, settled, clock.last.rawValue, lastSync, fingerprint, isTruncateDue,
    ]
  }
}
