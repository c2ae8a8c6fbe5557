import ChangeModel
import GRDB

extension Replica {
  /// Reads one consistent state; works while a sync applies.
  public func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try translatingErrors { try pool.read(body) }
  }

  /// Runs one transaction that becomes one change set, in which all of it lands or nothing.
  ///
  /// What foreign clients wrote before is sealed first, as a change set of its own.
  public func write<Result>(now: Int64, _ body: (Database) throws -> Result) throws -> Result {
    try transact { db, schema, meta in
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      let result = try body(db)
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: false, now: now)
      return result
    }
  }

  /// Seals what foreign clients wrote since the last time.
  /// - Returns: how many change sets were made.
  @discardableResult
  public func seal(now: Int64) throws -> Int {
    // Without this look, an idle watcher would take the write lock each time.
    if try read(CaptureLog.isEmpty) { return 0 }
    return try transact { db, schema, meta in
      try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
    }
  }

  /// Notes that the server has refused the device for good.
  public func markRevoked() throws {
    try transact { _, _, meta in meta.state = .revoked }
  }

  /// Notes where the server is found from now on.
  public func recordServer(_ url: String) throws {
    try transact { _, _, meta in meta.identity.server = url }
  }
}
