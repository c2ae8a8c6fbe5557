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

  /// What is due by the end of the day: columns as in `CareQueries`.
  /// - Parameters:
  ///   - isMine: only for customers whom the user looks after, or nobody.
  ///   - kinds: all if not given.
  public func due(_ day: Day, isMine: Bool, kinds: [CareKind] = CareKind.allCases) throws -> [Record] {
    try desk.read { db in try kinds.flatMap { try due($0, day, isMine: isMine, db) } }
  }

  /// - Parameter window: only replacements that fell due in so many days; nil for all that are still proposed.
  func due(_ kind: CareKind, _ day: Day, isMine: Bool, window: Int64? = nil, _ db: Database) throws -> [Record] {
    let settings = try db.settings()
    var values: [String: (any DatabaseValueConvertible)?] = [
      "now": desk.now, "end": day.end, "rep": (isMine ? try desk.ownRepID(db) : .null).databaseValue,
    ]
    func purchase(from: Int64, until: Int64) throws -> [Record] {
      values["kind"] = kind.rawValue
      values["from"] = from
      values["until"] = until
      values["grace"] = settings[.careGraceDays]
      values["pause"] = settings[.carePauseDays]
      return try db.records(CareQueries.afterPurchase, StatementArguments(values))
    }
    switch kind {
    case .thanks: return try purchase(from: settings[.thanksFromDays], until: settings[.thanksUntilDays])
    case .satisfaction:
      return try purchase(from: settings[.satisfactionAfterDays], until: settings[.satisfactionAfterDays])
    case .crossSell:
      return try purchase(from: settings[.crossSellAfterDays], until: settings[.crossSellAfterDays])
    case .referral:
      values["score"] = settings[.satisfiedFromScore]
      values["pause"] = settings[.referralPauseDays]
      return try db.records(CareQueries.referrals, StatementArguments(values))
    case .birthday:
      values["days"] = Self.birthdays(from: day, ahead: settings[.birthdayAheadDays])
      return try db.records(CareQueries.birthdays, StatementArguments(values))
    case .replacement:
      values["window"] = window ?? settings[.replacementNoticeDays] + settings[.careGraceDays]
      values["notice"] = settings[.replacementNoticeDays]
      return try db.records(CareQueries.replacements, StatementArguments(values))
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
      let occasion = try due(kind, day, isMine: false, db).first { item in
        item.rowID("customer_id") == id
          && ["contact_id", "product_id"].allSatisfy { cells[$0] == nil || cells[$0] == item[$0] }
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
