import ChangeModel
import FaultDisk
import Foundation
import Hub
import ReplicaStore
import SyncProtocol
import SyncSession

/// A fleet in a box: devices, a server, a network and the time, driven by one seed.
///
/// Events happen one after the other. Nothing in it waits, and nothing in it knows the machine's clock or chance.
final class World {
  enum Event {
    /// A user writes something.
    case work(Int)
    /// A user writes something while the device syncs.
    case writeAside(Int)
    case beginSync(Int)
    /// A device carries out what its session asked for.
    case act(Int, attempt: Int)
    /// Nobody has answered.
    case giveUp(Int, attempt: Int)
    case request(Packet)
    case reply(Packet)
    /// The server merges what waits.
    case commit
    case serverStart
    case deviceStart(Int)
    /// A kind of fault strikes, if there is anything to strike.
    case fault(Fault)
    /// A fault of a device's disk or connection is over.
    case mend(Int)
    case mendServer
    /// A user closes the program, or opens it again.
    case closeProgram(Int)
    case openProgram(Int)
  }

  let options: SimulationOptions
  let clock: WorldClock
  let hub: SimulatedHub
  let folder: String
  var devices: [SimulatedDevice] = []
  /// Whose each number is that was ever given.
  var userOfDevice: [DeviceNumber: String] = [:]
  var agenda = Agenda<Event>()
  var network: Network
  var trace: Trace
  var marks = ReachedMarks()
  /// The rows that went with others, of which readers must be told.
  var fallen: [FallenRow] = []
  /// One stream of chance for each purpose.
  var dice: [String: Dice] = [:]
  /// What stood sealed in the outbox of a disk when it was backed up or copied, by user.
  var sealedInCopies: [String: Set<Stamp>] = [:]
  /// What the server lost when it was restored, and its makers have.
  var brokenOff: [LostWork] = []
  /// No more faults, no more work: what is left must come to rest.
  var isSettling = false
  var intentCount = 0
  var joinCount = 0
  /// What was seen of leases and stock when the log was looked at last.
  var stockSeen = StockSight()
  var steps = 0

  init(options: SimulationOptions, keepsTrace: Bool) throws {
    try FaultDisk.install()
    FaultDisk.setRandomSeed(options.seed)
    self.options = options
    folder = try FaultDisk.makeFolder()
    clock = WorldClock(seed: options.seed, grain: options.clockGrain)
    network = Network(seed: options.seed, faults: options.faults)
    trace = Trace(isKept: keepsTrace)
    hub = try SimulatedHub(
      folder: folder + "/server", clock: clock, schema: Self.firstSchema(of: options), place: options.place)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func roll<Result>(_ stream: String, _ body: (inout Dice) -> Result) -> Result {
    body(&dice[stream, default: Dice(seed: options.seed, stream: stream)])
  }

  /// Milliseconds since the world began.
  var elapsed: Int64 { clock.now - WorldClock.start }

  func note(_ text: @autoclosure () -> String) { trace.note(elapsed, text()) }

  func schedule(_ event: Event, in delay: Int64) {
    agenda.add(event, at: clock.now + max(0, delay))
  }

  /// Runs events until there are none, or until a time.
  func run(until end: Int64 = .max) throws {
    while let due = agenda.nextTime, due <= end, let (time, event) = agenda.next() {
      clock.set(time)
      steps += 1
      try handle(event)
    }
  }

  private func handle(_ event: Event) throws {
    switch event {
    case .work(let device): try work(devices[device])
    case .writeAside(let device): try writeSomething(devices[device])
    case .beginSync(let device): try beginSync(devices[device])
    case .act(let device, let attempt): try act(devices[device], attempt: attempt)
    case .giveUp(let device, let attempt): giveUp(devices[device], attempt: attempt)
    case .request(let packet): try receive(packet)
    case .reply(let packet): try deliver(packet)
    case .commit: try commit()
    case .serverStart: try startServer()
    case .deviceStart(let device): try start(devices[device])
    case .fault(let fault): try strike(fault)
    case .mend(let device): try mend(devices[device])
    case .mendServer: mendServer()
    case .closeProgram(let device): try closeProgram(devices[device])
    case .openProgram(let device): try openProgram(devices[device])
    }
  }
}
