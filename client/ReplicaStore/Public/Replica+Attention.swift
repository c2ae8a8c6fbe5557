import ChangeModel
import GRDB
import SyncProtocol

extension Replica {
  /// The change sets that the server rejected and nobody has dealt with, in sequence.
  public func attention() throws -> [AttentionItem] {
    try read { try AttentionTable.items($0) }
  }

  /// - Throws: `ReplicaError.noAttentionItem` when there is none.
  public func attentionItem(_ sequence: Sequence) throws -> AttentionItem {
    try read { try Self.item(sequence, $0) }
  }

  /// Lays the edits of a rejected change set over the present rows again, as a new change set, and forgets the item.
  public func retry(_ sequence: Sequence, now: Int64) throws {
    try transactAsServer { db, schema, meta in
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      let item = try Self.item(sequence, db)
      // Made again it would be there twice once the review accepts it.
      guard item.rejection.code != .underReview else {
        throw ReplicaError.cannotRetry(sequence, reason: "it is kept for a manager's review; ask there")
      }
      try Retry(schema: schema, statements: Statements(db)).run(item.changeSet)
      try AttentionTable.remove(sequence, db)
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: false, now: now)
      try db.notifyChanges(in: .fullDatabase)
    }
  }

  /// Forgets a rejected change set.
  public func discard(_ sequence: Sequence) throws {
    try transact { db, _, _ in
      _ = try Self.item(sequence, db)
      try AttentionTable.remove(sequence, db)
    }
  }

  private static func item(_ sequence: Sequence, _ db: Database) throws -> AttentionItem {
    guard let item = try AttentionTable.items(db, sequence: sequence).first else {
      throw ReplicaError.noAttentionItem(sequence)
    }
    return item
  }
}
