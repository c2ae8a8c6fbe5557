import ChangeModel

/// A message on its way.
struct Packet: Sendable {
  /// The device that sent it, or for which it is, by its place in the world.
  var device: Int
  /// The number under which it was sent: the device may have got another one since.
  var sender: DeviceNumber
  /// The attempt to sync that it belongs to; an answer to an attempt that was given up reaches nobody.
  var attempt: Int
  /// A frame.
  var bytes: [UInt8]
  /// Whether it is a copy: nobody waits for the answer.
  var isCopy = false
}
