import ChangeModel

/// What a user of a device might write next: a rep's day, biased to the same few rows that others write as well.
struct WorkMix {
  /// What the user sees when deciding.
  protocol Sight {
    /// The rows of a query, each as its values in order.
    func rows(_ sql: String) throws -> [[Value]]
    /// The replica's schema.
    var schema: Schema { get }
  }

  var dice: Dice
  /// Marks what this user writes, so that it can be told apart.
  let name: String
  let role: Role
  let foreignPerMille: Int
  let focus: WorkFocus
  /// Whether there is something to lease.
  private let leases: Bool
  private var serial = 0

  init(dice: Dice, name: String, role: Role, foreignPerMille: Int, focus: WorkFocus, leases: Bool) {
    self.dice = dice
    self.name = name
    self.role = role
    self.foreignPerMille = foreignPerMille
    self.focus = focus
    self.leases = leases
  }

  /// The next intent; nil when the user sees nothing to work on.
  mutating func next(number: Int, sight: any Sight) throws -> Intent? {
    serial += 1
    let mark = "\(name)-\(serial)"
    let isForeign = dice.happens(perMille: foreignPerMille)
    let builder = { what in
      IntentBuilder(number: number, isForeign: isForeign, text: "\(mark) \(what as String)", schema: sight.schema)
    }
    if leases && dice.happens(perMille: 500) { return try leaseWork(builder("lease"), mark, sight) }
    if let columns = sight.schema.appended, dice.happens(perMille: 400) {
      return try appendedCell(builder("new column"), mark, columns, sight)
    }
    switch focus.kind(&dice) {
    case .newCustomer: return try newCustomer(builder("new customer"), mark, sight)
    case .visit: return try visit(builder("visit"), mark, sight)
    case .contact: return try contact(builder("contact"), mark, sight)
    case .cell: return try cell(builder("cell"), mark, sight)
    case .address: return try address(builder("address"), mark, sight)
    case .move: return try move(builder("move"), sight)
    case .checkIn: return try checkIn(builder("check in"), sight)
    case .replacement: return try replacement(builder("replace"), mark, sight)
    case .creditLimit: return try creditLimit(builder("credit limit"), mark, sight)
    case .order: return try order(builder("order"), mark, sight)
    case .step: return try step(builder("order step"), sight)
    case .line: return try line(builder("line"), mark, sight)
    case .sameNumber: return try sameNumber(builder("same number"), sight)
    case .deleteCustomer: return try deleteCustomer(builder("delete"), sight)
    case .deleteContact: return try deletion(builder("delete"), "contacts", sight)
    case .deleteVisit: return try deletion(builder("delete"), "visits", sight)
    // The lines that make an order whole stay: a torn order must show.
    case .deleteLine: return try deletion(builder("delete"), "order_lines", where: "sku NOT LIKE 'L%'", sight)
    }
  }

  /// A condition on territories: those that the device may hold.
  static let isHeld = "godwit_row IN (SELECT scope >> 2 FROM godwit_scopes WHERE scope & 3 = 1)"

  // MARK: What there is

  /// One of the first rows, which everyone sees, more often than of the others.
  mutating func some(_ table: String, _ columns: String, _ sight: any Sight) throws -> SeenRow? {
    let offset = dice.happens(perMille: 700) ? dice.number(0..<focus.rows) : dice.number(0..<12)
    return try seen("\(columns) FROM \(table) ORDER BY godwit_row LIMIT \(offset + 1)", sight).last
  }

  func seen(_ columnsAndSource: String, _ sight: any Sight) throws -> [SeenRow] {
    try sight.rows("SELECT id, godwit_row, \(columnsAndSource)").compactMap { row in
      guard case .blob(let bytes) = row[0], let id = RowID(bytes), let number = row[1].integer else { return nil }
      return SeenRow(id: id, number: number, values: Array(row.dropFirst(2)))
    }
  }

  // MARK: Deletes

  mutating func deletion(
    _ start: IntentBuilder, _ table: String, where condition: String = "1", _ sight: any Sight
  ) throws -> Intent? {
    var builder = start
    let source = "1 FROM \(table) WHERE \(condition) ORDER BY godwit_row LIMIT 6"
    guard let row = dice.pick(try seen(source, sight)) else { return nil }
    builder.delete(table, row)
    return builder.intent
  }

  /// Mostly one without orders: those with orders are never deleted.
  mutating func deleteCustomer(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    let isFree = "id NOT IN (SELECT customer_id FROM orders)"
    return try deletion(start, "customers", where: dice.happens(perMille: 800) ? isFree : "1", sight)
  }
}
