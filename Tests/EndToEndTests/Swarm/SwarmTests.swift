import ChangeModel
import FieldSales
import Foundation
import GRDB
import Hub
import HubServer
import HubStore
import ReplicaStore
import Simulator
import SyncProtocol
import TestSupport
import Testing

/// Four replicas and a hub in one process: random work on the same rows, syncs cut off anywhere, wrong clocks. In the
/// end nothing is pending, every replica proves that it equals the hub, and no transaction is torn.
@Suite struct SwarmTests {
  /// The seeds 1 to 16, or those from GODWIT_SWARM_FIRST on, as many as GODWIT_SWARM_COUNT says.
  static let seeds: Range<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["GODWIT_SWARM_FIRST"].flatMap(UInt64.init) ?? 1
    let count = environment["GODWIT_SWARM_COUNT"].flatMap(UInt64.init) ?? 16
    return first..<first + count
  }()

  @Test(arguments: seeds)
  func devicesConverge(seed: UInt64) throws {
    let swarm = try Swarm(seed: seed)
    for _ in 0..<120 { try swarm.step() }
    try swarm.settle()
    try swarm.check()
  }
}

final class Swarm {
  private let seed: UInt64
  private let folder: Folder
  let hub: HubService
  let store: SQLiteHubStore
  var devices: [SwarmDevice] = []
  private var work: SwarmWork
  private let time: SwarmTime
  private var model = ReferenceModel(schema: FieldSales.schema, rules: FieldSales.rules)
  private static let territories = ["Ann": ["North"], "Ben": ["North"], "Cem": ["South"], "Mia": ["North", "South"]]

  init(seed: UInt64) throws {
    self.seed = seed
    folder = try Folder()
    work = SwarmWork(seed: seed)
    let time = SwarmTime(seed: seed)
    self.time = time
    store = try SQLiteHubStore.inMemory(
      org: OrgRecord(id: RowID(high: 1, low: 2), name: "Swarm", epoch: 7, schema: FieldSales.schema))
    hub = try HubService(
      store: store, rules: FieldSales.rules,
      environment: HubEnvironment(now: { time.now }, randomBytes: { time.bytes($0) }))
    for name in ["North", "South"] { _ = try hub.perform(.addTerritory(name: name)) }
    let errors: [Int64] = [0, 3_600_000, -86_400_000, 315_360_000_000]
    for (index, name) in ["Ann", "Ben", "Cem", "Mia"].enumerated() {
      _ = try hub.perform(
        .addRep(name: name, territories: Self.territories[name] ?? [], role: name == "Mia" ? .manager : .rep))
      guard case .invitation(let invitation) = try hub.perform(.invite(rep: name, validDays: 1)) else {
        throw TestFailure("no invitation")
      }
      let device = try SwarmDevice(
        name, code: invitation.code, hub: hub, folder: folder.url, seed: seed, now: time.now,
        clockError: errors[(index + Int(seed)) % errors.count])
      devices.append(device)
      try device.sync(hub, cut: .nowhere, deltaBytesMax: 1 << 20)
    }
    for (index, device) in devices.enumerated() where index != 1 {
      let territory = Self.territories[device.name]?[0] ?? ""
      try device.write(
        """
        INSERT INTO customers(territory_id, name) SELECT id, 'Kept \(device.name)' FROM territories WHERE name='\(territory)';
        """)
    }
    for device in devices + devices { try device.sync(hub, cut: .nowhere, deltaBytesMax: 1 << 20) }
  }

  func step() throws {
    time.advance(work.number(1..<60_000))
    let device = devices[work.number(0..<devices.count)]
    device.clock = time.now
    switch work.number(0..<10) {
    case 0..<6:
      let sql = work.statement(by: device.name, territories: Self.territories[device.name] ?? [])
      if work.isOneIn(2) { try device.foreign(sql) } else { try device.write(sql) }
    case 6..<9:
      let cut = Cut.allCases[work.number(0..<Cut.allCases.count)]
      try device.sync(
        hub, cut: cut, cutAtRoundTrip: work.number(1..<4), deltaBytesMax: work.isOneIn(2) ? 300 : 1 << 20)
    default:
      try device.reopen()
    }
  }

  /// Everything is whole again: a few rounds of syncs empty every outbox.
  func settle() throws {
    for _ in 0..<3 {
      for device in devices {
        time.advance(1_000)
        device.clock = time.now
        try device.sync(hub, cut: .nowhere, deltaBytesMax: 1 << 20)
      }
    }
  }

  func check() throws {
    #expect(try store.integrityFaults() == [], "seed \(seed)")
    let faults = try store.read { reading in
      try model.follow(reading)
      return try model.differences(from: reading)
    }
    #expect(faults == [], "seed \(seed)")
    for device in devices {
      let status = try device.replica.status()
      #expect(status.pending == 0, "seed \(seed), \(device.name)")
      let expected = try hub.digests(device: device.number).digests
      let actual = try device.replica.digests()
      for digest in expected where !actual.contains(digest) {
        Issue.record("seed \(seed), \(device.name): \(try differences(digest, on: device))")
      }
      #expect(actual.filter { $0.count > 0 }.count == expected.count, "seed \(seed), \(device.name)")
      let torn = try device.strings(
        """
        SELECT o.number FROM orders o WHERE CAST(customer_reference AS INTEGER) >
          (SELECT count(*) FROM order_lines l WHERE l.order_id=o.id AND l.sku LIKE 'L%')
        """)
      #expect(torn == [], "seed \(seed), \(device.name): orders without all their lines")
      let orphans = try device.strings(
        """
        SELECT hex(id) FROM visits WHERE customer_id NOT IN (SELECT id FROM customers)
        UNION ALL SELECT hex(id) FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)
        UNION ALL SELECT hex(id) FROM order_lines WHERE order_id NOT IN (SELECT id FROM orders)
        """)
      #expect(orphans == [], "seed \(seed), \(device.name)")
    }
  }
}

extension Swarm {
  /// The cells of a scope and table that a replica holds otherwise than the hub.
  private func differences(_ digest: ScopeTableDigest, on device: SwarmDevice) throws -> [String] {
    let table = FieldSales.schema.tables[digest.table]
    var lines = [String]()
    try store.read { reading in
      try reading.forEachRow(in: digest.scope, table: digest.table, range: 1...Int64.max) { row in
        let held = try device.replica.read { db in
          try Row.fetchOne(db, sql: "SELECT * FROM \(table.name) WHERE id = ?", arguments: [Data(row.id.bytes)])
        }
        guard let held else { return lines.append("\(table.name) \(row.key.row) is missing") }
        for (column, value) in zip(table.columns, row.values) {
          let cell = held[column.name] as DatabaseValue
          let text = "\(cell)"
          let isSame =
            switch value {
            case .null: cell.isNull
            case .integer(let number): Int64.fromDatabaseValue(cell) == number
            case .real(let number): Double.fromDatabaseValue(cell) == number
            case .text(let words): String.fromDatabaseValue(cell) == words
            case .blob(let bytes): Data.fromDatabaseValue(cell) == Data(bytes)
            case .reference(let reference): Data.fromDatabaseValue(cell) == (reference.id.map { Data($0.bytes) })
            }
          if !isSame { lines.append("\(table.name) \(row.key.row) \(column.name): hub \(value), here \(text)") }
        }
        if held["godwit_row"] != row.key.row { lines.append("\(table.name) \(row.key.row) has another number here") }
      }
    }
    return lines
  }
}

/// The hub's clock and chance, from one seed.
final class SwarmTime: @unchecked Sendable {
  // Only one thread of a test uses it.
  private(set) var now: Int64 = 1_790_000_000_000
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed &+ 99)
  }

  func advance(_ milliseconds: Int) {
    now += Int64(milliseconds)
  }

  func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
  }
}
