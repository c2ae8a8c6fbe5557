import ChangeModel
import HubStore

extension DeviceRecord {
  /// Whether a device that shows this ticket certainly holds all that was written under its number.
  ///
  /// An older ticket is shown after a lost reply, and by a copy that has handed in the same as its original: then with all
  /// that stands under the number. Shown with less it is that of a copy, or of a backup, made before the last push.
  /// - Parameter reached: the last sequence that the request acknowledges, or hands in as the store has it.
  func isPresent(ticket shown: UInt64, reached: Sequence) -> Bool {
    shown == ticket || reached >= lastSequence
  }
}
