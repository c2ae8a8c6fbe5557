import HubStore

/// What every new connection is asked and told before it is used.
enum SessionSetup {
  /// Every statement of the store is to be answered from an index, whatever the planner thinks of small tables: a plan
  /// that is kept must still be right when the table has grown.
  private static let settings = """
    SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;
    SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '30s'; SET search_path = pg_catalog;
    """

  /// Work on a whole store leaves a connection alone for as long as the other end takes, for example to be checked. A
  /// process that dies meanwhile closes its connection.
  private static let settingsForLongWork = "SET idle_in_transaction_session_timeout = 0;"

  /// - Throws: `HubStoreError.unfit` when what is acknowledged would not be safe there; `unavailable` for a standby.
  static func prepare(_ connection: PostgresConnection, isForLongWork: Bool = false) throws {
    try connection.runScript(isForLongWork ? settings + settingsForLongWork : settings)
    let answer = try connection.run(
      Query(
        """
        SELECT pg_is_in_recovery(), current_setting('synchronous_commit'), current_setting('fsync'),
          current_setting('full_page_writes'), current_setting('server_encoding'),
          current_setting('server_version_num')::bigint
        """))
    if try answer.boolean(0, 0) { throw standby }
    for (column, name) in [(1, "synchronous_commit"), (2, "fsync"), (3, "full_page_writes")] as [(Int32, String)]
    where try answer.text(0, column) == "off" {
      throw HubStoreError.unfit(
        what: "\(name) is off, so a crash would lose what devices were told is safe. Set \(name) = on")
    }
    let encoding = try answer.text(0, 4)
    guard encoding == "UTF8" else {
      throw HubStoreError.unfit(what: "its encoding is \(encoding). Create the database with ENCODING 'UTF8'")
    }
    guard try answer.integer(0, 5) >= versionMin else {
      throw HubStoreError.unfit(what: "PostgreSQL 14 or later is needed")
    }
  }

  private static let versionMin: Int64 = 140_000

  /// A standby may lag behind: what it shows is not what was acknowledged.
  static let standby = HubStoreError.unavailable(why: "it is a standby, which may lag behind; name the primary")
}
