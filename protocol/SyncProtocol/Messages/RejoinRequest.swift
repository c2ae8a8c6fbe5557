import ChangeModel

/// A device that the store does not recognise asks as whom it goes on: its own file, or the server's, was restored from a
/// backup, or its file was copied.
public struct RejoinRequest: Hashable, Sendable {
  /// Of the store, as last told.
  public var epoch: UInt64
  /// As last told.
  public var ticket: UInt64
  /// All results up to this sequence are applied and durable here.
  public var acknowledged: Sequence
  /// Everything up to this position is here.
  public var base: Position
  /// From this sequence on, the device can hand in all its change sets again.
  public var firstKept: Sequence
  /// A fresh Ed25519 public key, 32 bytes: the device's, if it is given another number.
  public var publicKey: [UInt8]

  public init(
    epoch: UInt64, ticket: UInt64, acknowledged: Sequence, base: Position, firstKept: Sequence, publicKey: [UInt8]
  ) {
    self.epoch = epoch
    self.ticket = ticket
    self.acknowledged = acknowledged
    self.base = base
    self.firstKept = firstKept
    self.publicKey = publicKey
  }
}
