import ChangeModel
import HubStore
import PlantedBugs
import SyncProtocol

/// What is to be done with each change set of a push: the decision that makes effects exactly-once.
///
/// Pure: it sees the device's record and the results stored for it, and decides.
struct PushPlan {
  enum Step {
    /// Known already: this was the result.
    case repeated(ChangeResult)
    /// To be rejected without a merge.
    case rejected(Sequence, Rejection)
    /// To be merged.
    case merge(ChangeSet)
  }

  /// One for each item of the push, in its order.
  private(set) var steps: [Step] = []
  /// The sequence of the first item.
  let first: Sequence

  /// The sequences that the push claims, or nil when it has none or they are absurd.
  ///
  /// Sequences go on without a gap, so one readable change set tells all of them. When none is readable they are
  /// told by a stored result with the same payload, else they are taken as new.
  static func firstSequence(of push: PreparedPush, last: Sequence, stored: [StoredResult]) -> Sequence {
    for (index, item) in push.items.enumerated() {
      if case .success(let changeSet) = item.content { return changeSet.dot.sequence &- Sequence(index) }
    }
    let known = stored.first { $0.sequence > push.acknowledged && $0.payload == push.items.first?.payload }
    return known?.sequence ?? last + 1
  }

  /// - Parameter stored: all results that are kept for the device from `first` on.
  init(_ push: PreparedPush, device: DeviceRecord, stored: [StoredResult]) throws(ErrorReply) {
    first = Self.firstSequence(of: push, last: device.lastSequence, stored: stored)
    guard first >= 1, first <= device.lastSequence + 1 else { throw Self.gap(expected: device.lastSequence + 1) }
    let known = Dictionary(stored.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, item) in push.items.enumerated() {
      let sequence = first + Sequence(index)
      if case .success(let changeSet) = item.content, changeSet.dot.sequence != sequence {
        throw Self.gap(expected: device.lastSequence + 1)
      }
      steps.append(
        sequence > device.lastSequence
          ? Self.new(item, sequence: sequence)
          : try Self.repetition(item, sequence: sequence, known: known[sequence], acknowledged: push.acknowledged))
    }
  }

  private static func new(_ item: PreparedPush.Item, sequence: Sequence) -> Step {
    switch item.content {
    case .success(let changeSet): .merge(changeSet)
    case .failure(let rejection): .rejected(sequence, rejection)
    }
  }

  /// A result goes only after the device said that it holds it durably. So a sequence without a result is known to
  /// the device, unless the device has gone back in time.
  private static func repetition(
    _ item: PreparedPush.Item, sequence: Sequence, known: StoredResult?, acknowledged: Sequence
  ) throws(ErrorReply) -> Step {
    if let known {
      guard known.payload == item.payload else { throw dotReused }
      if PlantedBug.duplicateMerged.isOn, case .success(let changeSet) = item.content { return .merge(changeSet) }
      return .repeated(known.result)
    }
    guard sequence <= acknowledged else { throw dotReused }
    return .repeated(ChangeResult(sequence: sequence, status: .accepted(conflicts: 0), position: 0))
  }

  private static func gap(expected: Sequence) -> ErrorReply {
    ErrorReply(
      .sequenceGap, "The change sets do not go on where the last ones ended. Send them from \(expected) on.",
      expected: expected)
  }

  private static let dotReused = ErrorReply(
    .dotReused,
    "This replica was restored from a backup or copied: a change set with the same number but other content is here "
      + "already. Nothing was taken, and the work is kept where it is. Ask the office for a code, and join with it in "
      + "another --home.")
}

extension StoredResult {
  var sequence: Sequence { result.sequence }
}
