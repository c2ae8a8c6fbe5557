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

  /// The sequence of the first change set as any that can be read tells it: sequences go on without a gap.
  static func firstSequence(of push: PreparedPush) -> Sequence? {
    for (index, item) in push.items.enumerated() {
      guard case .success(let changeSet) = item.content else { continue }
      let (first, overflow) = changeSet.dot.sequence.subtractingReportingOverflow(Sequence(index))
      return overflow ? nil : first
    }
    return nil
  }

  /// From which sequence on the results of a push are looked up: when nothing of it can be read, and so its sequences are not
  /// known, from the first that the device has not acknowledged.
  static func firstLookedUp(of push: PreparedPush) -> Sequence { firstSequence(of: push) ?? push.acknowledged + 1 }

  /// The plan ends before the first change set that is another one than the store has under its number: what stands in front
  /// gets its results, and the device rejoins before it hands in the rest. Who hands in, without a gap, all that stands under
  /// a number knew it all when it went on, whichever copy it is: it may add.
  /// - Parameter stored: the results that are kept for the sequences of the push; all that are not acknowledged when none
  ///   of its change sets can be read.
  init(_ push: PreparedPush, device: DeviceRecord, stored: [StoredResult]) throws(ErrorReply) {
    // What cannot be read is told by a stored result with the same payload, or is new.
    let known = stored.first { $0.sequence > push.acknowledged && $0.payload == push.items.first?.payload }
    first = Self.firstSequence(of: push) ?? known?.sequence ?? device.lastSequence + 1
    guard first >= 1, first <= device.lastSequence + 1 else { throw Self.gap(expected: device.lastSequence + 1) }
    let results = Dictionary(stored.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, item) in push.items.enumerated() {
      let sequence = first + Sequence(index)
      if case .success(let changeSet) = item.content, changeSet.dot.sequence != sequence {
        throw Self.gap(expected: device.lastSequence + 1)
      }
      let step =
        sequence > device.lastSequence
        ? Self.new(item, sequence: sequence)
        : Self.repetition(item, sequence: sequence, known: results[sequence], acknowledged: push.acknowledged)
      guard let step else { break }
      steps.append(step)
    }
    if steps.isEmpty && !push.items.isEmpty { throw Self.dotReused }
  }

  private static func new(_ item: PreparedPush.Item, sequence: Sequence) -> Step {
    switch item.content {
    case .success(let changeSet): .merge(changeSet)
    case .failure(let rejection): .rejected(sequence, rejection)
    }
  }

  /// What was the result of a change set that is known; nil when the one that came is another.
  private static func repetition(
    _ item: PreparedPush.Item, sequence: Sequence, known: StoredResult?, acknowledged: Sequence
  ) -> Step? {
    if let known {
      guard known.payload == item.payload else { return nil }
      if PlantedBug.duplicateMerged.isOn, case .success(let changeSet) = item.content { return .merge(changeSet) }
      return .repeated(known.result)
    }
    guard sequence <= acknowledged else { return nil }
    return .repeated(ChangeResult(sequence: sequence, status: .accepted(conflicts: 0), position: 0))
  }

  private static func gap(expected: Sequence) -> ErrorReply {
    ErrorReply(
      .sequenceGap, "The change sets do not go on where the last ones ended. Send them from \(expected) on.",
      expected: expected)
  }

  private static let dotReused = ErrorReply(
    .dotReused,
    "This replica was restored from a backup or copied: under this number there is other work here already. Nothing was "
      + "taken. Rejoin, and hand in what waits under the number that is given.")
}

extension StoredResult {
  /// So many results of a device are kept after it has acknowledged them: a replica that is restored from a backup hands in
  /// what was in its outbox then, and must be told that it was taken.
  static let keptMax: Sequence = 1 << 16

  var sequence: Sequence { result.sequence }
}

extension HubWriting {
  /// Forgets results that nobody will ask for again.
  func forgetResults(of device: DeviceRecord, acknowledged: Sequence) throws {
    let known = min(acknowledged, device.lastSequence) - StoredResult.keptMax
    if known > 0 { try purgeResults(of: device.number, through: known) }
  }
}
