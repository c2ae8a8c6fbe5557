import ChangeModel
import PlantedBugs

/// Corrects a device's stamp by the measured error of its clock, without ever turning causality round.
struct StampRule {
  /// How far a stamp may stand ahead of the server's clock.
  static let aheadMillisecondsMax: Int64 = 2_000

  let now: Int64

  /// The stamp under which a change set is merged: not ahead of the server, above all earlier ones of its device, and
  /// above every write that it builds on.
  func stamp(for submission: Submission, in working: WorkingSet) -> Stamp {
    let changeSet = submission.changeSet
    let corrected = changeSet.stamp.moved(byMilliseconds: submission.offsetMilliseconds)
    if PlantedBug.deviceClockTrusted.isOn { return max(changeSet.stamp, submission.lastStamp.next) }
    let admitted = min(corrected, Stamp(milliseconds: now + Self.aheadMillisecondsMax))
    var stamp = max(admitted, submission.lastStamp.next)
    for change in changeSet.changes {
      guard let key = working.key(of: change.row, in: change.table), let row = working.row(key) else { continue }
      if PlantedBug.stampBelowItsCause.isOn { continue }
      let context = changeSet.context.lagging(by: change.lag)
      for group in row.groups {
        raise(&stamp, above: group.winner, seenBy: context, changeSet.dot)
        for sibling in group.siblings { raise(&stamp, above: sibling.write, seenBy: context, changeSet.dot) }
      }
    }
    return stamp
  }

  private func raise(_ stamp: inout Stamp, above head: Write, seenBy context: Context, _ author: Dot) {
    if head.stamp >= stamp, context.contains(head, author: author) { stamp = head.stamp.next }
  }
}
