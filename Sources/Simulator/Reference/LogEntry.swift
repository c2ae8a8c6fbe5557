import ChangeModel
import HubStore
import SyncProtocol

/// Where a store goes on that was put back.
struct Leap {
  var head: Position
  /// The last number of each table that counts as given.
  var lastRows: [Int: Int64]
}

/// One accepted change set as the server's log has it, with what is to be known of its maker.
public struct LogEntry: Sendable {
  public var position: Position
  public var changeSet: ChangeSet
  /// The stamp under which the server merged it.
  public var stamp: Stamp
  public var actor: Actor
  /// The server's time of the merge, in milliseconds since 1970 UTC.
  public var mergedAt: Int64

  public init(position: Position, changeSet: ChangeSet, stamp: Stamp, actor: Actor, mergedAt: Int64) {
    self.position = position
    self.changeSet = changeSet
    self.stamp = stamp
    self.actor = actor
    self.mergedAt = mergedAt
  }

  /// An entry of the server's history. The maker's role and territories are those of now, so they are right only when
  /// the entry is read before the office changes them.
  /// - Throws: what the store throws, and `ProtocolError` for bytes that are no change set.
  public init(_ entry: HistoryEntry, in store: any HubReading) throws {
    let user = try store.user(entry.rep)
    let territories = (user?.territories ?? []).map(Scope.territory)
    self.init(
      position: entry.position, changeSet: try ChangeSetCodec.decode(entry.changeSet), stamp: entry.stamp,
      actor: Actor(
        device: entry.dot.device, rep: entry.rep, role: user?.role ?? .office,
        scopes: [.org, .rep(entry.rep)] + territories),
      mergedAt: entry.mergedAt)
  }
}
