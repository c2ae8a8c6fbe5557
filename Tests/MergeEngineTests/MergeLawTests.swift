import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// The result of a history does not depend on the order in which concurrent change sets arrive, on how they are
/// batched, or on repetition (which the server recognises by dots).
@Suite struct MergeLawTests {
  /// A change set of a generated history, with all that its maker had seen.
  struct Event {
    var changeSet: ChangeSet
    var actor: Actor
    var after: Set<Dot>
  }

  static let ids = [RowID.trial(100), RowID.trial(101)]

  /// A generated history: devices write, and learn of each other's change sets one device at a time.
  static func history(seed: UInt64, devices count: Int, writes: Int, policies: [String]) -> [Event] {
    var random = SplitMix64(seed: seed)
    var devices = (0..<count).map { TrialDevice(DeviceNumber($0 + 2), time: Int64.random(in: 0..<50, using: &random)) }
    var seen = [Set<Dot>](repeating: [], count: count)
    var events = [Event]()
    for _ in 0..<writes {
      let index = Int.random(in: 0..<count, using: &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let other = Int.random(in: 0..<count, using: &random)
        for dot in seen[other] {
          devices[index].seen[dot.device] = max(devices[index].seen[dot.device] ?? 0, dot.sequence)
        }
        devices[index].seen[devices[index].number] = nil
        seen[index].formUnion(seen[other])
        let stamps = events.filter { seen[index].contains($0.changeSet.dot) }.map(\.changeSet.stamp.milliseconds)
        devices[index].time = max(devices[index].time, stamps.max() ?? 0)
      }
      let id = ids[Int.random(in: 0..<ids.count, using: &random)]
      let column = policies[Int.random(in: 0..<policies.count, using: &random)]
      let edit = Self.edit(column, &random)
      var set = devices[index].changeSet([Trial.update(id, edit)])
      set.context.base = 1
      events.append(Event(changeSet: set, actor: devices[index].actor, after: seen[index]))
      seen[index].insert(set.dot)
    }
    return events
  }

  static func edit(_ column: String, _ random: inout SplitMix64) -> [String: Edit] {
    let number = Int64.random(in: 0..<4, using: &random)
    switch column {
    case "hits": return ["hits": .add(number - 1)]
    case "tags":
      let words = ["a", "b", "c", "d"]
      return number < 2
        ? ["tags": .elements(added: [words[Int(number)]], removed: [])]
        : ["tags": .elements(added: [], removed: [words[Int(number) - 2]])]
    case "address": return ["street": .set(.text("s\(number)")), "city": .set(.text("c\(number)"))]
    case "began_at", "highest", "lowest": return [column: .set(number == 0 ? .null : .integer(number))]
    default: return [column: .set(.text("\(number)"))]
    }
  }

  /// A random order of arrival that keeps each change set behind all that its maker had seen.
  static func shuffled(_ events: [Event], _ random: inout SplitMix64) -> [Event] {
    var waiting = events
    var arrived = Set<Dot>()
    var result = [Event]()
    while !waiting.isEmpty {
      let ready = waiting.indices.filter { waiting[$0].after.isSubset(of: arrived) }
      let next = waiting.remove(at: ready[Int.random(in: 0..<ready.count, using: &random)])
      arrived.insert(next.changeSet.dot)
      result.append(next)
    }
    return result
  }

  static func hub() -> TrialHub {
    var hub = Trial.hub()
    var office = TrialDevice(1, role: .office, time: 2)
    hub.submit(
      office.changeSet(ids.map { Trial.insertItem($0, ["name": .set(.text("start"))]) }), actor: office.actor)
    return hub
  }

  /// What readers see, and the heads without their positions, which depend on the order.
  static func outcome(_ hub: TrialHub) -> [String] {
    hub.living(TrialSchema.items).map { row in
      let heads = row.groups.map { "\($0.winner.dot)+\($0.siblings.map(\.write.dot).sorted())" }
      return "\(row.id) \(row.values) \(heads)"
    }
  }

  static let registers = ["name", "address", "began_at", "highest", "lowest", "terms"]

  @Test(arguments: 0..<150 as Range<UInt64>)
  func orderOfArrivalDoesNotMatter(seed: UInt64) {
    let events = Self.history(seed: seed, devices: 4, writes: 9, policies: Self.registers + ["hits", "tags"])
    var random = SplitMix64(seed: seed ^ 0xABCD)
    var expected: [String]?
    for _ in 0..<6 {
      var hub = Self.hub()
      for event in Self.shuffled(events, &random) { hub.submit(event.changeSet, actor: event.actor) }
      let outcome = Self.outcome(hub)
      #expect(outcome == expected ?? outcome, "seed \(seed)")
      expected = outcome
      #expect(hub.digests.filter { $0.value.count != 0 } == hub.recomputedDigests)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func batchingDoesNotMatter(seed: UInt64) {
    let events = Self.history(seed: seed, devices: 3, writes: 12, policies: Self.registers + ["hits", "tags"])
    var random = SplitMix64(seed: seed)
    var single = Self.hub()
    for event in events { single.submit(event.changeSet, actor: event.actor) }
    var batched = Self.hub()
    var rest = events[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Int.random(in: 1...5, using: &random))
      rest = rest.dropFirst(batch.count)
      batched.submit(batch.map { Submission(changeSet: $0.changeSet, actor: $0.actor) })
    }
    #expect(Self.outcome(batched) == Self.outcome(single), "seed \(seed)")
    #expect(batched.conflictLines == single.conflictLines)
  }

  /// Every order of arrival of every history of three devices with one write each, for each policy.
  @Test(arguments: registers + ["hits", "tags", "status"])
  func smallWorldsComplete(column: String) {
    let choices: [[String: Edit]] =
      column == "status"
      ? ["sent", "cancelled"].map { ["status": .set(.text($0))] }
      : (0..<4).map { number in
        var random = SplitMix64(seed: UInt64(number) &* 977)
        return Self.edit(column, &random)
      }
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    for first in choices {
      for second in choices {
        for third in choices {
          // Who has seen whom: nobody; the third the first; the third both; a chain.
          for sight in [[], [(2, 0)], [(2, 0), (2, 1)], [(1, 0), (2, 1), (2, 0)]] {
            checkOrders(orders, edits: [first, second, third], sight: sight, isWorkflow: column == "status")
          }
        }
      }
    }
  }

  private func checkOrders(
    _ orders: [[Int]], edits: [[String: Edit]], sight: [(Int, Int)], isWorkflow: Bool
  ) {
    let events = (0..<3).map { index -> Event in
      var device = TrialDevice(DeviceNumber(index + 2), time: Int64(30 - 10 * index))
      let before = sight.filter { $0.0 == index }.map(\.1)
      for other in before {
        device.seen[DeviceNumber(other + 2)] = 1
        device.time = max(device.time, 100 * Int64(index + 1))
      }
      var set = device.changeSet([Trial.update(Self.ids[0], edits[index])])
      set.context.base = 1
      return Event(
        changeSet: set, actor: device.actor, after: Set(before.map { Dot(device: DeviceNumber($0 + 2), sequence: 1) }))
    }
    // A knowing step that the workflow does not have is rejected in every order; the precedence tests cover it.
    if isWorkflow && !sight.isEmpty { return }
    var expected: [String]?
    for order in orders {
      var arrived = Set<Dot>()
      let isCausal = order.allSatisfy { index in
        defer { arrived.insert(events[index].changeSet.dot) }
        return events[index].after.isSubset(of: arrived)
      }
      guard isCausal else { continue }
      var hub = Self.hub()
      for index in order { hub.submit(events[index].changeSet, actor: events[index].actor) }
      let outcome = Self.outcome(hub)
      #expect(outcome == expected ?? outcome, "edits \(edits), sight \(sight), order \(order)")
      expected = outcome
    }
  }
}
