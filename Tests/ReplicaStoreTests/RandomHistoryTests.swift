import ChangeModel
import Foundation
import GRDB
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

/// Replicas, the office and foreign clients write at random; when all have synced, all hold the same.
@Suite struct RandomHistoryTests {
  private struct World {
    var office = TrialOffice()
    var replicas: [TrialReplica] = []
    var random: SplitMix64
    var nextID: UInt64 = 1_000

    init(seed: UInt64) throws {
      random = SplitMix64(seed: seed)
      office.write((0..<4).map { Trial.insertItem(.trial(50 + $0), territory: 1, ["hits": .set(.integer(1))]) })
      for device in 5...6 {
        let replica = try TrialReplica(device: DeviceNumber(device))
        try replica.sync(&office)
        replicas.append(replica)
      }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: elements.indices, using: &random)]
    }

    mutating func statement() -> String {
      nextID += 1
      let id = "(SELECT id FROM items ORDER BY id LIMIT 1 OFFSET \(Int.random(in: 0..<5, using: &random)))"
      let number = Int.random(in: 1..<100, using: &random)
      return pick([
        "UPDATE items SET name = 'n\(number)' WHERE id = \(id)",
        "UPDATE items SET street = 's\(number)', terms = 't\(number)' WHERE id = \(id)",
        "UPDATE items SET city = 'c\(number)' WHERE id = \(id)",
        "UPDATE items SET hits = hits + \(number), highest = \(number), lowest = \(number) WHERE id = \(id)",
        "UPDATE items SET tags = '[\"\(number % 5)\",\"\(number % 3)\"]' WHERE id = \(id)",
        "UPDATE items SET notes = coalesce(notes, '') || ' \(number)' WHERE id = \(id)",
        "UPDATE items SET notes = replace(notes, ' \(number % 10)', ' x'), began_at = \(number) WHERE id = \(id)",
        "UPDATE items SET status = 'sent' WHERE id = \(id) AND status = 'draft'",
        "UPDATE items SET status = 'cancelled' WHERE id = \(id)",
        "UPDATE items SET credit = \(number) WHERE id = \(id) AND \(number) < 30",
        "UPDATE items SET code = 'k\(number % 7)' WHERE id = \(id)"
          + " AND NOT EXISTS (SELECT 1 FROM items WHERE code = 'k\(number % 7)')",
        "INSERT INTO items(id, territory_id) SELECT \(sql(nextID)), id FROM territories WHERE name = 'North'",
        "INSERT INTO parts(id, item_id) SELECT \(sql(nextID)), \(id) WHERE EXISTS (SELECT 1 FROM items WHERE id = \(id))",
        "INSERT INTO pins(id, item_id) SELECT \(sql(nextID)), \(id) WHERE EXISTS (SELECT 1 FROM items WHERE id = \(id))",
        "UPDATE parts SET name = 'p\(number)' WHERE abs(godwit_row) % 3 = \(number % 3)",
        "UPDATE pins SET label = 'l\(number)' WHERE abs(godwit_row) % 3 = \(number % 3)",
        "DELETE FROM parts WHERE abs(godwit_row) % 5 = \(number % 5)",
        "DELETE FROM pins WHERE abs(godwit_row) % 5 = \(number % 5)",
        "REPLACE INTO parts(id, item_id, name) SELECT id, item_id, 'r\(number)' FROM parts LIMIT 1",
        "DELETE FROM items WHERE id = \(id) AND \(number) < 20 AND NOT EXISTS (SELECT 1 FROM bills)",
      ])
    }

    mutating func step() throws {
      let replica = pick(replicas)
      replica.now += Int64.random(in: 1...50, using: &random)
      office.clock = max(office.clock, replicas.map(\.now).max() ?? 0)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4:
        let statements = (0...Int.random(in: 0..<3, using: &random)).map { _ in statement() }
        try replica.foreign(statements.joined(separator: ";"))
      case 4..<7:
        let sql = statement()
        // The own connection enforces foreign keys, so a delete can be refused at once.
        do { try replica.write(sql) } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {}
      case 7: try replica.sync(&office)
      case 8:
        office.rowsPerPage = pick([1, 2, 5, .max])
        try replica.seal()
        try replica.exchange(&office)
        try replica.foreign(statement())
        if try replica.replica.syncState().marks.isEmpty { _ = try replica.replica.apply(now: replica.now) }
      default:
        try replica.reopen()
      }
    }

    mutating func settle() throws {
      office.rowsPerPage = .max
      for _ in 0..<3 {
        for replica in replicas {
          replica.now += 1_000
          office.clock = max(office.clock, replica.now)
          try replica.sync(&office)
        }
      }
    }
  }

  @Test(arguments: 0..<24) func allHoldTheSame_whenAllHaveSynced(_ seed: Int) throws {
    var world = try World(seed: UInt64(seed))
    for _ in 0..<60 { try world.step() }
    try world.settle()
    let truth = world.office.digests(of: [.org, .territory(1)])
    for replica in world.replicas {
      #expect(try replica.replica.status().pending == 0)
      #expect(try replica.replica.digests() == truth)
      #expect(try replica.rows("SELECT count(*) FROM godwit_pending") == ["0"])
      #expect(try replica.rows("SELECT open FROM godwit_gate") == ["1"])
      #expect(try replica.rows("PRAGMA integrity_check") == ["ok"])
      #expect(try replica.rows("SELECT count(*) FROM items WHERE godwit_row >= 1 << 40") == ["0"])
    }
  }
}

extension TrialReplica {
  /// A foreign client in this process: plain defaults, without foreign keys or recursive triggers.
  func foreign(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}
