import ChangeModel

/// As whom a device goes on.
public struct RejoinReply: Hashable, Sendable {
  /// The number that asked, or a new one: then the device's file is a copy, and what it has not handed in goes under the
  /// new number.
  public var device: DeviceNumber
  public var epoch: UInt64
  /// To be shown at the next sync.
  public var ticket: UInt64
  /// The last sequence under the number that asked that has a result here; what follows is to be handed in again.
  public var last: Sequence

  public init(device: DeviceNumber, epoch: UInt64, ticket: UInt64, last: Sequence) {
    self.device = device
    self.epoch = epoch
    self.ticket = ticket
    self.last = last
  }
}
