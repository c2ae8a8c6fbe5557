import ChangeModel

/// A small org: as few tables as show every way in which a store writes, so that a cut takes a few milliseconds.
enum CutSchema {
  static let schema = Schema(
    version: 1, tables: [territories, reps, customers, orders, lines, .conflicts()],
    territoryTable: "territories", repTable: "reps", conflictTable: "conflicts")

  /// The next version: a column more, filled in all rows.
  static let grown: Schema = {
    var grown = schema
    grown.version = 2
    let before = grown.tables[2]
    grown.tables[2] = TableSchema(
      before.name, meaning: before.meaning, scope: before.scope, deletion: before.deletion,
      columns: before.columns + [
        ColumnSchema("grade", .text, notNull: true, fallback: .text("B"), meaning: "Worth to the org.")
      ])
    return grown
  }()

  private static let territories = TableSchema(
    "territories", meaning: "Where customers are.", scope: .org, deletion: .never, officeOwned: true,
    columns: [ColumnSchema("name", .text, notNull: true, unique: true, meaning: "The name.")])

  private static let reps = TableSchema(
    "reps", meaning: "Who sells.", scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema("name", .text, notNull: true, meaning: "The name."),
      ColumnSchema("role", .text, meaning: "What the rep may do."),
    ])

  private static let customers = TableSchema(
    "customers", meaning: "Who buys.", scope: .owner(column: "territory_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("territory_id", .reference, references: "territories", notNull: true, meaning: "Where it is."),
      ColumnSchema("name", .text, notNull: true, meaning: "The name."),
      ColumnSchema("phone", .text, meaning: "The number."),
      ColumnSchema("email", .text, meaning: "The address."),
      ColumnSchema("notes", .text, .text, meaning: "What should be known."),
      ColumnSchema("tags", .text, .set, notNull: true, fallback: .text("[]"), meaning: "Marks."),
      ColumnSchema("visits", .integer, .counter, notNull: true, fallback: .integer(0), meaning: "Visits made."),
    ])

  private static let orders = TableSchema(
    "orders", meaning: "What was ordered.", scope: .parent(column: "customer_id"), deletion: .never,
    columns: [
      ColumnSchema("customer_id", .reference, references: "customers", notNull: true, meaning: "Who ordered."),
      ColumnSchema("number", .text, unique: true, meaning: "The document number."),
      ColumnSchema("memo", .text, meaning: "What else was agreed."),
    ])

  private static let lines = TableSchema(
    "lines", meaning: "One product of an order.", scope: .parent(column: "order_id"), deletion: .updateWins,
    joinsParent: true,
    columns: [
      ColumnSchema("order_id", .reference, references: "orders", notNull: true, meaning: "Its order."),
      ColumnSchema("sku", .text, meaning: "The article."),
      ColumnSchema("quantity", .integer, meaning: "Units."),
    ])
}
