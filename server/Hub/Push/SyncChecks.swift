import ChangeModel
import HubStore
import SyncProtocol

/// Whether a request can come from a replica of this store, as it is now.
enum SyncChecks {
  /// The furthest position of which a replica knows.
  static func reached(_ request: SyncRequest) -> Position {
    request.marks.reduce(request.base) { max($0, $1.mark.position) }
  }

  /// - Throws: `epochChanged` when the replica knows another store, or of more than this one has.
  static func epoch(_ epoch: UInt64, reached: Position, of store: UInt64, head: Position) throws(ErrorReply) {
    guard epoch == store, reached <= head else { throw restored }
  }

  /// - Throws: `epochChanged` when the device has results that this store never gave.
  static func acknowledged(_ sequence: Sequence, device: DeviceRecord) throws(ErrorReply) {
    guard sequence <= device.lastSequence else { throw restored }
  }

  private static let restored = ErrorReply(
    .epochChanged,
    "The server was restored from a backup, or is another one than this replica was made from. Nothing was taken; the "
      + "replica rejoins before it goes on.")
}
