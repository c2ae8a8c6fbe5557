import ChangeModel
import MergeEngine

/// What a user of a device might write next: a rep's day, biased to the same few rows that others write as well.
struct WorkMix {
  /// What the user sees when deciding.
  protocol Sight {
    /// The rows of a query, each as its values in order.
    func rows(_ sql: String) throws -> [[Value]]
  }

  var dice: Dice
  /// Marks what this user writes, so that it can be told apart.
  let name: String
  let role: Role
  let foreignPerMille: Int
  private var serial = 0

  init(dice: Dice, name: String, role: Role, foreignPerMille: Int) {
    self.dice = dice
    self.name = name
    self.role = role
    self.foreignPerMille = foreignPerMille
  }

  /// The next intent; nil when the user sees nothing to work on.
  mutating func next(number: Int, sight: any Sight) throws -> Intent? {
    serial += 1
    let mark = "\(name)-\(serial)"
    let isForeign = dice.happens(perMille: foreignPerMille)
    let choice = dice.number(0..<29)
    let builder = { IntentBuilder(number: number, isForeign: isForeign, text: "\(mark) \($0 as String)") }
    switch choice {
    case 0, 1: return try newCustomer(builder("new customer"), mark, sight)
    case 2...5: return try order(builder("order"), mark, sight)
    case 6, 7: return try visit(builder("visit"), mark, sight)
    case 8...15: return try cell(builder("cell"), mark, sight)
    case 16: return try address(builder("address"), mark, sight)
    case 17: return try deletion(builder("delete"), "visits", sight)
    case 18: return try deletion(builder("delete"), dice.happens(perMille: 500) ? "contacts" : "customers", sight)
    case 19, 20, 21: return try step(builder("order step"), sight)
    case 22: return try line(builder("line"), mark, sight)
    case 23: return try move(builder("move"), sight)
    case 24: return try contact(builder("contact"), mark, sight)
    case 25: return try checkIn(builder("check in"), sight)
    case 27: return try replacement(builder("replace"), mark, sight)
    case 26: return try sameNumber(builder("same number"), sight)
    default: return try deletion(builder("delete"), "order_lines", sight)
    }
  }

  /// A condition on territories: those that the device may hold.
  static let isHeld = "godwit_row IN (SELECT scope >> 2 FROM godwit_scopes WHERE scope & 3 = 1)"

  // MARK: What there is

  /// One of the first rows, which everyone sees, more often than of the others.
  private mutating func some(_ table: String, _ columns: String, _ sight: any Sight) throws -> SeenRow? {
    let offset = dice.happens(perMille: 700) ? dice.number(0..<3) : dice.number(0..<12)
    return try seen("\(columns) FROM \(table) ORDER BY godwit_row LIMIT 1 OFFSET \(offset)", sight).first
  }

  private func seen(_ columnsAndSource: String, _ sight: any Sight) throws -> [SeenRow] {
    try sight.rows("SELECT id, godwit_row, \(columnsAndSource)").compactMap { row in
      guard case .blob(let bytes) = row[0], let id = RowID(bytes), let number = row[1].integer else { return nil }
      return SeenRow(id: id, number: number, values: Array(row.dropFirst(2)))
    }
  }

  // MARK: Kinds of work

  private mutating func newCustomer(
    _ start: IntentBuilder, _ mark: String, _ sight: any Sight
  ) throws -> Intent? {
    var builder = start
    let condition = dice.happens(perMille: 950) ? "WHERE \(Self.isHeld)" : ""
    guard let territory = dice.pick(try seen("name FROM territories \(condition) ORDER BY godwit_row", sight)) else {
      return nil
    }
    builder.insert(
      "customers", dice.rowID(),
      [
        ("territory_id", territory.reference), ("name", .text("Customer \(mark)")), ("currency", .text("EUR")),
        ("tags", .text("[\"new\"]")),
      ])
    return builder.intent
  }

  /// An order says in `customer_reference` how many lines it has, so that a torn one shows.
  private mutating func order(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    let order = dice.rowID()
    let lines = dice.number(1..<4)
    let isSubmitted = dice.happens(perMille: 300)
    builder.insert(
      "orders", order,
      [
        ("customer_id", customer.reference), ("number", .text("N \(mark)")),
        ("status", .text(isSubmitted ? "submitted" : "draft")), ("currency", .text("EUR")),
        ("customer_reference", .text("\(lines)")),
      ])
    for line in 0..<lines {
      builder.insert(
        "order_lines", dice.rowID(),
        [
          ("order_id", .reference(RowReference(id: order))), ("sku", .text("L\(line)")),
          ("quantity", .integer(Int64(line + 1))), ("unit_price", .integer(100)),
        ])
    }
    return builder.intent
  }

  private mutating func visit(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    builder.insert(
      "visits", dice.rowID(),
      [("customer_id", customer.reference), ("purpose", .text("sale")), ("notes", .text("seen by \(mark)"))])
    builder.add("customers", customer, "visit_count", Int64(1 + dice.number(0..<3)))
    return builder.intent
  }

  private mutating func contact(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    builder.insert(
      "contacts", dice.rowID(), [("customer_id", customer.reference), ("name", .text("Contact \(mark)"))])
    return builder.intent
  }

  private static let columns = [
    "phone", "grade", "notes", "notes", "tags", "tags", "visit_count", "visit_count", "tax_id", "tax_id", "legal_name",
    "first_contact_at", "last_contact_at", "consent_phone", "credit_limit", "name",
  ]

  /// One cell of a customer, whatever its policy.
  private mutating func cell(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let name = dice.pick(Self.columns), let table = SimulatedTrade.schema["customers"],
      let column = table.column(name).map({ table.columns[$0] }),
      let row = try some("customers", name, sight)
    else { return nil }
    let old = row.values[0]
    switch column.policy {
    case .counter: builder.add("customers", row, name, Int64(dice.number(0..<7)) - 3)
    case .set: elements(&builder, row, name, old)
    case .text: builder.set("customers", row, name, from: old, to: .text(edited(old.text ?? "", mark)))
    case .max, .min, .first, .office:
      if !column.notNull, dice.happens(perMille: 150) {
        builder.set("customers", row, name, from: old, to: .null)
      } else if column.kind == .integer {
        builder.set("customers", row, name, from: old, to: .integer(Int64(dice.number(0..<1_000))))
      } else {
        builder.set("customers", row, name, from: old, to: .text(mark))
      }
    case .latest, .workflow, .ask:
      let new = dice.happens(perMille: 100) && !column.notNull ? Value.null : .text(mark)
      builder.set("customers", row, name, from: old, to: new)
    }
    return builder.intent
  }

  private mutating func elements(_ builder: inout IntentBuilder, _ row: SeenRow, _ name: String, _ old: Value) {
    let before = old.text.flatMap(SetText.parse) ?? []
    var after = before
    if !before.isEmpty, dice.happens(perMille: 400) {
      after.remove(at: dice.number(0..<before.count))
    } else if let element = dice.pick(["vip", "bio", "late", "new", "fair"]), !before.contains(element) {
      after.append(element)
    }
    builder.elements("customers", row, name, from: before, to: after)
  }

  private mutating func edited(_ text: String, _ mark: String) -> String {
    var words = text.split(separator: " ").map(String.init)
    switch dice.number(0..<4) {
    case 0 where !words.isEmpty: words[dice.number(0..<words.count)] = mark
    case 1 where !words.isEmpty: words.remove(at: dice.number(0..<words.count))
    default: words.insert(mark, at: dice.number(0..<words.count + 1))
    }
    return words.suffix(12).joined(separator: " ")
  }

  private mutating func address(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("customers", "street, city", sight) else { return nil }
    builder.set("customers", row, "street", from: row.values[0], to: .text("\(mark) street"))
    if dice.happens(perMille: 700) {
      builder.set("customers", row, "city", from: row.values[1], to: .text("\(mark) city"))
    }
    return builder.intent
  }

  private mutating func deletion(_ start: IntentBuilder, _ table: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    // The lines that make an order whole stay: a torn order must show.
    let condition = table == "order_lines" ? "WHERE sku NOT LIKE 'L%'" : ""
    guard let row = dice.pick(try seen("1 FROM \(table) \(condition) ORDER BY godwit_row LIMIT 6", sight)) else {
      return nil
    }
    builder.delete(table, row)
    return builder.intent
  }

  private mutating func step(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "status", sight), let state = row.values[0].text,
      let next = dice.pick(
        dice.happens(perMille: 150) ? Self.steps.keys.sorted() : Self.steps[state] ?? ["cancelled"])
    else { return nil }
    builder.set("orders", row, "status", from: row.values[0], to: .text(next))
    return builder.intent
  }

  private static let steps = [
    "draft": ["submitted", "submitted", "cancelled"], "submitted": ["confirmed", "on_hold", "cancelled"],
    "on_hold": ["submitted", "cancelled"], "confirmed": ["picked"], "picked": ["shipped"],
    "shipped": ["delivered"], "delivered": ["invoiced"],
  ]

  private mutating func line(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "memo", sight) else { return nil }
    builder.insert(
      "order_lines", dice.rowID(),
      [
        ("order_id", row.reference), ("sku", .text(mark)), ("quantity", .integer(Int64(dice.number(0..<4)))),
        ("unit_price", .integer(5)),
      ])
    builder.set("orders", row, "memo", from: row.values[0], to: .text("line \(mark)"))
    return builder.intent
  }

  private mutating func move(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "territory_id", sight),
      let territory = try some("territories", "name", sight)
    else { return nil }
    builder.set(
      "customers", customer, "territory_id", from: customer.reference(0), to: territory.reference)
    return builder.intent
  }

  private mutating func checkIn(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("visits", "check_in_at", sight) else { return nil }
    builder.set("visits", row, "check_in_at", from: row.values[0], to: .integer(Int64(dice.number(0..<1_000))))
    return builder.intent
  }

  /// A tool that writes whole rows, as many do.
  private mutating func replacement(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    let (table, column) = dice.happens(perMille: 500) ? ("contacts", "name") : ("customers", "phone")
    guard let row = try some(table, column, sight) else { return nil }
    builder.replace(table, row, column, from: row.values[0], to: .text(mark))
    return builder.intent
  }

  /// Two users give the same document number: one of them must be told.
  private mutating func sameNumber(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("orders", "number", sight) else { return nil }
    builder.set("orders", row, "number", from: row.values[0], to: .text("N-\(dice.number(0..<4))"))
    return builder.intent
  }
}
