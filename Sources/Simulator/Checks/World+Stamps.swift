import ChangeModel
import HubStore
import SyncProtocol

extension World {
  /// S19: a device whose clock is wrong, however much, does not write earlier than its user did.
  ///
  /// A clock that is set says nothing of what was stamped before, so such devices are left out.
  func alwaysFairStamp(_ entry: HistoryEntry) throws {
    guard let device = devices.first(where: { $0.number == entry.dot.device }), !device.hasSteppedClock,
      let stamp = try? ChangeSetCodec.decode(entry.changeSet).stamp, let made = device.ledger.madeAt[stamp]
    else { return }
    // So much error is left alone.
    guard entry.stamp.milliseconds >= made - 2_000 else {
      throw CheckFailure(
        "alwaysFairStamp", "\(entry.dot) of \(device.name) is stamped \(made - entry.stamp.milliseconds) ms too early")
    }
  }
}
