import HubStore

extension PostgresHubStore {
  /// The tables that may hold what was erased.
  private static let scrubbed = ["rows", "history", "results", "unique_values", "properties"]

  /// Writes the tables anew that may hold what was erased; other orgs wait meanwhile. What the database archives of its own
  /// log is beyond a client's reach.
  public func scrub() throws {
    try checkMayScrub()
    try HubStoreError.translating {
      let connection = try Self.connect(address)
      for table in Self.scrubbed { try connection.run(Query("VACUUM FULL godwit.\(table)")) }
    }
  }

  /// PostgreSQL passes over the tables of others with no more than a warning.
  public func checkMayScrub() throws {
    let owns = try reading { transaction in
      try transaction.fetch(
        Query(
          """
          SELECT coalesce(bool_and(pg_has_role(relowner, 'USAGE')), false) FROM pg_class
          WHERE oid = ANY(SELECT to_regclass('godwit.' || name) FROM unnest($1::text[]) AS name)
          """, .texts(Self.scrubbed))
      ).boolean(0, 0)
    }
    guard owns else {
      throw HubStoreError.unfit(
        what: "only the owner of its tables can write them anew, so that nothing erased is left in its files. "
          + "Erase from a directory whose store.json names the owner")
    }
  }
}
