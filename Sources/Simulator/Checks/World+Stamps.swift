import ChangeModel
import HubStore
import SyncProtocol

extension World {
  /// S19: a device whose clock is wrong, however much, does not write earlier than its user did.
  ///
  /// A clock that is set says nothing of what was stamped before, so such devices are left out.
  func alwaysFairStamp(_ entry: HistoryEntry) throws {
    // Copies hand in under one number.
    let sharing = devices.filter { $0.number == entry.dot.device }
    guard let device = sharing.first, !sharing.contains(where: \.hasSteppedClock),
      let stamp = try? ChangeSetCodec.decode(entry.changeSet).stamp,
      let made = sharing.lazy.compactMap({ $0.ledger.madeAt[stamp] }).first
    else { return }
    // So much error is left alone.
    guard entry.stamp.milliseconds >= made - 2_000 else {
      throw CheckFailure(
        "alwaysFairStamp", "\(entry.dot) of \(device.name) is stamped \(made - entry.stamp.milliseconds) ms too early")
    }
  }
}
