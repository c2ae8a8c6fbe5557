import ChangeModel

extension FieldSales {
  /// How far a delivery is follows from its times: the view `delivery_stages` says it in a word.
  static let deliveries = TableSchema(
    "deliveries", meaning: "Goods of an order on their way to the customer: packed, stored, carried, handed over.",
    scope: .parent(column: "order_id"), deletion: .never,
    columns: [
      ColumnSchema(
        "order_id", .reference, references: "orders", notNull: true, meaning: "The order whose goods they are."),
      ColumnSchema(
        "number", .text, .office, meaning: "The number of the delivery note; warehouse and customer quote it."),
      ColumnSchema(
        "warehouse", .text, .office, meaning: "The code of the warehouse that sends the goods."),
      ColumnSchema(
        "parcels", .integer, .office, meaning: "How many parcels or pallets it is; the customer counts them."),
      ColumnSchema(
        "packed_at", .integer, .office,
        meaning: "When the goods were packed, in milliseconds since 1970 UTC; the rep sees that it goes on."),
      ColumnSchema(
        "stored_at", .integer, .office,
        meaning: "When they were put ready for the carrier, in milliseconds since 1970 UTC."),
      ColumnSchema(
        "storage_place", .text, .office, meaning: "Where they wait; the driver finds them by it."),
      ColumnSchema(
        "carried_at", .integer, .office,
        meaning: "When the carrier took them, in milliseconds since 1970 UTC; the rep tells the customer."),
      ColumnSchema("carrier", .text, .office, meaning: "Who carries them; the rep calls there when they are late."),
      ColumnSchema(
        "tracking", .text, .office, meaning: "The carrier's number of the consignment; the customer follows it."),
      ColumnSchema(
        "expected_at", .integer, .office,
        meaning: "When they should arrive, in milliseconds since 1970 UTC; late deliveries are found by it."),
      ColumnSchema(
        "handed_over_at", .integer, .first, group: "hand_over",
        meaning: "When the customer got them, in milliseconds since 1970 UTC; the first who says so counts."),
      ColumnSchema(
        "received_by", .text, .first, group: "hand_over", meaning: "Who took them; disputes are settled by it."),
      ColumnSchema("notes", .text, .text, meaning: "What was damaged, missing or agreed at the door."),
    ])
}
