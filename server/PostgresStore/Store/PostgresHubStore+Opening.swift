import ChangeModel
import HubStore

extension PostgresHubStore {
  /// Makes the tables, where they are missing, and an org in them.
  ///
  /// The role must be allowed to create a schema, unless the tables are there.
  /// - Throws: `HubStoreError.exists` when the org is there already.
  public static func create(
    at address: PostgresAddress, org: OrgRecord, readersMax: Int = 5
  ) throws -> PostgresHubStore {
    try layTables(at: address)
    let number = try HubStoreError.translating {
      let connection = try connect(address)
      guard try find(org.id, on: connection) == nil else { throw HubStoreError.exists(path: address.shown) }
      return try lay(org, on: connection)
    }
    return PostgresHubStore(address, org: number, orgID: org.id, readersMax: readersMax)
  }

  /// One statement, so that an org is never there without its log.
  /// - Returns: the org's number.
  static func lay(_ org: OrgRecord, on connection: PostgresConnection) throws -> Int64 {
    let schema = try SchemaRecord.encode(org.schema)
    let answer = try connection.run(
      Query(
        """
        WITH made AS (
          INSERT INTO godwit.orgs(id, name, epoch, schema, revision, horizon) VALUES ($1, $2, $3, $4, 1, $5)
          RETURNING org)
        INSERT INTO godwit.log(org, head, last_device) SELECT org, 0, 1 FROM made RETURNING org
        """, .blob(org.id.bytes), .text(org.name), .integer(Int64(bitPattern: org.epoch)), .text(schema),
        .integer(org.horizon)))
    return try answer.integer(0, 0)
  }

  /// Opens an org's store.
  /// - Parameters:
  ///   - readersMax: how many threads may read at once; more wait for their turn.
  ///   - isForLongWork: whether a transaction may take as long as it takes, as the copying of a whole store does.
  /// - Throws: `HubStoreError.missing` when the org is not there, `newer` when the tables are a newer Godwit's, `unfit`
  ///   when what is acknowledged would not be safe, `unavailable` when the database cannot be reached.
  public static func open(at address: PostgresAddress, org: RowID, readersMax: Int = 5, isForLongWork: Bool = false)
    throws -> PostgresHubStore
  {
    let number = try HubStoreError.translating {
      let connection = try connect(address)
      guard try hasTables(connection) else { throw HubStoreError.missing(path: address.shown) }
      try checkFormat(connection, address)
      try bringForward(connection)
      guard let number = try find(org, on: connection) else { throw HubStoreError.missing(path: address.shown) }
      return number
    }
    return PostgresHubStore(
      address, org: number, orgID: org, readersMax: readersMax, isForLongWork: isForLongWork)
  }

  /// The orgs in a database that are in use there, by name.
  public static func orgs(at address: PostgresAddress) throws -> [(id: RowID, name: String)] {
    try HubStoreError.translating {
      let connection = try connect(address)
      guard try hasTables(connection) else { return [] }
      try checkFormat(connection, address)
      let answer = try connection.run(
        Query(
          """
          SELECT o.id, o.name, p.value FROM godwit.orgs o
          LEFT JOIN godwit.properties p ON p.org = o.org AND p.key = $1 ORDER BY o.name, o.id
          """, .text(StoreStanding.key)))
      return try answer.rows.compactMap { row in
        let standing = try StoreStanding(answer.isNull(row, 2) ? nil : try answer.bytes(row, 2))
        guard case .present = standing else { return nil }
        let name = try answer.text(row, 1)
        return try answer.rowID(row, 0).map { ($0, name) }
      }
    }
  }

  /// Makes the tables, where they are missing; what is there stays as it is.
  public static func layTables(at address: PostgresAddress) throws {
    try HubStoreError.translating {
      let connection = try connect(address)
      if try !hasTables(connection) {
        // Two who come at once: the second finds the tables made.
        try connection.runScript(
          """
          BEGIN; SELECT pg_advisory_xact_lock(\(PostgresFormat.advisoryLock)); \(PostgresFormat.tables) COMMIT;
          """)
      }
      try checkFormat(connection, address)
      try bringForward(connection)
    }
  }

  static func connect(_ address: PostgresAddress, isForLongWork: Bool = false) throws -> PostgresConnection {
    let connection = try PostgresConnection(address)
    try SessionSetup.prepare(connection, isForLongWork: isForLongWork)
    return connection
  }

  static func hasTables(_ connection: PostgresConnection) throws -> Bool {
    try connection.run(Query("SELECT to_regclass('godwit.format') IS NOT NULL")).boolean(0, 0)
  }

  static func checkFormat(_ connection: PostgresConnection, _ address: PostgresAddress) throws {
    let answer = try connection.run(Query("SELECT version FROM godwit.format"))
    guard answer.rowCount == 1 else { throw HubStoreError.damaged(what: "its tables have no format number") }
    let format = try answer.integer(0, 0)
    guard format <= PostgresFormat.version else {
      throw HubStoreError.newer(path: address.shown, format: Int(format))
    }
    guard format >= 1 else { throw HubStoreError.damaged(what: "its tables have the format number \(format)") }
  }

  /// Gives tables of an earlier format what they lack. The role must own them.
  private static func bringForward(_ connection: PostgresConnection) throws {
    let format = try connection.run(Query("SELECT version FROM godwit.format")).integer(0, 0)
    guard format < PostgresFormat.version else { return }
    do {
      // Two who come at once: the second finds nothing left to do.
      try connection.runScript(
        """
        BEGIN; SELECT pg_advisory_xact_lock(\(PostgresFormat.advisoryLock)); \(PostgresFormat.upgrade) COMMIT;
        """)
    } catch {
      throw HubStoreError.unfit(
        what: "its tables are of an earlier form. Run `godwit-server prepare` as the role that owns them (\(error))")
    }
  }

  static func find(_ org: RowID, on connection: PostgresConnection) throws -> Int64? {
    let answer = try connection.run(Query("SELECT org FROM godwit.orgs WHERE id = $1", .blob(org.bytes)))
    return answer.rowCount > 0 ? try answer.integer(0, 0) : nil
  }
}
