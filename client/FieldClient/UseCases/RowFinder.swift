import ChangeModel
import GRDB

/// Finds the row that a person means: by ID, by the beginning of an ID, or by what people call it.
struct RowFinder: Sendable {
  /// Candidates that an ambiguity lists.
  static let candidatesMax = 5
  /// Fewer digits than these are no beginning of an ID.
  static let digitsMin = 4

  let table: String
  /// What a person calls one row of the table, such as `customer`.
  let noun: Phrase
  /// Columns by whose exact value, in any case of letters, a row may be named; the first that fits counts.
  let handles: [String]
  /// The command that lists the rows; nil for the few rows that an error can list itself.
  var command: String?

  static let customer = RowFinder(
    table: "customers", noun: "customer", handles: ["code", "name"], command: "customer list")
  static let contact = RowFinder(
    table: "contacts", noun: "contact", handles: ["code", "name", "email"], command: "contact list")
  static let product = RowFinder(
    table: "products", noun: "product", handles: ["sku", "barcode", "name"], command: "product list")
  static let visit = RowFinder(table: "visits", noun: "visit", handles: [], command: "visit list")
  static let order = RowFinder(
    table: "orders", noun: "order", handles: ["number", "customer_reference"], command: "order list")
  static let territory = RowFinder(table: "territories", noun: "territory", handles: ["code", "name"])
  static let rep = RowFinder(table: "reps", noun: "rep", handles: ["code", "name", "email"])
  static let conflict = RowFinder(table: "conflicts", noun: "conflict", handles: [], command: "conflicts list --all")

  static let priceList = RowFinder(table: "price_lists", noun: "price list", handles: ["code", "name"])
  static let promotion = RowFinder(
    table: "promotions", noun: "promotion", handles: ["code", "name"], command: "promotion list --all")
  static let delivery = RowFinder(
    table: "deliveries", noun: "delivery", handles: ["number", "tracking"], command: "delivery list")
  static let goodsReturn = RowFinder(table: "returns", noun: "return", handles: ["number"], command: "return list")
  static let threshold = RowFinder(table: "loyalty_thresholds", noun: "threshold", handles: ["code", "name"])
  static let target = RowFinder(table: "targets", noun: "target", handles: ["name"], command: "target list --all")
  static let plan = RowFinder(table: "commission_plans", noun: "commission plan", handles: ["code", "name"])
  static let lease = RowFinder(table: "leases", noun: "lease", handles: ["number"], command: "lease list --all")
  static let warehouse = RowFinder(table: "warehouses", noun: "warehouse", handles: ["code", "name"])

  /// The ID of the one row that `text` names.
  func find(_ text: String, in db: Database) throws -> RowID {
    if let id = RowID(text), try !ids("id = ?", [Value(id).databaseValue], db).isEmpty { return id }
    for handle in handles {
      let found = try ids("\(handle) = ? COLLATE NOCASE", [text.databaseValue], db)
      if let id = try one(of: found, named: text, db) { return id }
    }
    if let (lower, upper) = Self.range(ofPrefix: text) {
      let found = try ids("id BETWEEN ? AND ?", [Value(lower).databaseValue, Value(upper).databaseValue], db)
      if let id = try one(of: found, named: text, db) { return id }
    }
    throw FieldError(.failed, "there is no \(noun) \"\(text)\" here: \(try whatThereIs(db))")
  }

  private func whatThereIs(_ db: Database) throws -> Phrase {
    if let command { return "`godwit \(command)` shows what there is" }
    let names = try db.records("SELECT name FROM \(table) ORDER BY name LIMIT 20").compactMap { $0.text("name") }
    return names.isEmpty ? "there is none" : "there is \(names.joined(separator: ", "))"
  }

  private func ids(_ condition: String, _ arguments: [DatabaseValue], _ db: Database) throws -> [RowID] {
    try db.records(
      "SELECT id FROM \(table) WHERE \(condition) ORDER BY id LIMIT \(Self.candidatesMax + 1)",
      StatementArguments(arguments)
    ).compactMap(\.id)
  }

  private func one(of found: [RowID], named text: String, _ db: Database) throws -> RowID? {
    guard found.count > 1 else { return found.first }
    let listed = try found.prefix(Self.candidatesMax).map { try label($0, db) }.joined(separator: "; ")
    let more: Phrase = found.count > Self.candidatesMax ? "; and more" : ""
    throw FieldError(.failed, "\"\(text)\" could be any of these: \(listed)\(more). Name one by its ID or number")
  }

  private func label(_ id: RowID, _ db: Database) throws -> String {
    guard !handles.isEmpty else { return id.description }
    let record = try db.record(
      "SELECT \(handles.joined(separator: ", ")) FROM \(table) WHERE id = ?", [Value(id).databaseValue])
    let names = (record?.values ?? []).compactMap(\.text).filter { !$0.isEmpty }
    return "\(id) (\(names.joined(separator: ", ")))"
  }

  /// The least and greatest ID that begin so, or nil when the text is no beginning of an ID.
  static func range(ofPrefix text: String) -> (RowID, RowID)? {
    let digits = text.filter { $0 != "-" }
    guard (digitsMin...32).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    let rest = 32 - digits.count
    guard let lower = RowID(digits + String(repeating: "0", count: rest)),
      let upper = RowID(digits + String(repeating: "f", count: rest))
    else { return nil }
    return (lower, upper)
  }
}
