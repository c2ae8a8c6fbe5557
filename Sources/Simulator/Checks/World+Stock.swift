import ChangeModel
import FieldSales
import HubStore

/// What was seen of leases and stock, to compare with what is seen next.
struct StockSight {
  /// Of each lease, by row.
  var spent: [Int64: Int64] = [:]
  /// Of each product, by row.
  var free: [Int64: Int64] = [:]
}

/// S15: what is there is sold, leased or free, and nothing is sold twice.
extension World {
  /// Counts everything anew from orders, lines and leases, and compares it with the figures that the rules keep.
  func alwaysSoldOnce(_ fresh: ArraySlice<LogEntry>, in store: any HubReading) throws {
    let leases = try rows(of: "leases", in: store)
    let lines = try rows(of: "order_lines", in: store)
    let orders = try rows(of: "orders", in: store)
    try alwaysTakenAsOrdered(lines, orders)
    try alwaysSpentInTime(leases, fresh)
    noteLate(lines, leases, fresh)
    for product in try rows(of: "products", in: store) {
      let number = product.row
      let sold = lines.filter { $0.reference("product_id") == number }.reduce(0) {
        $0 + $1.integer("stock_taken")
      }
      let leased = held(leases, by: "product_id", number)
      guard product.integer("stock_sold") == sold, product.integer("stock_leased") == leased else {
        throw CheckFailure(
          "alwaysSoldOnce",
          "product \(number): \(product.integer("stock_sold")) sold and \(product.integer("stock_leased")) leased by its "
            + "figures, \(sold) and \(leased) by orders and leases")
      }
      let free = product.integer("stock_pool") - sold - leased
      if free < 0, free < stockSeen.free[number] ?? 0, fresh.allSatisfy({ $0.actor.role == .rep }) {
        throw CheckFailure("alwaysSoldOnce", "product \(number): \(-free) units more than there are were given away")
      }
      stockSeen.free[number] = free
    }
    for customer in try rows(of: "customers", in: store) {
      let number = customer.row
      let leased = held(leases, by: "customer_id", number)
      guard customer.integer("credit_leased") == leased else {
        throw CheckFailure(
          "alwaysSoldOnce",
          "customer \(number): \(customer.integer("credit_leased")) of credit leased by its figure, \(leased) by leases"
        )
      }
    }
  }

  /// What live leases hold of a row and is not spent.
  private func held(_ leases: [CountedRow], by column: String, _ number: Int64) -> Int64 {
    leases.filter { $0.reference(column) == number && $0.values["status"] == .text("granted") }.reduce(0) {
      $0 + $1.integer("granted") - $1.integer("spent")
    }
  }

  /// A line has taken what is ordered while its order counts, and nothing else.
  private func alwaysTakenAsOrdered(
    _ lines: [CountedRow], _ orders: [CountedRow]
  ) throws {
    let states = Dictionary(orders.map { ($0.row, $0.values["status"]?.text ?? "") }) { first, _ in first }
    for line in lines where line.reference("product_id") != nil {
      let state = line.reference("order_id").flatMap { states[$0] } ?? ""
      let wanted = FieldSales.takingStates.contains(state) ? line.integer("quantity") : 0
      guard line.integer("stock_taken") == wanted else {
        throw CheckFailure(
          "alwaysSoldOnce",
          "line \(line.row) of an order that is \(state) took \(line.integer("stock_taken")), not \(wanted)")
      }
    }
  }

  /// A lease is spent to its end and no further, by orders that its rep took before it ran out.
  private func alwaysSpentInTime(
    _ leases: [CountedRow], _ fresh: ArraySlice<LogEntry>
  ) throws {
    for lease in leases {
      let number = lease.row
      let spent = lease.integer("spent")
      guard spent >= 0, spent <= lease.integer("granted") else {
        throw CheckFailure("alwaysSoldOnce", "lease \(number): \(spent) spent of \(lease.integer("granted"))")
      }
      let isInTime = fresh.contains { entry in
        let isOwn = entry.actor.rep == lease.reference("rep_id")
        return (isOwn || entry.actor.role != .rep) && entry.stamp.milliseconds < lease.integer("expires_at")
      }
      if spent > stockSeen.spent[number] ?? 0, !isInTime {
        throw CheckFailure("alwaysSoldOnce", "lease \(number) was spent after it had run out")
      }
      stockSeen.spent[number] = spent
      if let status = lease.values["status"]?.text { marks.reach("lease \(spent > 0 ? "spent" : status)") }
    }
  }

  /// Whether somebody ordered on a lease that had run out: then there was something to be refused.
  private func noteLate(_ lines: [CountedRow], _ leases: [CountedRow], _ fresh: ArraySlice<LogEntry>) {
    for line in lines {
      guard let lease = leases.first(where: { $0.row == line.reference("stock_lease_id") }),
        lease.values["status"] == .text("granted"),
        let entry = fresh.first(where: { $0.position == line.changed })
      else { continue }
      if entry.stamp.milliseconds >= lease.integer("expires_at") { marks.reach("order on a lease that had run out") }
    }
  }

  private func rows(of table: String, in store: any HubReading) throws -> [CountedRow] {
    guard let index = schema.index(of: table) else { return [] }
    let names = schema.tables[index].columns.map(\.name)
    var rows = [CountedRow]()
    try store.forEachRow(table: index) { row in
      rows.append(
        CountedRow(
          row: row.key.row, changed: row.changed, values: Dictionary(uniqueKeysWithValues: zip(names, row.values))))
    }
    return rows
  }
}

/// A row as it is counted.
private struct CountedRow {
  var row: Int64
  var changed: Position
  var values: [String: Value]

  func integer(_ column: String) -> Int64 { values[column]?.integer ?? 0 }
  func reference(_ column: String) -> Int64? { values[column]?.reference?.row }
}
