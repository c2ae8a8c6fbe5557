import ChangeModel
import GRDB
import SyncProtocol

/// What a replica does before it goes for good.
extension Replica {
  /// Whether everything that was ever written here is in the server's hands: nothing waits, nothing was captured since, and
  /// all that was rejected has been handed in again.
  public func isHandedIn() throws -> Bool {
    let status = try status()
    return try status.pending == 0 && !attention().contains { !$0.isWithServer }
  }

  /// Puts what the server rejected, and nobody has dealt with, into the outbox once more, as it was: of a replica that
  /// goes nothing else is left of it. The server keeps it for a review.
  /// - Returns: how many change sets wait because of it.
  public func handInRejected(now: Int64) throws -> Int {
    try transact { db, schema, meta in
      _ = try Sealer.seal(db, schema: schema, meta: &meta, isUnion: true, now: now)
      let items = try AttentionTable.items(db).filter { !$0.isWithServer }
      for item in items {
        meta.sequence += 1
        var changeSet = item.changeSet
        changeSet.dot = Dot(device: meta.identity.device, sequence: meta.sequence)
        changeSet.stamp = meta.clock.tick(now: now)
        changeSet.isUnion = false
        try Outbox(statements: Statements(db)).add(
          OutboxEntry(
            sequence: meta.sequence, changeSet: ChangeSetCodec.encode(changeSet), parts: nil,
            sealedAt: item.sealedAt))
        try AttentionTable.remove(item.sequence, db)
      }
      return items.count
    }
  }
}

extension AttentionItem {
  /// Whether the server keeps it for a review.
  public var isWithServer: Bool { rejection.code == .underReview }
}
