import ChangeModel
import HubStore
import MergeEngine

/// What makes a store that was put back to an earlier state safe to go on with.
///
/// Replicas hold what was written after the backup was made. The store goes on where none of them has been: what they say
/// they have seen is true as before, and a number never means two things.
public enum RestoredStore {
  /// More change sets, and more rows of one table, than were ever accepted between a backup and its restoring.
  static let positionLeap: Position = 1 << 32
  static let rowLeap: Int64 = 1 << 22
  /// 2020-01-01 in seconds since 1970 UTC.
  private static let firstSecond: Int64 = 1_577_836_800

  /// Gives the store another epoch, and leaps over all positions and row numbers that it may have given already.
  /// - Parameters:
  ///   - epoch: a fresh random number, not 0.
  ///   - now: milliseconds since 1970 UTC.
  public static func mark(epoch: UInt64, now: Int64, in store: any HubWriting) throws {
    var org = try store.org()
    org.epoch = epoch
    try store.save(org: org)
    var leap = MergeBatch(head: Self.leap(from: try store.head(), now: now))
    let given = try store.lastRows()
    // Numbers of rows are few: chance, not time, tells those of one restoring from those of another.
    let rows = rowLeap * (1 + Int64(epoch % 256))
    for table in org.schema.tables.indices { leap.lastRows[table] = given[table, default: 0] + rows }
    try store.commit(leap)
    try store.note([AuditEvent(kind: .restored, position: leap.head)], at: now)
  }

  /// Where the log goes on: later restorings go on higher, so that a backup that is restored a second time does not give the
  /// positions of the first time once more.
  static func leap(from head: Position, now: Int64) -> Position {
    let seconds = min(max(0, now / 1_000 - firstSecond), Position.max / positionLeap - 1 << 16)
    return head + max(1, seconds - head / positionLeap) * positionLeap
  }

  /// Whether the log may go on at a position without anything between it and the one before.
  static func isLeap(from before: Position, to position: Position) -> Bool {
    position > before && (position - before) % positionLeap == 0
  }
}
