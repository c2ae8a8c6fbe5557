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
  /// Whether the replica must be compared with a server that was restored.
  var isCompareDue = false
}

extension Meta {
  private static let columns = [
    "device", "org", "org_name", "rep", "rep_name", "role", "server", "epoch", "ticket", "state", "position",
    "sequence", "acknowledged", "settled", "clock", "last_sync", "fingerprint", "truncate_due",
    "compare_due",
  ]

  private static let selection = "SELECT \(columns.joined(separator: ", ")) FROM godwit_meta"

  /// Read at the start of every transaction, and so by place instead of name.
  static func load(_ db: Database) throws -> Meta {
    let row = try RawStatement(kept: selection, on: db)
    guard try row.step() else {
      throw ReplicaError.damaged(path: db.description, detail: "its own record is missing")
    }
    return Meta(
      identity: ReplicaIdentity(
        device: row.int64(0), org: row.rowID(1) ?? RowID(high: 0, low: 0), orgName: row.text(2).text, rep: row.int64(3),
        repName: row.text(4).text, role: Role(rawValue: row.text(5).text) ?? .rep, server: row.text(6).text),
      epoch: UInt64(bitPattern: row.int64(7)), ticket: UInt64(bitPattern: row.int64(8)),
      state: ReplicaStatus.State(rawValue: row.text(9).text) ?? .downloading, position: row.int64(10),
      sequence: row.int64(11), acknowledged: row.int64(12), settled: row.int64(13),
      clock: HybridClock(last: Stamp(rawValue: row.int64(14))), lastSync: row.isNull(15) ? nil : row.int64(15),
      fingerprint: row.text(16).text, isTruncateDue: row.int64(17) != 0,
      isCompareDue: row.int64(18) != 0)
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
      isCompareDue,
    ]
  }
}
