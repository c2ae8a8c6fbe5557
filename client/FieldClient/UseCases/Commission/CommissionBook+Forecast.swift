import ChangeModel
import FieldSales
import GRDB

extension CommissionBook {
  /// What a deal would add to a rep's pay.
  public struct Forecast: Sendable {
    public var record: Record
  }

  /// What an order that is not submitted yet would earn on top of this period's sales.
  /// - Parameter rep: whose pay; if not given, that of the user, or of the order's rep for a manager and the office.
  public func forecast(order name: String, rep: String? = nil) throws -> Forecast {
    try desk.read { db in
      let id = try RowFinder.order.find(name, in: db)
      let order = try db.record("SELECT rep_id, status, currency FROM orders WHERE id = ?", [Value(id).databaseValue])
      let deal = try db.records(
        """
        SELECT p.product_group, sum(\(LineTotal.net("l"))) AS amount
        FROM order_lines AS l LEFT JOIN products AS p ON p.id = l.product_id
        WHERE l.order_id = ? GROUP BY p.product_group
        """, [Value(id).databaseValue])
      let state = order?.text("status")
      guard state.map({ FieldSales.changeableStates.contains($0) }) ?? true else {
        throw FieldError(
          .failed, "the order is \(state, or: "gone") and counts already: `godwit commission show` has it")
      }
      let taker = desk.replica.identity.role == .rep ? nil : order?.rowID("rep_id")
      return try forecast(
        deal.map { Sales(group: $0.text("product_group"), amount: $0.integer("amount") ?? 0) },
        currency: order?.text("currency"), try terms(rep ?? taker?.description, at: desk.now, db), db)
    }
  }

  /// What sales of an amount would earn.
  /// - Parameters:
  ///   - amount: a decimal in the plan's currency.
  ///   - rep: whose pay; the user's if not given.
  public func forecast(amount: String, group: String? = nil, rep: String? = nil) throws -> Forecast {
    try desk.read { db in
      let terms = try terms(rep, at: desk.now, db)
      var figures = PeriodSales(rep: terms.rep)
      return try forecast(amount: amount, group: group, terms, &figures, db)
    }
  }

  func forecast(
    amount: String, group: String?, _ terms: CommissionTerms, _ figures: inout PeriodSales, _ db: Database
  ) throws -> Forecast {
    guard let minor = Money.minorUnits(amount, currency: terms.currency), minor > 0 else {
      throw FieldError(.usage, "\"\(amount)\" is no amount: write a decimal such as 1250.00")
    }
    return try forecast([Sales(group: group, amount: minor)], terms, &figures, db)
  }

  private func forecast(_ deal: [Sales], currency: String?, _ terms: CommissionTerms, _ db: Database) throws
    -> Forecast
  {
    if let currency, let own = terms.currency, currency != own {
      throw FieldError(.failed, "the deal is in \(currency), and the plan pays for sales in \(own) alone")
    }
    var figures = PeriodSales(rep: terms.rep)
    return try forecast(deal, terms, &figures, db)
  }

  private func forecast(_ deal: [Sales], _ terms: CommissionTerms, _ figures: inout PeriodSales, _ db: Database) throws
    -> Forecast
  {
    let present = try figures.sales(by: terms, db)
    let before = terms.pay(for: present)
    let after = terms.pay(for: present + deal)
    let amount = Sales.sum(deal)
    return Forecast(
      record: terms.head.adding("deal", .integer(amount)).adding("before", .integer(before))
        .adding("after", .integer(after)).adding("adds", .integer(after.saturatingSum(-before)))
        .adding("rate", Self.value(BasisPoints.part(after.saturatingSum(-before), of: amount)))
        .adding("currency", terms.currencyValue))
  }
}
