import ChangeModel
import FieldSales
import GRDB

extension OrderBook {
  /// Names the leases that an order spends, in the transaction that hands it in.
  func spendLeases(_ order: RowID, _ db: Database) throws {
    guard let finder = try desk.leases(besides: order, db) else { return }
    try LeasePlan(of: try sheet(order, db), finder).write()
  }

  /// What the order spends of which leases; nil once the server has judged it, which its state and words tell.
  func leasePlan(of sheet: Sheet, _ db: Database) throws -> LeasePlan? {
    let status = sheet.order.text("status") ?? ""
    let isOpen = FieldSales.changeableStates.contains(status) || status == "submitted" && isUnjudged(sheet)
    guard isOpen, let id = sheet.order.id, let finder = try desk.leases(besides: id, db) else { return nil }
    return try LeasePlan(of: sheet, finder)
  }

  /// What the limit says; nothing where a lease of credit covers all of the order.
  func creditNotice(_ sheet: Sheet, _ plan: LeasePlan?, _ db: Database) throws -> Notice? {
    guard let order = sheet.order.id else { return nil }
    let part = plan?.parts.first { $0.kind == .credit }
    if let part, part.isCertain { return nil }
    guard desk.knows("customers", "credit_leased") else { return try CreditCheck.notice(of: order, db) }
    let leased = try db.record(
      "SELECT c.credit_leased FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.id = ?",
      [Value(order).databaseValue])
    let others = (leased?.integer("credit_leased") ?? 0).saturatingSum(-(part?.covered ?? 0))
    return try CreditCheck.notice(of: order, reserved: max(0, others), db)
  }

  /// What is certain of the order, and what the server will judge; nothing is said of what is not counted.
  func leaseNotices(_ plan: LeasePlan?, _ currency: String?) -> [Notice] {
    plan?.parts.compactMap { notice($0, currency) } ?? []
  }

  private func isUnjudged(_ sheet: Sheet) -> Bool {
    sheet.order.integer("credit_taken") == nil
      && sheet.lines.allSatisfy { $0.integer("stock_taken") == nil && $0.integer("budget_taken") == nil }
  }

  private func notice(_ part: LeasePlan.Part, _ currency: String?) -> Notice? {
    let wanted = said(part.wanted, part.kind, currency)
    let what: Phrase =
      switch part.kind {
      case .stock: "\(wanted) of \(part.name)"
      case .promotion: "\(wanted) off by \(part.name)"
      case .credit: "\(wanted) of credit for \(part.name)"
      }
    let number = part.lease?.text("number") ?? "?"
    if part.isCertain {
      let end = Notice.moment(part.lease?.integer("expires_at") ?? 0)
      return Notice(
        topic: .lease, isWarning: false,
        text: "\(what): certain by your lease \(number), if the order is handed in before \(end)")
    }
    if part.lease != nil {
      let covered = said(part.covered, part.kind, currency)
      return Notice(
        topic: .lease, isWarning: true,
        text: "\(what): only \(covered) is certain by your lease \(number); for the rest it may be held")
    }
    guard part.kind != .credit, let free = part.free else { return nil }
    return Notice(
      topic: .lease, isWarning: free < part.wanted,
      text: "\(what): not leased, \(said(max(0, free), part.kind, currency)) is free as far as known; it may be held")
  }

  private func said(_ amount: Int64, _ kind: LeaseKind, _ currency: String?) -> Phrase {
    kind == .stock ? "\(amount)" : "\(Amount(amount, currency))"
  }
}
