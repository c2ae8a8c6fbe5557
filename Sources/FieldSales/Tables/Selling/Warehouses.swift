import ChangeModel

extension FieldSales {
  static let warehouses = TableSchema(
    "warehouses", meaning: "A place from which goods are delivered.",
    scope: .org, deletion: .never, officeOwned: true,
    columns: [
      ColumnSchema(
        "code", .text, .office, notNull: true, unique: true,
        meaning: "The warehouse's short name, unique in the org; orders and deliveries name it."),
      ColumnSchema("name", .text, .office, meaning: "What people call the warehouse."),
      ColumnSchema("city", .text, .office, meaning: "Where it stands; a rep judges by it how long delivery takes."),
      ColumnSchema("country", .text, .office, meaning: "The country's name as the org writes it."),
      ColumnSchema(
        "active", .integer, .office, notNull: true, fallback: .integer(1),
        meaning: "1 while it delivers, else 0; nothing is promised from one that does not."),
    ])

  static let stockLevels = TableSchema(
    "stock_levels", meaning: "How much of a product a warehouse had when the office last told.",
    scope: .parent(column: "warehouse_id"), deletion: .deleteWins, officeOwned: true,
    columns: [
      ColumnSchema(
        "warehouse_id", .reference, .office, references: "warehouses", notNull: true, meaning: "The warehouse."),
      ColumnSchema(
        "product_id", .reference, .office, references: "products", notNull: true, meaning: "The product."),
      ColumnSchema(
        "on_hand", .integer, .office, notNull: true, fallback: .integer(0), meaning: "Units on the shelf."),
      ColumnSchema(
        "reserved", .integer, .office, notNull: true, fallback: .integer(0),
        meaning: "Units on the shelf that are kept for orders that the office had confirmed by then."),
      ColumnSchema(
        "counted_at", .integer, .office,
        meaning: "As of when this is so, in milliseconds since 1970 UTC; a rep says it with the figure."),
      ColumnSchema("incoming", .integer, .office, meaning: "Units that are on their way to the warehouse."),
      ColumnSchema(
        "incoming_at", .integer, .office,
        meaning: "When they are expected, in milliseconds since 1970 UTC; a rep promises delivery by it."),
    ])
}
