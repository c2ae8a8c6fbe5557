import ChangeModel
import Hub
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
  /// How far the maker's device was known to have come, and the scopes that were the maker's until some position.
  public var known: Position
  public var lost: [Scope: Position]
  /// Whether somebody has accepted it in a review, whatever the maker's rights.
  public var isReviewed: Bool

  public init(
    position: Position, changeSet: ChangeSet, stamp: Stamp, actor: Actor, mergedAt: Int64, known: Position = 0,
    lost: [Scope: Position] = [:], isReviewed: Bool = false
  ) {
    self.position = position
    self.changeSet = changeSet
    self.stamp = stamp
    self.actor = actor
    self.mergedAt = mergedAt
    self.known = known
    self.lost = lost
    self.isReviewed = isReviewed
  }

  /// An entry of the server's history. The maker's role and territories are those of now, so they are right only when
  /// the entry is read before the office changes them.
  /// - Throws: what the store throws, and `ProtocolError` for bytes that are no change set.
  public init(_ entry: HistoryEntry, in store: any HubReading) throws {
    let user = try store.user(entry.rep)
    let device = try store.device(entry.dot.device)
    let territories = (user?.territories ?? []).map(Scope.territory)
    self.init(
      position: entry.position, changeSet: try ChangeSetCodec.decode(entry.changeSet), stamp: entry.stamp,
      actor: Actor(
        device: entry.dot.device, rep: entry.rep, role: user?.role ?? .office,
        scopes: [.org, .rep(entry.rep)] + territories),
      mergedAt: entry.mergedAt, known: device?.base ?? 0, lost: try store.formerScopes(of: entry.rep),
      isReviewed: device?.standsForReviewed ?? false)
  }
}
