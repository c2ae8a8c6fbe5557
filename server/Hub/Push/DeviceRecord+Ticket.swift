import ChangeModel
import HubStore

extension DeviceRecord {
  /// Whether a device that shows this ticket certainly holds all that was written under its number.
  ///
  /// The ticket before the present one is shown after a lost reply, and then with all that was handed in for it. Shown
  /// with less it is that of a copy, or of a backup, made before the last push.
  /// - Parameter reached: the last sequence that the request acknowledges or hands in.
  func isPresent(ticket shown: UInt64, reached: Sequence) -> Bool {
    shown == ticket || shown == previousTicket && reached >= lastSequence
  }
}
