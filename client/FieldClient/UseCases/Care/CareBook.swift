import ChangeModel
import FieldSales
import GRDB

/// The care for customers: what is due, and what was done.
public struct CareBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What a step of care was about, as a person names it.
  public struct Links: Sendable {
    public var contact: String?
    public var order: String?
    public var product: String?

    public init() {}
  }

  static let select = """
    SELECT s.*, c.name AS customer, c.code AS customer_code, p.name AS contact, o.number AS order_number,
      d.name AS product, r.name AS rep
    FROM care_steps AS s
    LEFT JOIN customers AS c ON c.id = s.customer_id
    LEFT JOIN contacts AS p ON p.id = s.contact_id
    LEFT JOIN orders AS o ON o.id = s.order_id
    LEFT JOIN products AS d ON d.id = s.product_id
    LEFT JOIN reps AS r ON r.id = s.rep_id
    """

  /// What is due by the end of the day, kind by kind, what was due first in front: columns as in `CareQueries`.
  /// - Parameters:
  ///   - isMine: only for customers whom the user looks after, or nobody.
  ///   - kinds: all if not given.
  ///   - limit: the most of all kinds together, nil for all; what one kind does not need of its part is the others'.
  public func due(_ day: Day, isMine: Bool, kinds: [CareKind] = CareKind.allCases, limit: Int? = nil) throws -> CareList
  {
    try desk.read { db in
      let scope = Scope(day: day, rep: isMine ? try desk.ownRepID(db) : .null)
      let sections = try kinds.map { try due($0, scope, limit: limit, db) }
      guard let limit else { return CareList(sections: try sections.map { try proposing($0, db) }) }
      let parts = FairShare.of(limit, among: sections.map(\.items.count))
      return CareList(sections: try zip(sections, parts).map { try proposing($0.prefix($1), db) })
    }
  }

  /// Of which day and of whose customers care is asked for.
  struct Scope {
    var day: Day
    /// The rep who looks after them, or NULL for all.
    var rep: Value
    /// The one customer, or NULL for all.
    var customer = Value.null
    /// Only replacements that fell due in so many days; nil for all that are still proposed.
    var window: Int64?
  }

  func due(_ kind: CareKind, _ scope: Scope, limit: Int? = nil, _ db: Database) throws -> CareList.Section {
    let settings = try db.settings()
    var values: [String: (any DatabaseValueConvertible)?] = [
      "now": desk.now, "end": scope.day.end, "rep": scope.rep.databaseValue, "customer": scope.customer.databaseValue,
      "limit": limit.map { max(0, $0) } ?? -1,
    ]
    func ask(_ sql: String, _ own: [String: (any DatabaseValueConvertible)?]) throws -> CareList.Section {
      values.merge(own) { $1 }
      return CareList.Section(kind: kind, rows: try db.records(sql, StatementArguments(values)))
    }
    func purchase(from: Setting, until: Setting) throws -> CareList.Section {
      try ask(
        CareQueries.afterPurchase,
        [
          "kind": kind.rawValue, "from": settings[from], "until": settings[until], "grace": settings[.careGraceDays],
          "pause": settings[.carePauseDays],
        ])
    }
    switch kind {
    case .thanks: return try purchase(from: .thanksFromDays, until: .thanksUntilDays)
    case .satisfaction: return try purchase(from: .satisfactionAfterDays, until: .satisfactionAfterDays)
    case .crossSell: return try purchase(from: .crossSellAfterDays, until: .crossSellAfterDays)
    case .referral:
      return try ask(
        CareQueries.referrals, ["score": settings[.satisfiedFromScore], "pause": settings[.referralPauseDays]])
    case .birthday:
      return try ask(
        CareQueries.birthdays, ["days": Self.birthdays(from: scope.day, ahead: settings[.birthdayAheadDays])])
    case .replacement:
      let notice = settings[.replacementNoticeDays]
      return try ask(
        CareQueries.replacements,
        ["notice": notice, "window": scope.window ?? notice + settings[.careGraceDays]])
    }
  }

  /// Notes a step that was taken, or put aside. The occasion is that of what is due, when it is.
  /// - Parameter day: the user's present day.
  public func record(_ kind: CareKind, customer: String, _ cells: Cells, _ links: Links = Links(), day: Day) throws
    -> Record
  {
    if let score = cells["score"]?.integer, !(1...5).contains(score) { throw FieldError(.usage, "the score is 1 to 5") }
    return try desk.write { db in
      let id = try RowFinder.customer.find(customer, in: db)
      var cells = try linked(cells, links, db)
      let scope = Scope(day: day, rep: .null, customer: Value(id))
      // A product that is proposed beside a purchase is not of the purchase.
      let named = kind == .crossSell ? ["contact_id"] : ["contact_id", "product_id"]
      let occasion = try due(kind, scope, db).items.first { item in
        named.allSatisfy { cells[$0] == nil || cells[$0] == item[$0] }
      }
      cells["customer_id"] = Value(id)
      cells["kind"] = .text(kind.rawValue)
      cells["rep_id"] = try desk.ownRepID(db)
      if cells["done_at"] == nil { cells["done_at"] = .integer(desk.now) }
      if cells["outcome"] == nil { cells["outcome"] = .text("done") }
      for column in ["occasion_at", "order_id", "contact_id", "product_id"] where cells[column] == nil {
        if let value = occasion?[column], !value.isNull { cells[column] = value }
      }
      let step = desk.newID()
      try db.insert(into: "care_steps", id: step, cells)
      if ["done", "declined"].contains(cells["outcome"]?.text ?? "") {
        try db.noteContact(customer: id, at: cells["done_at"]?.integer ?? desk.now)
      }
      return try one(step, db)
    }
  }

  /// What was done for a customer, latest first.
  public func history(customer: String?, limit: Int? = nil) throws -> [Record] {
    try desk.read { db in
      var query = Query(Self.select)
      if let customer { query.add("s.customer_id = ?", Value(try RowFinder.customer.find(customer, in: db))) }
      return try query.fetch(db, order: "s.done_at DESC, s.id DESC", limit: limit)
    }
  }

  /// From `MM-DD` to the beginning of the day, as JSON.
  static func birthdays(from day: Day, ahead: Int64) -> String {
    var (date, start) = (day.date, day.start)
    var members = [String]()
    for _ in 0...max(0, ahead) {
      members += date.birthdays.map { "\"\($0)\":\(start)" }
      date = date.next
      start += Day.length
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private func linked(_ cells: Cells, _ links: Links, _ db: Database) throws -> Cells {
    var cells = cells
    if let contact = links.contact { cells["contact_id"] = Value(try RowFinder.contact.find(contact, in: db)) }
    if let order = links.order { cells["order_id"] = Value(try RowFinder.order.find(order, in: db)) }
    if let product = links.product { cells["product_id"] = Value(try RowFinder.product.find(product, in: db)) }
    return cells
  }

  private func one(_ id: RowID, _ db: Database) throws -> Record {
    var query = Query(Self.select)
    query.add("s.id = ?", Value(id))
    return try query.fetch(db).first ?? Record()
  }
}
