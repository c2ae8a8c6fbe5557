import ChangeModel
import FieldSales
import GRDB

extension OrderBook {
  /// The order with what is to be known before it is handed in, by what the replica knows now.
  public func check(_ name: String) throws -> Sheet {
    try desk.read { db in
      let id = try RowFinder.order.find(name, in: db)
      var sheet = try checked(id, db)
      sheet.notices += try priceNotices(sheet, db)
      return sheet
    }
  }

  func checked(_ id: RowID, _ db: Database) throws -> Sheet {
    var sheet = try sheet(id, db)
    let leases = try leasePlan(of: sheet, db)
    if let credit = try creditNotice(sheet, leases, db) { sheet.notices.append(credit) }
    sheet.notices += try overdueNotices(sheet.order, db)
    sheet.notices += try stockNotices(sheet, db)
    sheet.notices += leaseNotices(leases, sheet.order.text("currency"))
    if let expiry = expiryNotice(sheet.order) { sheet.notices.append(expiry) }
    return sheet
  }

  /// What the customer should have paid by now, one for each currency.
  private func overdueNotices(_ order: Record, _ db: Database) throws -> [Notice] {
    guard let customer = order.rowID("customer_id") else { return [] }
    let rows = try db.records(
      """
      SELECT count(*) AS n, sum(open) AS amount, min(due_at) AS since, currency
      FROM open_invoices WHERE customer_id = ? AND due_at < ?
      GROUP BY currency ORDER BY currency
      """, [Value(customer).databaseValue, desk.now])
    return rows.map { row in
      let amount = Amount(row.integer("amount") ?? 0, row.text("currency"))
      let count = Int(row.integer("n") ?? 0)
      let days = Int(max(1, (desk.now - max(0, row.integer("since") ?? 0)) / 86_400_000))
      let invoices = Phrase(counting: count, "invoice")
      let time = Phrase(counting: days, "day")
      return Notice(
        topic: .overdue, isWarning: true,
        text: "\(amount) of \(invoices) is overdue, the oldest for \(time): ask for the payment")
    }
  }

  /// Products of which more is ordered than can be promised.
  private func stockNotices(_ sheet: Sheet, _ db: Database) throws -> [Notice] {
    var wanted: [RowID: Int64] = [:]
    var order: [RowID] = []
    for line in sheet.lines {
      guard let product = line.rowID("product_id"), let quantity = line.integer("quantity") else { continue }
      if wanted[product] == nil { order.append(product) }
      wanted[product] = (wanted[product] ?? 0).saturatingSum(quantity)
    }
    let counts = FieldSales.promisedStates.contains(sheet.order.text("status") ?? "")
    return try order.compactMap { product in
      guard let stock = try StockBook.product(product, db), let free = stock.integer("available"),
        let quantity = wanted[product]
      else { return nil }
      // A submitted order is among the promised ones already.
      let isCounted = counts && (sheet.order.integer("placed_at") ?? 0) >= (stock.integer("counted_at") ?? .max)
      let there = try freeInWarehouse(of: sheet.order, product, db)
      let available = min(isCounted ? free.saturatingSum(quantity) : free, there ?? .max)
      guard quantity > available else { return nil }
      return Notice(topic: .stock, isWarning: true, text: Self.shortage(stock, quantity: quantity, free: available))
    }
  }

  /// What the warehouse has that is to deliver; nil when the office chooses, or when nothing is known of it there.
  private func freeInWarehouse(of order: Record, _ product: RowID, _ db: Database) throws -> Int64? {
    guard let code = order.text("warehouse") else { return nil }
    return try StockBook.places(product, db).first { $0.text("warehouse")?.lowercased() == code.lowercased() }?
      .integer("free")
  }

  private static func shortage(_ stock: Record, quantity: Int64, free: Int64) -> Phrase {
    let free = max(0, free)
    let counted = stock.integer("counted_at").map(Notice.moment)
    let there: Phrase = counted.map { "\(free) free as of \($0)" } ?? "\(free) free"
    let sku = stock.text("sku") ?? "?"
    return "\(sku): \(quantity) ordered, \(there)\(coming(stock)). Agree on a part delivery or a later day"
  }

  /// What a later delivery may count on.
  private static func coming(_ stock: Record) -> Phrase {
    if let more = stock.integer("incoming"), more > 0 {
      return stock.integer("incoming_at").map { "; \(more) more expected \(Notice.moment($0))" } ?? "; \(more) more"
    }
    guard let days = stock.integer("lead_time_days"), days > 0 else { return "" }
    return "; new stock takes \(Phrase(counting: Int(days), "day"))"
  }

  private func expiryNotice(_ order: Record) -> Notice? {
    guard order.text("status") == "quote", let until = order.integer("valid_until") else { return nil }
    guard until <= desk.now else {
      return Notice(topic: .validity, isWarning: false, text: "the quote holds until \(Notice.moment(until))")
    }
    let number = order.text("number") ?? "ORDER"
    return Notice(
      topic: .validity, isWarning: true,
      text: "the quote held until \(Notice.moment(until)): run `godwit order reprice \(number)`")
  }

  /// Lines that would cost something else today.
  private func priceNotices(_ sheet: Sheet, _ db: Database) throws -> [Notice] {
    guard FieldSales.changeableStates.contains(sheet.order.text("status") ?? "") else { return [] }
    let currency = sheet.order.text("currency")
    return try sheet.lines.compactMap { line in
      guard let product = line.rowID("product_id"), line.text("price_source") != "manual",
        line.text("price_source") != "free_goods", let quantity = line.integer("quantity"),
        let old = line.integer("total")
      else { return nil }
      let answer = try PriceFinder(db: db).answer(
        PriceQuestion(
          product: product, customer: sheet.order.rowID("customer_id"), quantity: quantity, currency: currency,
          at: desk.now))
      guard let terms = answer.terms,
        let new = LineTotal(quantity: quantity, unitPrice: terms.unitPrice, discount: terms.discount)?.net, new != old
      else { return nil }
      return Notice(
        topic: .price, isWarning: true,
        text:
          "line \(line.integer("line_number") ?? 0), \(line.text("sku") ?? "?"): \(Amount(old, currency)) as it stands,"
          + " \(Amount(new, currency)) by today's prices (\(answer.reason)); `godwit order reprice` takes them")
    }
  }
}
