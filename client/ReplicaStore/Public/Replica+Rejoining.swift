import ChangeModel
import GRDB
import SyncProtocol

extension Replica {
  /// What to ask a server that does not recognise the replica. What was captured is sealed first.
  /// - Parameter publicKey: makes the key, 32 bytes, of the number that a copy is given, from the hash of the first change set
  ///   that waits: copies of one copy that have the same to hand in ask for the same number, and it is taken once.
  public func rejoinRequest(now: Int64, publicKey: (Digest) throws -> [UInt8]) throws -> RejoinRequest {
    try transact { db, schema, meta in
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      let statements = Statements(db)
      let kept = try KeptChangeSets(statements: statements).first()
      let first = try Outbox(statements: statements).entry(meta.acknowledged + 1)
      var hash = SipHash()
      hash.append(contentsOf: first?.changeSet ?? [])
      let publicKey = try publicKey(hash.finish())
      return RejoinRequest(
        epoch: meta.epoch, ticket: meta.ticket, acknowledged: meta.acknowledged, base: meta.position,
        firstKept: min(kept ?? .max, meta.acknowledged + 1), publicKey: publicKey)
    }
  }

  /// Goes on as the server said, in one transaction: what waits, and what the server lost, is handed in at the next sync.
  /// A round that is not applied is given up.
  /// - Returns: how many change sets wait.
  public func rejoin(_ reply: RejoinReply, now: Int64) throws -> Int {
    try transactAsServer { db, schema, meta in
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      let statements = Statements(db)
      let writer = RowWriter(schema: schema, statements: statements, pending: PendingRows(statements: statements))
      return try Rejoining(schema: schema, statements: statements, writer: writer, now: now).run(reply, meta: &meta)
    }
  }

  /// Whether the replica must be compared with the server, which was restored from a backup: it may hold rows of others
  /// that the server has lost.
  public func isCompareDue() throws -> Bool {
    try read { try Meta.load($0).isCompareDue }
  }

  public func noteCompared() throws {
    try transact { _, _, meta in meta.isCompareDue = false }
  }
}
