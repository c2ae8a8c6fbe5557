import ChangeModel
import FieldSales
import Hub

/// What there is to lease, and the office that takes back what ran out.
extension World {
  var hasLeases: Bool { options.faults[.leases] != nil }

  /// The tables of this world, as the server's program has them now.
  var schema: Schema { hub.schema }

  /// What a world begins with. What grows stands behind the leases, so a world that may grow has them as well.
  static func firstSchema(of options: SimulationOptions) -> Schema {
    options.faults[.leases] == nil && options.faults[.schemaGrowth] == nil
      ? SimulatedTrade.plainSchema : SimulatedTrade.schema
  }

  /// A few units of two products, and a credit limit for each of the first customers.
  func stockUp() throws {
    var rows = (1...2).map { number in
      ImportRow(
        table: "products", id: RowID(high: 77, low: number),
        values: [
          "sku": .text("P-\(number)"), "name": .text("Product \(number)"),
          "stock_pool": .integer(Int64(roll("stock") { $0.number(6..<24) })),
        ])
    }
    try hub.store?.read { store in
      guard let customers = schema.index(of: "customers") else { return }
      try store.forEachRow(table: customers) { row in
        let limit = Int64(100 * self.roll("stock") { $0.number(3..<15) })
        rows.append(ImportRow(table: "customers", id: row.id, values: ["credit_limit": .integer(limit)]))
      }
    }
    try importAsOffice(rows)
  }

  /// Leases that ran out so long ago that no order is waited for are ended; now and then a device is given up, and what
  /// it held goes back at once.
  func takeBackLeases(of device: SimulatedDevice) throws {
    guard !hub.isDown, !hub.isTroubled, let store = hub.store, let table = schema.index(of: "leases") else { return }
    let columns = schema.tables[table]
    let names = ["status", "expires_at", "rep_id"].compactMap(columns.column)
    guard names.count == 3 else { return }
    let grace = Setting.leaseGraceHours.fallback * 3_600_000
    let isGivenUp = roll("leases") { $0.happens(perMille: 200) }
    // Who asks again after the end does not always find that the office was faster.
    let isLate = roll("leases") { $0.happens(perMille: 600) }
    let rep = device.replica?.identity.rep
    var rows = [ImportRow]()
    try attemptServer("read the leases", answering: nil) {
      try store.read { store in
        try store.forEachRow(table: table) { row in
          guard row.values[names[0]].text == "granted" else { return }
          let end = row.values[names[1]].integer ?? 0
          if end + grace <= clock.shownNow && !isLate {
            rows.append(ImportRow(table: "leases", id: row.id, values: ["status": .text("expired")]))
          } else if isGivenUp, let rep, row.values[names[2]].reference?.row == rep {
            rows.append(ImportRow(table: "leases", id: row.id, values: ["status": .text("returned")]))
          }
        }
      }
    }
    if rows.isEmpty || hub.isDown { return }
    note("the office takes back \(rows.count) leases")
    marks.reach("leases taken back", rows.count)
    try importAsOffice(rows)
  }

  private func importAsOffice(_ rows: [ImportRow]) throws {
    guard let service = hub.service else { return }
    var outcome = ImportOutcome()
    let isDone = try attemptServer("serve the office", answering: nil) { outcome = try service.importRows(rows) }
    if let refused = outcome.rejected.first {
      throw CheckFailure("alwaysWorks", "the office is refused: \(refused.message)")
    }
    if isDone { try observeLog() }
  }
}
