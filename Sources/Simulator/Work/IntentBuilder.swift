import ChangeModel

/// Puts an intent together, statement by statement, with what each must bring.
struct IntentBuilder {
  private let schema: Schema
  private(set) var intent: Intent

  /// - Parameter schema: what the user's replica has.
  init(number: Int, isForeign: Bool, text: String, schema: Schema = SimulatedTrade.schema) {
    self.schema = schema
    intent = Intent(number: number, isForeign: isForeign, text: text)
  }

  mutating func insert(_ table: String, _ id: RowID, _ values: [(String, Value)]) {
    guard let index = schema.index(of: table) else { return }
    let names = ["id"] + values.map(\.0)
    let literals = [SQLLiteral.text(id)] + values.map { SQLLiteral.text($0.1) }
    intent.statements.append(
      "INSERT INTO \(table)(\(names.joined(separator: ", "))) VALUES(\(literals.joined(separator: ", ")))")
    var cells: [Int: Value] = [:]
    for (name, value) in values {
      if let column = schema.tables[index].column(name) { cells[column] = value }
    }
    intent.edits.append(ExpectedEdit(table: index, id: id, what: .insert(cells)))
  }

  mutating func set(_ table: String, _ row: SeenRow, _ column: String, from old: Value, to new: Value) {
    update(table, row, column, SQLLiteral.text(new)) { .set(column: $0, old: old, new: new) }
  }

  mutating func add(_ table: String, _ row: SeenRow, _ column: String, _ difference: Int64) {
    update(table, row, column, "\(column) + \(difference)") { .add(column: $0, difference) }
  }

  mutating func elements(_ table: String, _ row: SeenRow, _ column: String, from old: [String], to new: [String]) {
    let json = "[" + new.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    update(table, row, column, SQLLiteral.quoted(json)) { .elements(column: $0, old: old, new: new) }
  }

  /// Writes the whole row anew under its ID, with another value in one column.
  mutating func replace(_ table: String, _ row: SeenRow, _ column: String, from old: Value, to new: Value) {
    guard let index = schema.index(of: table), let place = schema.tables[index].column(column) else { return }
    let names = schema.tables[index].columns.map(\.name)
    let terms = names.map { $0 == column ? SQLLiteral.text(new) : $0 }
    intent.statements.append(
      "REPLACE INTO \(table)(id, \(names.joined(separator: ", "))) SELECT id, \(terms.joined(separator: ", "))"
        + " FROM \(table) WHERE id = \(SQLLiteral.text(row.id))")
    intent.edits.append(
      ExpectedEdit(table: index, id: row.id, row: row.number, what: .set(column: place, old: old, new: new)))
  }

  mutating func delete(_ table: String, _ row: SeenRow) {
    guard let index = schema.index(of: table) else { return }
    intent.statements.append("DELETE FROM \(table) WHERE id = \(SQLLiteral.text(row.id))")
    intent.edits.append(ExpectedEdit(table: index, id: row.id, row: row.number, what: .delete))
  }

  private mutating func update(
    _ table: String, _ row: SeenRow, _ column: String, _ expression: String, _ what: (Int) -> ExpectedEdit.What
  ) {
    guard let index = schema.index(of: table), let place = schema.tables[index].column(column) else { return }
    intent.statements.append("UPDATE \(table) SET \(column) = \(expression) WHERE id = \(SQLLiteral.text(row.id))")
    intent.edits.append(ExpectedEdit(table: index, id: row.id, row: row.number, what: what(place)))
  }
}

/// A row as a user sees it.
struct SeenRow {
  var id: RowID
  var number: Int64
  /// The columns asked for.
  var values: [Value]

  /// The row as a reference to it.
  var reference: Value { .reference(RowReference(id: id)) }

  /// A column that holds an ID, as a reference.
  func reference(_ column: Int) -> Value {
    guard case .blob(let bytes) = values[column] else { return .null }
    return .reference(RowReference(id: RowID(bytes)))
  }
}
