import ChangeModel
import FieldSales
import GRDB
import HubStore
import ReplicaStore

/// What must hold once faults have stopped and the network is whole.
extension World {
  /// Ends all faults, brings everyone back, and lets everybody sync.
  func settle() throws {
    note("faults stop")
    isSettling = true
    network.isWhole = true
    network.cutUp = []
    network.cutDown = []
    hub.machine.heal()
    hub.isTroubled = false
    for device in devices {
      device.machine.heal()
      device.isTroubled = false
      device.offlineUntil = 0
    }
    try run()
    try startServer()
    for device in devices {
      try start(device)
      try openProgram(device)
      try resolveDoubts(of: device)
    }
    try upgradePrograms()
    for _ in 0..<3 {
      for device in devices where !isQuiet(device) { try syncAtOnce(device) }
    }
  }

  func checkAtRest() throws {
    try alwaysDurable()
    for device in devices {
      try alwaysSaved(device)
      if device.isRevoked { continue }
      if try isRevokedByServer(device) {
        throw CheckFailure("eventuallyGone", "\(device.name) was revoked, and has not handed in all that it has")
      }
      try eventuallyDrained(device)
      try alwaysWhole(device)
      try eventuallyNoOrphans(device)
      try compare(device, check: "eventuallyEqual")
    }
    try eventuallyBroughtBack()
    try finallyKept()
    try finallyIntact()
    try finallyUnique()
    try finallyAsTheModel()
    try finallyForgotten()
    try finallyRebuilt()
  }

  /// Q3: three rounds empty every outbox, without anybody's help.
  private func eventuallyDrained(_ device: SimulatedDevice) throws {
    let status = try device.replica?.status()
    guard status?.pending == 0 else {
      throw CheckFailure("eventuallyDrained", "\(device.name) still holds \(status?.pending ?? -1) change sets")
    }
  }

  private func eventuallyNoOrphans(_ device: SimulatedDevice) throws {
    let orphans = try device.rows(
      """
      SELECT 'visit', hex(id) FROM visits WHERE customer_id NOT IN (SELECT id FROM customers)
      UNION ALL SELECT 'contact', hex(id) FROM contacts WHERE customer_id NOT IN (SELECT id FROM customers)
      UNION ALL SELECT 'order', hex(id) FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)
      UNION ALL SELECT 'line', hex(id) FROM order_lines WHERE order_id NOT IN (SELECT id FROM orders)
      """)
    if let orphan = orphans.first {
      throw CheckFailure("eventuallyNoOrphans", "\(device.name) holds the orphan \(orphan)")
    }
  }

  /// S16: files are whole, and the server's digests are the sums of its rows.
  private func finallyIntact() throws {
    let faults = try hub.store?.integrityFaults() ?? []
    if let fault = faults.first { throw CheckFailure("finallyIntact", "the server's store: \(fault)") }
    for device in devices {
      let answer = try device.rows("PRAGMA integrity_check").first?.first
      // Values from the server may break a check of the table, and that is no damage.
      guard answer == .text("ok") || answer?.text?.hasPrefix("CHECK constraint") == true else {
        throw CheckFailure("finallyIntact", "the replica of \(device.name): \(String(describing: answer))")
      }
    }
  }

  /// S15: no two living rows have the same value where the schema says so.
  private func finallyUnique() throws {
    try hub.store?.read { store in
      for (index, table) in schema.tables.enumerated() {
        for (column, cell) in table.columns.enumerated() where cell.unique {
          var seen: Set<Value> = []
          try store.forEachRow(table: index) { row in
            if row.values[column].isNull || seen.insert(row.values[column]).inserted { return }
            throw CheckFailure(
              "finallyUnique", "two rows of \(table.name) have \(row.values[column]) as \(cell.name)")
          }
        }
      }
    }
  }

  /// Q2: the server holds what the plainest fold of its log gives.
  private func finallyAsTheModel() throws {
    // The model's cost grows with the square of the log.
    guard options.size == .small else { return }
    var model = ReferenceModel(schema: schema, rules: SimulatedTrade.rules)
    var leaps = hub.leaps[...]
    for entry in hub.log {
      while let leap = leaps.first, leap.head < entry.position {
        model.take(leap)
        leaps.removeFirst()
      }
      model.accept(entry)
      for kept in hub.keptMoves where kept.position == entry.position { model.checkKept(kept) }
    }
    for leap in leaps { model.take(leap) }
    reachMarks(of: model)
    if let difference = try hub.store?.read({ try model.differences(from: $0) }).first {
      throw CheckFailure("finallyAsTheModel", difference)
    }
  }

  private func reachMarks(of model: ReferenceModel) {
    guard let conflicts = schema.index(of: schema.conflictTable), let orders = schema.index(of: "orders"),
      let rule = schema.tables[conflicts].column(ConflictColumns.rule),
      let reason = schema.tables[orders].column("hold_reason")
    else { return }
    for (_, row) in model.rows(of: conflicts) { marks.reach("conflict \(row.values[rule].text ?? "")") }
    marks.reach("order on hold", model.rows(of: orders).values.count { !$0.values[reason].isNull })
  }

  /// Q8: a device that joins now holds what those who were here from the beginning hold.
  private func finallyRebuilt() throws {
    guard let fresh = try join(role: .manager) else { return }
    try syncAtOnce(fresh)
    if !isQuiet(fresh) { try syncAtOnce(fresh) }
    try compare(fresh, check: "finallyRebuilt")
  }
}
