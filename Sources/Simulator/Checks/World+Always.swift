import ChangeModel
import GRDB
import HubStore
import MergeEngine
import ReplicaStore
import SyncProtocol

/// What must hold after each step. The numbers are those of the invariants in docs/invariants.md.
extension World {
  /// S1: what a call said was saved is there, whatever happened since.
  func alwaysSaved(_ device: SimulatedDevice) throws {
    if device.isDown { return }
    try attempt("look for marks", on: device) {
      let found = try device.marks()
      if let lost = device.ledger.saved.subtracting(found).min() {
        throw CheckFailure("alwaysSaved", "write #\(lost) of \(device.name) was saved, and is gone")
      }
    }
  }

  /// S7: every order has as many lines as it was written with, on every replica, at every moment.
  ///
  /// Except where the user has deleted its customer with a client that asks for no references: until the delete has its
  /// result, nobody can say in which territory the order is, so a lost one may have brought half of it (seed 30003918).
  func alwaysWhole(_ device: SimulatedDevice) throws {
    guard let replica = device.replica else { return }
    try attempt("look for torn orders", on: device) {
      let torn = try replica.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT coalesce(number, hex(id)) FROM orders o WHERE CAST(customer_reference AS INTEGER) >
              (SELECT count(*) FROM order_lines l WHERE l.order_id = o.id AND l.sku LIKE 'L%')
              AND (customer_id IN (SELECT id FROM customers)
                OR customer_id NOT IN (SELECT id FROM godwit_pending WHERE id IS NOT NULL))
            """)
      }
      if let order = torn.first {
        throw CheckFailure("alwaysWhole", "order \(order) on \(device.name) lacks lines")
      }
    }
  }

  /// S9, S20: a replica with nothing pending that holds the log's whole length equals the server.
  func afterApplying(_ device: SimulatedDevice) throws {
    if device.isDown { return }
    try alwaysWhole(device)
    try alwaysShown(device)
    let canAnswer = !hub.isDown && !hub.isTroubled && !device.mayBeRevoked
    let isNews = device.comparedAt != hub.ledger.head
    guard isNews, isQuiet(device), canAnswer, options.size == .small, try holdsWhatIsGranted(device) else { return }
    device.comparedAt = hub.ledger.head
    marks.reach("compared while running")
    try compare(device, check: "alwaysEqualWhenQuiet")
  }

  /// Whether a replica has nothing to send and holds the log's whole length under the present schema.
  func isQuiet(_ device: SimulatedDevice) -> Bool {
    let ledger = device.ledger
    return ledger.outbox.isEmpty && ledger.unsealed.isEmpty && !ledger.lacksScopes
      && ledger.position == hub.ledger.head && device.schema.fingerprint == hub.schema.fingerprint
      && !isCompareDue(on: device)
  }

  /// Whether a replica holds the territories that its user has now: the office may have changed them since its last
  /// reply.
  private func holdsWhatIsGranted(_ device: SimulatedDevice) throws -> Bool {
    guard device.role != .office, let store = hub.store, let replica = device.replica else { return true }
    let granted = try store.read { store in
      try store.device(device.number).flatMap { try store.user($0.rep) }?.territories ?? []
    }
    return try Set(granted.map(Scope.territory)) == Set(replica.syncState().held.filter { $0.kind == .territory })
  }

  /// Whether the digests of a replica are the server's.
  func compare(_ device: SimulatedDevice, check: String) throws {
    guard let service = hub.service, let replica = device.replica else { return }
    try attempt("compare digests", on: device) {
      let expected = try service.digests(device: device.number).digests
      let actual = try replica.digests().filter { $0.count > 0 }
      if let wrong = expected.first(where: { !actual.contains($0) }) {
        throw CheckFailure(check, try difference(wrong, on: device))
      }
      if let wrong = actual.first(where: { !expected.contains($0) }) {
        let name = replica.schema.tables[wrong.table].name
        let rows = try device.rows("SELECT godwit_row, hex(id) FROM \(name) ORDER BY 1")
        throw CheckFailure(
          check, "\(device.name) holds \(wrong.count) rows of table \(wrong.table) in \(wrong.scope) \(rows)")
      }
    }
  }

  /// The first row of a scope and table that a replica holds otherwise than the server.
  private func difference(_ digest: ScopeTableDigest, on device: SimulatedDevice) throws -> String {
    guard let store = hub.store, let replica = device.replica else { return "" }
    let table = replica.schema.tables[digest.table]
    var found: String?
    try store.read { reading in
      try reading.forEachRow(in: digest.scope, table: digest.table, range: 1...Int64.max) { row in
        if found != nil { return }
        let sql = "SELECT * FROM \(table.name) WHERE id = \(SQLLiteral.text(row.id))"
        guard let held = try replica.read({ try Row.fetchOne($0, sql: sql) }) else {
          found = "\(table.name) \(row.key.row) is missing"
          return
        }
        let number = held["godwit_row"] as Int64
        if number != row.key.row { found = "\(table.name) \(row.key.row) has the number \(number)" }
        for (column, value) in zip(table.columns, row.values) where found == nil {
          let here = (held[column.name] as DatabaseValue).value
          let there = value.reference.map { $0.id.map { .blob($0.bytes) } ?? .null } ?? value
          if here.isSame(as: there) { continue }
          found = "\(table.name) \(row.key.row) \(column.name): the server has \(there), here is \(here)"
        }
      }
    }
    let rows = try device.rows("SELECT godwit_row FROM \(table.name) ORDER BY 1").compactMap(\.first)
    return "\(device.name), table \(table.name): \(found ?? "rows that the server does not have, among \(rows)")"
  }
}

extension HubReading {
  /// The rows of a table with these numbers.
  func load(_ numbers: [Int64], of table: Int) throws -> [RowState] {
    if numbers.isEmpty { return [] }
    var needs = RowNeeds()
    for number in numbers { needs.keys.insert(RowKey(table: table, row: number)) }
    return try load(needs).rows
  }
}
