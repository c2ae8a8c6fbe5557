import ChangeModel

extension FieldSales {
  /// Whatever is not given to others stays with the order's rep, so a deal is paid for once, whole.
  static let orderShares = TableSchema(
    "order_shares", meaning: "A rep's part of what an order pays in commission; the rest is that of the order's rep.",
    scope: .parent(column: "order_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("order_id", .reference, references: "orders", notNull: true, meaning: "The order that is split."),
      ColumnSchema("rep_id", .reference, references: "reps", notNull: true, meaning: "Who gets the part."),
      ColumnSchema(
        "share", .integer, notNull: true, fallback: .integer(0),
        meaning: "The part in basis points, 0 to 10000; what goes beyond all of the order counts nothing."),
    ])
}
