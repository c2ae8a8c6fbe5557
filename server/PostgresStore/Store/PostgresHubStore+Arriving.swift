import ChangeModel
import HubStore

/// An org that comes from another store, and one that gives way to it.
extension PostgresHubStore {
  /// What becomes of an org that is in the database under the same ID. Nothing of it is ever deleted.
  public struct Predecessor: Sendable {
    /// Under which ID it is kept beside the new one: 16 random bytes.
    public var id: RowID
    /// What is put behind its name, such as when that was.
    public var remark: String
    /// Whether it gives way even while it is in use. One that moved away, or never arrived, always does.
    public var yieldsInUse: Bool
    /// Milliseconds since 1970 UTC.
    public var now: Int64

    public init(id: RowID, remark: String, yieldsInUse: Bool, now: Int64) {
      self.id = id
      self.remark = remark
      self.yieldsInUse = yieldsInUse
      self.now = now
    }
  }

  /// Makes an org with all that `fill` writes, in one transaction: whoever looks sees the whole of it, or nothing.
  /// - Throws: `HubStoreError.exists` when the org is there and in use, and does not yield; whatever `fill` throws.
  public static func make<Result>(
    at address: PostgresAddress, org: OrgRecord, inPlaceOf predecessor: Predecessor,
    fill: (any HubWriting) throws -> Result
  ) throws -> Result {
    try layTables(at: address)
    return try HubStoreError.translating {
      let connection = try connect(address, isForLongWork: true)
      try connection.run(Query("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"))
      if let present = try find(org.id, on: connection) {
        try setAside(present, predecessor, at: address, on: connection)
      }
      let number = try lay(org, on: connection)
      let transaction = PostgresTransaction(connection, org: number, orgs: OrgCache(), start: .ofNewOrg())
      let result = try fill(transaction)
      if let failure = transaction.failure { throw failure }
      try transaction.flush()
      try conclude(connection)
      return result
    }
  }

  /// How an org stands in a database; nil when it is not there.
  public static func standing(of org: RowID, at address: PostgresAddress) throws -> StoreStanding? {
    try HubStoreError.translating {
      let connection = try connect(address)
      guard try hasTables(connection) else { return nil }
      try checkFormat(connection, address)
      guard let number = try find(org, on: connection) else { return nil }
      return try standing(of: number, on: connection)
    }
  }

  /// Lets an org that arrived by this move be used. It may be told so again.
  /// - Throws: `HubStoreError.missing` when the org did not arrive by this move.
  public static func use(_ org: RowID, arrivedBy move: String, at address: PostgresAddress) throws {
    try HubStoreError.translating {
      let connection = try connect(address)
      let answer = try connection.run(
        Query(
          """
          UPDATE godwit.properties SET value = $3 WHERE key = $2 AND value = ANY($4)
            AND org = (SELECT org FROM godwit.orgs WHERE id = $1)
          """, .blob(org.bytes), .text(StoreStanding.key), .blob(StoreStanding.present(move: move).value),
          .blobs([StoreStanding.arriving(move: move).value, StoreStanding.present(move: move).value])))
      guard answer.touched == 1 else { throw HubStoreError.missing(path: address.shown) }
    }
  }

  /// Takes an org out of use, and gives it another ID. Servers that have it open find out with their next transaction.
  private static func setAside(
    _ number: Int64, _ predecessor: Predecessor, at address: PostgresAddress, on connection: PostgresConnection
  ) throws {
    // Who merges finishes first; who comes later finds the org out of use.
    try connection.run(Query("SELECT head FROM godwit.log WHERE org = $1 FOR UPDATE", .integer(number)))
    let standing = try standing(of: number, on: connection)
    if case .present = standing, !predecessor.yieldsInUse { throw HubStoreError.exists(path: address.shown) }
    let left = StoreStanding.left(
      move: standing.move ?? predecessor.id.description,
      place: "another copy in the same database; start this server anew")
    try connection.run(
      Query(
        """
        INSERT INTO godwit.properties(org, key, value, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT(org, key) DO UPDATE SET value = excluded.value, at = excluded.at
        """, .integer(number), .text(StoreStanding.key), .blob(left.value), .integer(predecessor.now)))
    try connection.run(
      Query(
        "UPDATE godwit.orgs SET id = $2, name = name || $3, revision = revision + 1 WHERE org = $1", .integer(number),
        .blob(predecessor.id.bytes), .text(" (\(predecessor.remark))")))
  }

  private static func standing(of number: Int64, on connection: PostgresConnection) throws -> StoreStanding {
    let answer = try connection.run(
      Query(
        "SELECT value FROM godwit.properties WHERE org = $1 AND key = $2", .integer(number), .text(StoreStanding.key)))
    return try StoreStanding(answer.rowCount > 0 ? try answer.bytes(0, 0) : nil)
  }
}
