import ChangeModel
import MergeEngine

/// Work on customers and what hangs on them.
extension WorkMix {
  mutating func newCustomer(
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

  mutating func visit(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    builder.insert(
      "visits", dice.rowID(),
      [("customer_id", customer.reference), ("purpose", .text("sale")), ("notes", .text("seen by \(mark)"))])
    builder.add("customers", customer, "visit_count", Int64(1 + dice.number(0..<3)))
    return builder.intent
  }

  mutating func contact(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "name", sight) else { return nil }
    builder.insert(
      "contacts", dice.rowID(), [("customer_id", customer.reference), ("name", .text("Contact \(mark)"))])
    return builder.intent
  }

  /// One cell of a customer, whatever its policy.
  mutating func cell(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let name = dice.pick(focus.columns) else { return nil }
    return try cell(&builder, name, mark, sight)
  }

  /// One cell that the first version of the schema does not have.
  mutating func appendedCell(
    _ start: IntentBuilder, _ mark: String, _ columns: [String], _ sight: any Sight
  ) throws -> Intent? {
    var builder = start
    if role == .office, sight.schema.index(of: "settings") != nil, dice.happens(perMille: 400) {
      return try setting(&builder, sight)
    }
    guard let name = dice.pick(columns) else { return nil }
    return try cell(&builder, name, mark, sight)
  }

  /// A row of a table that the first version of the schema does not have.
  private mutating func setting(_ builder: inout IntentBuilder, _ sight: any Sight) throws -> Intent? {
    guard let key = dice.pick(["lead.rhythm.week_days", "lead.rhythm.month_days"]) else { return nil }
    let value = Value.text("\(1 + dice.number(0..<9))")
    if let row = try seen("value FROM settings WHERE key = '\(key)'", sight).first {
      builder.set("settings", row, "value", from: row.values[0], to: value)
    } else {
      builder.insert("settings", dice.rowID(), [("key", .text(key)), ("value", value)])
    }
    return builder.intent
  }

  private mutating func cell(
    _ builder: inout IntentBuilder, _ name: String, _ mark: String, _ sight: any Sight
  ) throws -> Intent? {
    guard let table = sight.schema["customers"],
      let column = table.column(name).map({ table.columns[$0] }),
      let row = try some("customers", name, sight)
    else { return nil }
    let old = row.values[0]
    switch column.policy {
    case .counter: builder.add("customers", row, name, Int64(dice.number(0..<7)) - 3)
    case .set: elements(&builder, row, name, old)
    case .text: builder.set("customers", row, name, from: old, to: .text(edited(old.text ?? "", mark)))
    case .max, .min, .first, .office:
      if !column.notNull, dice.happens(perMille: focus.emptyPerMille) {
        builder.set("customers", row, name, from: old, to: .null)
      } else if column.kind == .integer {
        builder.set("customers", row, name, from: old, to: .integer(Int64(dice.number(0..<1_000))))
      } else {
        builder.set("customers", row, name, from: old, to: .text(mark))
      }
    case .latest, .workflow, .ask:
      let new = !column.notNull && dice.happens(perMille: focus.emptyPerMille) ? Value.null : .text(mark)
      builder.set("customers", row, name, from: old, to: new)
    }
    return builder.intent
  }

  private mutating func elements(_ builder: inout IntentBuilder, _ row: SeenRow, _ name: String, _ old: Value) {
    let before = old.text.flatMap(SetText.parse) ?? []
    var after = before
    // Few elements, each put in and taken out again and again: so additions and removals of the same one meet.
    let element = dice.pick(["vip", "bio", "new"]) ?? "vip"
    if let place = before.firstIndex(of: element) {
      after.remove(at: place)
    } else {
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

  mutating func address(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let row = try some("customers", "street, city", sight) else { return nil }
    builder.set("customers", row, "street", from: row.values[0], to: text("street", mark))
    if dice.happens(perMille: 700) {
      builder.set("customers", row, "city", from: row.values[1], to: text("city", mark))
    }
    return builder.intent
  }

  private mutating func text(_ what: String, _ mark: String) -> Value {
    dice.happens(perMille: focus.emptyPerMille) ? .null : .text("\(mark) \(what)")
  }

  mutating func move(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    guard let customer = try some("customers", "territory_id", sight),
      let territory = dice.pick(try seen("name FROM territories ORDER BY godwit_row", sight))
    else { return nil }
    builder.set(
      "customers", customer, "territory_id", from: customer.reference(0), to: territory.reference)
    return builder.intent
  }

  mutating func checkIn(_ start: IntentBuilder, _ sight: any Sight) throws -> Intent? {
    var builder = start
    // Mostly the first that nobody has checked in at: others see it as well.
    let isOpen = dice.happens(perMille: 700) ? "check_in_at IS NULL" : "1"
    let source = "check_in_at FROM visits WHERE \(isOpen) ORDER BY godwit_row LIMIT 1"
    guard let row = try seen(source, sight).first else { return nil }
    builder.set("visits", row, "check_in_at", from: row.values[0], to: .integer(Int64(dice.number(0..<1_000))))
    return builder.intent
  }

  /// A tool that writes whole rows, as many do.
  mutating func replacement(_ start: IntentBuilder, _ mark: String, _ sight: any Sight) throws -> Intent? {
    var builder = start
    let (table, column) = dice.happens(perMille: 500) ? ("contacts", "name") : ("customers", "phone")
    guard let row = try some(table, column, sight) else { return nil }
    builder.replace(table, row, column, from: row.values[0], to: .text(mark))
    return builder.intent
  }
}
