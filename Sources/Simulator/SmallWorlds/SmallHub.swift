import ChangeModel
import FieldSales
import Foundation
import Hub
import HubStore
import SQLiteStore
import SyncProtocol
import Synchronization

/// The server of a small world, which can be put back into any state that it had.
final class SmallHub {
  struct State {
    fileprivate var image: WorldFile.Image
    /// How often it was asked; its clock and its chance follow from that.
    fileprivate var step: Int64
    /// The position of the last accepted change set.
    var head: Position = 0
  }

  /// How the server stands when all is said.
  struct Summary {
    var head: Position
    /// What each device must hold, in the order of `SmallPerson`.
    var digests: [[ScopeTableDigest]]
    /// How it differs from the reference model.
    var differences: [String]
    var log: [LogEntry]
    /// The IDs of all rows that ever were, by table and number.
    var ids: [Int: [Int64: RowID]]
  }

  private(set) var service: HubService
  private let store: SQLiteHubStore
  private let file: WorldFile
  private let clock = SmallClock()

  init(folder: URL) throws {
    let path = folder.appendingPathComponent("hub.sqlite").path
    store = try SQLiteHubStore.create(
      at: path, org: OrgRecord(id: RowID(high: 1, low: 2), name: "Small", epoch: 7, schema: SimulatedTrade.plainSchema))
    service = try HubService(store: store, rules: SimulatedTrade.rules, environment: clock.environment)
    file = try WorldFile(path: path)
  }

  func state() throws -> State {
    clock.step += 1
    return State(image: try file.capture(), step: clock.step)
  }

  func restore(_ state: State) throws { try file.restore(state.image) }

  /// Answers a request from the state in which the file is.
  func answer(_ request: SyncRequest, of device: DeviceNumber, from before: State) throws -> (State, SyncReply) {
    clock.step = before.step + 1
    let reply = try service.sync(request, device: device)
    // What is only in memory would make the answer depend on more than the state.
    try service.saveNotes()
    return (State(image: try file.capture(), step: clock.step, head: reply.position), reply)
  }

  /// The process ends and begins anew: what it had in memory is gone.
  func restart() throws {
    service = try HubService(store: store, rules: SimulatedTrade.rules, environment: clock.environment)
  }

  func summary(of devices: [DeviceNumber]) throws -> Summary {
    var model = ReferenceModel(schema: SimulatedTrade.plainSchema, rules: SimulatedTrade.rules)
    let digests = try devices.map { try service.digests(device: $0).digests }
    return try store.read { reading in
      try model.follow(reading)
      return Summary(
        head: try reading.head(), digests: digests, differences: try model.differences(from: reading), log: model.log,
        ids: model.ids)
    }
  }
}

/// The server's clock and chance, as functions of its steps.
final class SmallClock: Sendable {
  static let begin: Int64 = 1_790_000_000_000

  private let state = Mutex<(step: Int64, draws: UInt64)>((0, 0))

  var step: Int64 {
    get { state.withLock { $0.step } }
    set { state.withLock { $0 = (newValue, 0) } }
  }

  /// Milliseconds since 1970 UTC. As slow as the devices' own clocks, so that none is corrected: a correction would
  /// give whoever comes last the later stamp.
  var now: Int64 { Self.begin + step * 10 }

  var environment: HubEnvironment {
    HubEnvironment(now: { self.now }, randomBytes: { self.bytes($0) })
  }

  private func bytes(_ count: Int) -> [UInt8] {
    let seed = state.withLock { state in
      state.draws += 1
      return UInt64(bitPattern: state.step) << 16 | state.draws
    }
    return (0..<count).map { index in
      UInt8(truncatingIfNeeded: ((seed &+ UInt64(index)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
  }
}
