import ChangeModel
import Hub
import HubStore

/// What an all-knowing observer knows of the server.
struct HubLedger {
  struct Decision {
    var payload: Digest
    var result: ChangeResult
  }

  /// The log as the server's answers and history told it, in the order of positions.
  private(set) var log: [(position: Position, dot: Dot)] = []
  /// The last position that was given, or leapt over.
  private(set) var head: Position = 0
  private var dots: Set<Dot> = []
  private var decisions: [DeviceNumber: [Sequence: Decision]] = [:]
  private var lastStamp: [DeviceNumber: Stamp] = [:]
  private(set) var accepted = 0
  private(set) var rejected = 0
  private(set) var conflicts = 0

  /// A store that was put back goes on behind all positions that it may have given.
  mutating func leap(to position: Position) { head = position }

  /// What the server decided about a device's change set, if it was this one.
  func decision(_ device: DeviceNumber, _ sequence: Sequence, _ payload: Digest) -> ChangeResult? {
    guard let decision = decisions[device]?[sequence], decision.payload == payload else { return nil }
    return decision.result
  }

  /// The last sequence of a device about which the server decided.
  func lastSequence(of device: DeviceNumber) -> Sequence { decisions[device]?.keys.max() ?? 0 }

  /// S10: a change set gets one result, and the same whenever it is asked for.
  mutating func alwaysOneResult(
    _ result: ChangeResult, _ payload: Digest, device: DeviceNumber, isFresh: Bool
  ) throws(CheckFailure) {
    if let known = decisions[device]?[result.sequence] {
      // What the device has acknowledged is answered without its details.
      let isForgotten = result.position == 0 && result.rejection == nil
      guard known.payload == payload, isForgotten || known.result == result, !isFresh else {
        throw CheckFailure(
          "alwaysOneResult", "change set \(result.sequence) of device \(device) had \(known.result), has \(result)")
      }
      return
    }
    guard result.sequence == lastSequence(of: device) + 1 else {
      throw CheckFailure("alwaysOneResult", "device \(device) skipped to sequence \(result.sequence)")
    }
    decisions[device, default: [:]][result.sequence] = Decision(payload: payload, result: result)
    if result.rejection == nil { accepted += 1 } else { rejected += 1 }
    if case .accepted(let count) = result.status { conflicts += count }
  }

  /// S5, S10, S19: the log goes on by one, names no dot twice, and no stamp is from the future.
  mutating func alwaysOneLog(_ entries: [HistoryEntry], now: Int64) throws(CheckFailure) {
    for entry in entries {
      guard entry.position == head + 1 else {
        throw CheckFailure("alwaysOneLog", "position \(entry.position) follows \(head)")
      }
      guard dots.insert(entry.dot).inserted else {
        throw CheckFailure("alwaysOneLog", "\(entry.dot) was merged twice")
      }
      log.append((entry.position, entry.dot))
      head = entry.position
      guard entry.stamp.milliseconds <= entry.mergedAt + 3_000 || entry.dot.device == officeDevice else {
        throw CheckFailure("alwaysOneLog", "\(entry.dot) has a stamp \(entry.stamp.milliseconds - now) ms ahead")
      }
      guard entry.stamp > lastStamp[entry.dot.device, default: .zero] else {
        throw CheckFailure("alwaysOneLog", "the stamp of \(entry.dot) is not above the device's last one")
      }
      lastStamp[entry.dot.device] = entry.stamp
    }
  }

  /// S2: what was acknowledged is in the log, where the acknowledgement said, as it was sent.
  func alwaysDurable(_ history: [HistoryEntry]) throws(CheckFailure) {
    guard history.count >= log.count else {
      throw CheckFailure("alwaysDurable", "the log has \(history.count) entries, but \(log.count) were acknowledged")
    }
    for (entry, known) in zip(history, log) where (entry.position, entry.dot) != known {
      throw CheckFailure(
        "alwaysDurable", "position \(known.position) was \(known.dot), is \(entry.dot) at \(entry.position)")
    }
    let places = Dictionary(history.map { ($0.dot, $0) }, uniquingKeysWith: { first, _ in first })
    for (device, known) in decisions.sorted(by: { $0.key < $1.key }) {
      for (sequence, decision) in known.sorted(by: { $0.key < $1.key }) where decision.result.rejection == nil {
        let entry = places[Dot(device: device, sequence: sequence)]
        guard let entry, entry.position == decision.result.position,
          PreparedPush.payload(of: entry.changeSet) == decision.payload
        else {
          throw CheckFailure("alwaysDurable", "the accepted change set \(sequence) of device \(device) is gone")
        }
      }
    }
  }
}
