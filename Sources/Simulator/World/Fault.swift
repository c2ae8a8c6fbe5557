/// What can go wrong in a world. Each seed switches some on, each at a rate of its own.
public enum Fault: String, CaseIterable, Sendable, Comparable {
  /// A request never arrives.
  case lostRequest
  /// The server answers, and the answer never arrives.
  case lostReply
  /// A request arrives twice, the second time out of order.
  case duplicate
  /// A request of the past arrives once more, up to days later.
  case lateReplay
  /// Messages take minutes, and overtake each other.
  case slowNetwork
  /// For a while nothing passes in one direction between a device and the server.
  case partition
  /// A laptop's program dies in the middle of some write to its disk.
  case deviceCrash
  /// A laptop's power goes in the middle of some write: what was not synced is gone.
  case devicePowerCut
  /// The server's program dies.
  case serverCrash
  /// The server's power goes.
  case serverPowerCut
  /// A laptop's disk is full for a while.
  case diskFull
  /// A laptop's disk fails one call.
  case diskError
  /// The server's disk fails one call.
  case serverDiskError
  /// Clocks are wrong, from 1970 to ten years ahead.
  case wrongClock
  /// Clocks step back and forth.
  case clockStep
  /// A user's territories change.
  case reassignment
  /// A device is revoked.
  case revocation
  /// A new device joins in the middle.
  case lateJoin
  /// A laptop is set back to an older copy of its disk.
  case restoredReplica
  /// A laptop's disk is copied, and both go on. Drawn only on demand.
  case copiedReplica
  /// The server's store is set back to an older copy. Drawn only on demand.
  case restoredServer
  /// A manager decides about work that is kept for a review, in some of the seeds in which devices are revoked.
  case review
  /// Not a fault: reps lease stock and credit, spend it and give it back, and the office takes back what ran out.
  case leases
  /// The org's schema grows, and programs are upgraded at different times, or never.
  case schemaGrowth
  /// The server forgets deleted rows, as early as it may or earlier than some device has heard of them.
  case garbage

  public static func < (left: Fault, right: Fault) -> Bool { left.rawValue < right.rawValue }
}
