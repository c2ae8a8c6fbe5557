import ChangeModel
import HubStore

/// Up to where an org's garbage may be collected, as one snapshot of the store has it.
///
/// A device is *awake* when it was heard of within the retention, else it *sleeps*. What every device that is awake has
/// acknowledged is of no use to any of them; what is older than the retention is kept for nobody. Work that is kept for a
/// review counts like a device that was heard of when the work came: it is to be merged as if it had come in time.
package struct GarbageLine {
  var position: Position
  /// The device that is awake and has acknowledged least.
  var slowest: DeviceNumber?
  /// The undecided work on which the line hangs, if it reaches further back than all devices.
  var review: WorkName?

  /// - Parameters:
  ///   - now: milliseconds since 1970 UTC.
  ///   - retention: in milliseconds.
  init(in store: any HubReading, now: Int64, retention: Int64) throws {
    let since = now - retention
    let awake = try Self.holders(in: store).filter { $0.lastSeenAt ?? $0.enrolledAt >= since }
    let slowest = awake.min { ($0.base, $0.number) < ($1.base, $1.number) }
    let head = try store.head()
    var heard = slowest?.base ?? head
    if let undecided = try Self.undecided(since: since, in: store), undecided.base < heard {
      heard = undecided.base
      review = WorkName(device: undecided.dot.device, sequence: undecided.dot.sequence)
    }
    position = min(head, max(heard, try Self.lastPosition(before: since, head: head, in: store)))
    self.slowest = slowest?.number
  }

  /// The kept work that had seen least, and what it had seen.
  private static func undecided(since: Int64, in store: any HubReading) throws -> (dot: Dot, base: Position)? {
    try KeptWork.all(in: store)
      .filter { $0.state == .open && $0.keptAt >= since }
      .map { ($0.dot, try $0.decoded().context.base) }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// How many devices have to compare themselves when they come: they stand before the horizon.
  package static func sleepers(before horizon: Position, in store: any HubReading) throws -> Int {
    try holders(in: store).count { $0.base < horizon }
  }

  /// One that holds nothing yet lacks nothing.
  private static func holders(in store: any HubReading) throws -> [DeviceRecord] {
    try store.devices().filter { $0.number != officeDevice && $0.revokedAt == nil && $0.base > 0 }
  }

  /// The last position that was merged before a time, found by halving the log. A clock of the server that was wrong for a
  /// while makes it less exact, and nothing unsafe.
  private static func lastPosition(
    before time: Int64, head: Position, in store: any HubReading
  ) throws -> Position {
    var (low, high) = (0 as Position, head)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if let entry = try store.history(from: middle, limit: 1).first, entry.position <= high, entry.mergedAt < time {
        low = entry.position
      } else {
        high = middle - 1
      }
    }
    return low
  }
}
