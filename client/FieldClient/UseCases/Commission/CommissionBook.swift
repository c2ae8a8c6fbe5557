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

  /// The statement of a rep for the period in which `time` lies; the user's own and now, unless said otherwise.
  public func statement(rep: String? = nil, at time: Int64? = nil) throws -> Statement {
    try desk.read { db in
      let terms = try terms(rep, at: time ?? desk.now, db)
      var figures = PeriodSales(rep: terms.rep)
      let ordered = try figures.sales(by: terms, db)
      let groups = terms.kinds(of: ordered).map { Self.line(of: $0, terms, ordered) }
      return Statement(summary: try Self.summary(terms, &figures, db), groups: groups)
    }
  }

  /// What was sold, and what it pays: earned by invoiced orders, expected of all that are submitted.
  static func summary(_ terms: CommissionTerms, _ figures: inout PeriodSales, _ db: Database) throws -> Record {
    let ordered = try figures.sales(by: terms, db)
    let invoiced = try figures.sales(by: terms, invoicedOnly: true, db)
    return terms.head.adding("sales", .integer(Sales.sum(ordered)))
      .adding("earned", .integer(terms.pay(for: invoiced))).adding("expected", .integer(terms.pay(for: ordered)))
      .adding("target", value(terms.target)).adding("currency", terms.currencyValue)
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

  func terms(_ rep: String?, at time: Int64, _ db: Database) throws -> CommissionTerms {
    let repID = try rep.map { Value(try RowFinder.rep.find($0, in: db)) } ?? desk.ownRepID(db)
    return try CommissionTerms(rep: repID, at: time, db)
  }

  static func value(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
}
