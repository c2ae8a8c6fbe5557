import ChangeModel
import FieldSales
import GRDB

/// What a rep is paid for sales, and what a deal would add: recomputed from orders, rates and targets each time.
public struct CommissionBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What a rep earns in a period.
  public struct Statement: Sendable {
    public var summary: Record
    /// For each product group that was sold: sales, tier and pay.
    public var groups: [Record]
  }

  /// What a deal would add to a rep's pay.
  public struct Forecast: Sendable {
    public var record: Record
  }

  /// The statement of a rep for the period in which `time` lies; the user's own and now, unless said otherwise.
  public func statement(rep: String? = nil, at time: Int64? = nil) throws -> Statement {
    try desk.read { db in
      let terms = try terms(rep, at: time ?? desk.now, db)
      let ordered = try sales(terms, invoicedOnly: false, db)
      let invoiced = try sales(terms, invoicedOnly: true, db)
      let groups = terms.kinds(of: ordered).map { Self.line(of: $0, terms, ordered) }
      let summary = terms.head.adding("sales", .integer(ordered.reduce(0) { $0.saturatingSum($1.amount) }))
        .adding("earned", .integer(terms.pay(for: invoiced))).adding("expected", .integer(terms.pay(for: ordered)))
        .adding("target", Self.value(terms.target))
        .adding("currency", terms.currencyValue)
      return Statement(summary: summary, groups: groups)
    }
  }

  /// One product group of a statement: its sales, the tier they have reached, and the next.
  private static func line(of kind: String?, _ terms: CommissionTerms, _ sales: [Sales]) -> Record {
    let amount = terms.amount(of: kind, in: sales)
    let tiers = terms.tiers(of: kind)
    let next = tiers.next(after: amount)
    let pay = terms.share(of: tiers.pay(for: amount))
    let group: Value = kind.map { .text($0) } ?? .null
    return Record(columns: ["product_group", "sales", "pay"], values: [group, .integer(amount), .integer(pay)])
      .adding("rate", value(tiers.tier(at: amount)?.rate)).adding("next_from", value(next?.from))
      .adding("next_rate", value(next?.rate)).adding("missing", value(next.map { $0.from.saturatingSum(-amount) }))
      .adding("currency", terms.currencyValue)
  }

  /// What an order that is not submitted yet would earn the user, on top of this period's sales.
  public func forecast(order name: String) throws -> Forecast {
    try desk.read { db in
      let id = try RowFinder.order.find(name, in: db)
      let deal = try db.records(
        """
        SELECT p.product_group, o.status, o.currency, sum(\(LineTotal.net("l"))) AS amount
        FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id LEFT JOIN products AS p ON p.id = l.product_id
        WHERE l.order_id = ? GROUP BY p.product_group
        """, [Value(id).databaseValue])
      let state = deal.first?.text("status")
      guard state.map({ FieldSales.changeableStates.contains($0) }) ?? true else {
        throw FieldError(
          .failed, "the order is \(state, or: "gone") and counts already: `godwit commission show` has it")
      }
      return try forecast(
        deal.map { Sales(group: $0.text("product_group"), amount: $0.integer("amount") ?? 0) },
        currency: deal.first?.text("currency"), db)
    }
  }

  /// What sales of an amount would earn the user.
  /// - Parameter amount: a decimal in the plan's currency.
  public func forecast(amount: String, group: String? = nil) throws -> Forecast {
    try desk.read { db in
      let currency = try terms(nil, at: desk.now, db).currency
      guard let minor = Money.minorUnits(amount, currency: currency), minor > 0 else {
        throw FieldError(.usage, "\"\(amount)\" is no amount: write a decimal such as 1250.00")
      }
      return try forecast([Sales(group: group, amount: minor)], currency: currency, db)
    }
  }

  private func forecast(_ deal: [Sales], currency: String?, _ db: Database) throws -> Forecast {
    let terms = try terms(nil, at: desk.now, db)
    if let currency, let own = terms.currency, currency != own {
      throw FieldError(.failed, "the deal is in \(currency), and the plan pays for sales in \(own) alone")
    }
    let present = try sales(terms, invoicedOnly: false, db)
    let before = terms.pay(for: present)
    let after = terms.pay(for: present + deal)
    let amount = deal.reduce(Int64(0)) { $0.saturatingSum($1.amount) }
    return Forecast(
      record: terms.head.adding("deal", .integer(amount)).adding("before", .integer(before))
        .adding("after", .integer(after)).adding("adds", .integer(after.saturatingSum(-before)))
        .adding("rate", Self.value(BasisPoints.part(after.saturatingSum(-before), of: amount)))
        .adding("currency", terms.currencyValue))
  }

  /// What the rep sold in the period, by product group.
  private func sales(_ terms: CommissionTerms, invoicedOnly: Bool, _ db: Database) throws -> [Sales] {
    var query = Query("SELECT s.product_group, s.net FROM sale_lines AS s")
    query.add("s.rep_id = ?", terms.rep)
    query.add("s.placed_at >= ?", .integer(terms.period.from))
    query.add("s.placed_at < ?", .integer(terms.period.until))
    if let currency = terms.currency { query.add("s.currency = ?", .text(currency)) }
    if invoicedOnly { query.add("s.status = 'invoiced'") }
    var sums: [String?: Int64] = [:]
    for row in try query.fetch(db) {
      sums[row.text("product_group"), default: 0] = (sums[row.text("product_group")] ?? 0)
        .saturatingSum(row.integer("net") ?? 0)
    }
    return sums.map { Sales(group: $0.key, amount: $0.value) }.sorted { ($0.group ?? "") < ($1.group ?? "") }
  }

  private func terms(_ rep: String?, at time: Int64, _ db: Database) throws -> CommissionTerms {
    let repID = try rep.map { Value(try RowFinder.rep.find($0, in: db)) } ?? desk.ownRepID(db)
    return try CommissionTerms(rep: repID, at: time, db)
  }

  private static func value(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
}
