extension FieldSales {
  /// What the day's questions need where there are hundreds of thousands of order lines.
  public static let indexes = [
    SQLIndex("orders_by_time", on: "orders(placed_at)"),
    SQLIndex("visits_by_plan", on: "visits(planned_at)"),
    SQLIndex("ledger_entries_open", on: "ledger_entries(due_at) WHERE outstanding > 0"),
  ]

  /// The statements that make the views and indexes, in their order.
  public static var definitions: [String] { views.map(\.sql) + indexes.map(\.sql) }
}
