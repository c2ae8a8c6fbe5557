import ChangeModel
import TestSupport
import Testing

/// The compressed context answers happens-before exactly as a naive full version vector would.
@Suite struct ContextTests {
  /// A device of the naive world: it knows the set of change sets that it has seen.
  private struct Device {
    let number: DeviceNumber
    var sequence: Sequence = 0
    var base: Position = 0
    var others: [DeviceNumber: Sequence] = [:]
    var seen: Set<Dot> = []
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func agreesWithTheNaiveVector(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var devices = (2...5).map { Device(number: DeviceNumber($0)) }
    var log: [Write] = []
    var waiting: [(dot: Dot, context: Context, seen: Set<Dot>, device: Int)] = []
    for _ in 0..<60 {
      let index = Int.random(in: 0..<devices.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        // A local write.
        devices[index].sequence += 1
        let device = devices[index]
        let dot = Dot(device: device.number, sequence: device.sequence)
        let others = device.others.map { Dot(device: $0.key, sequence: $0.value) }
        waiting.append((dot, Context(base: device.base, others: others), device.seen, index))
        devices[index].seen.insert(dot)
      case 1:
        // A push: the device's oldest waiting change set is accepted, and judged against all that is in the log.
        guard let next = waiting.firstIndex(where: { $0.device == index }) else { continue }
        let change = waiting.remove(at: next)
        for write in log {
          #expect(change.context.contains(write, author: change.dot) == change.seen.contains(write.dot))
        }
        log.append(Write(dot: change.dot, position: Position(log.count + 1), stamp: .zero))
      case 2:
        // A pull: everything in the log is seen.
        devices[index].base = Position(log.count)
        devices[index].seen.formUnion(log.map(\.dot))
      default:
        // A parcel from a colleague: all of one other device's change sets, without the server.
        let other = Int.random(in: 0..<devices.count, using: &random)
        guard other != index, devices[other].sequence > 0 else { continue }
        devices[index].others[devices[other].number] = devices[other].sequence
        for sequence in 1...devices[other].sequence {
          devices[index].seen.insert(Dot(device: devices[other].number, sequence: sequence))
        }
      }
    }
  }
}
