import ChangeModel
import FaultDisk
import FieldSales
import Foundation
import Hub
import HubStore
import Logging
import PostgresStore
import SQLiteStore
import SyncProtocol

/// The server of a world: the real hub over a real store, on a disk that can fail.
final class SimulatedHub {
  /// What an observer knew when the store was backed up.
  struct Backup {
    var ledger: HubLedger
    var log: [LogEntry]
    var leaps: [Leap]
    var keptMoves: [LogEntry]
    var kept: [Dot: [UInt8]]
    var office: OfficeSight
  }

  /// A push that waits for the next group, and the request it came in.
  struct Waiting {
    var push: PreparedPush
    var request: SyncRequest
    var packet: Packet
  }

  let machine: FaultyMachine
  private let path: String
  private let clock: WorldClock
  private(set) var service: HubService?
  private(set) var store: (any HubStore)?
  private let place: StorePlace?
  var ledger = HubLedger()
  /// The log, for the reference model.
  var log: [LogEntry] = []
  /// Where the log leapt.
  private(set) var leaps: [Leap] = []
  /// What was kept for a review because a territory had moved, each with the head of the log after it came.
  var keptMoves: [LogEntry] = []
  /// All that was kept, by its change set's number.
  var kept: [Dot: [UInt8]] = [:]
  /// The schema of the program that serves; its store has it once the program has started.
  private(set) var schema: Schema
  var waiting: [Waiting] = []
  var isCommitDue = false
  /// A fault of its disk is planned, so that calls may fail.
  var isTroubled = false
  /// What an observer knew of it when its store was backed up, and of the office; nil without a backup.
  private(set) var backup: Backup?
  /// What the stores knew that were set back, the latest last.
  private(set) var lost: [HubLedger] = []
  /// What it logged last.
  let lastWords = ServerLog.Last()

  /// - Parameter place: where in a database the store is; in a file of the world's own disk for nil.
  init(folder: String, clock: WorldClock, schema: Schema, place: StorePlace? = nil) throws {
    self.place = place
    self.clock = clock
    path = folder + "/hub.sqlite"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let org = OrgRecord(
      id: place?.org ?? RowID(high: 1, low: 2), name: "Simulated", epoch: 7, schema: schema)
    self.schema = schema
    if let address = place?.address {
      try PostgresHubStore.create(at: address, org: org).close()
    } else {
      try SQLiteHubStore.create(at: path, org: org).close()
    }
    machine = try FaultyMachine(folder: folder)
    try start()
  }

  var isDown: Bool { service == nil }

  func start() throws {
    let store = try openStore()
    try bringSchemaForward(store)
    let lastWords = lastWords
    let logger = Logger(label: "simulated") { _ in ServerLog(last: lastWords) }
    service = try HubService(
      store: store, rules: SimulatedTrade.rules, environment: clock.environment, logger: logger)
    self.store = store
  }

  private func openStore() throws -> any HubStore {
    guard let place, let address = place.address else { return try SQLiteHubStore.open(at: path, readersMax: 1) }
    return try PostgresHubStore.open(at: address, org: place.org, readersMax: 1)
  }

  /// As the real program does when it opens its store.
  private func bringSchemaForward(_ store: any HubStore) throws {
    var org = try store.read { try $0.org() }
    guard org.schema != schema else { return }
    org.schema = schema
    let forward = org
    try store.write { try $0.save(org: forward) }
  }

  /// The program is replaced by one of another version, which is not started yet.
  func upgrade(to schema: Schema) {
    self.schema = schema
  }

  /// The program is gone, with all that it had in memory.
  func die() {
    service = nil
    store = nil
    waiting = []
    isCommitDue = false
  }

  /// Copies the store while no program has it open, and goes on.
  func backUp(office: OfficeSight) throws {
    try stop()
    let copy = machine.folder + "-backup"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: machine.folder, toPath: copy)
    backup = Backup(
      ledger: ledger, log: log, leaps: leaps, keptMoves: keptMoves, kept: kept, office: office)
    try start()
  }

  /// Sets the store back to its copy, marks it, and goes on.
  func restore(_ backup: Backup, epoch: UInt64, now: Int64) throws {
    // Whoever restores does it until it is done.
    machine.heal()
    isTroubled = false
    try stop()
    try FileManager.default.putBack(machine.folder + "-backup", to: machine.folder)
    machine.settle()
    lost.append(ledger)
    ledger = backup.ledger
    log = backup.log
    leaps = backup.leaps
    keptMoves = backup.keptMoves
    kept = backup.kept
    let store = try openStore()
    let leap = try store.write { store in
      try RestoredStore.mark(epoch: epoch, now: now, in: store)
      return Leap(head: try store.head(), lastRows: try store.lastRows())
    }
    leaps.append(leap)
    ledger.leap(to: leap.head)
    try (store as? SQLiteHubStore)?.close()
    try start()
  }

  private func stop() throws {
    try (store as? SQLiteHubStore)?.close()
    die()
  }

  /// What was decided about a device's change set, by this store or by one that was set back.
  func decision(_ device: DeviceNumber, _ sequence: Sequence, _ payload: Digest) -> ChangeResult? {
    ledger.decision(device, sequence, payload)
      ?? lost.reversed().lazy.compactMap { $0.decision(device, sequence, payload) }.first
  }

  /// All that the log holds.
  func history() throws -> [HistoryEntry] { try store?.read { try $0.history(from: 1, limit: .max) } ?? [] }
}
