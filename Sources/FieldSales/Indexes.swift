extension FieldSales {
  /// What the day's questions need where there are hundreds of thousands of order lines.
  public static let indexes = [
    SQLIndex("orders_by_time", on: "orders(placed_at)"),
    SQLIndex("orders_on_hold", on: "orders(placed_at) WHERE status = 'on_hold'"),
    SQLIndex("orders_by_status", on: "orders(status, placed_at)"),
    SQLIndex("order_lines_products", on: "order_lines(order_id, product_id, quantity, unit_price, discount)"),
    SQLIndex("visits_next_steps", on: "visits(next_step_at) WHERE next_step_at IS NOT NULL"),
    SQLIndex("activities_next_steps", on: "activities(next_step_at) WHERE next_step_at IS NOT NULL"),
    SQLIndex("visits_by_plan", on: "visits(planned_at)"),
    SQLIndex("ledger_entries_open", on: "ledger_entries(due_at) WHERE outstanding > 0"),
    SQLIndex(
      "loyalty_entries_accounts", on: "loyalty_entries(customer_id, kind, threshold, points, booked_at)"),
    SQLIndex(
      "ledger_entries_unsettled", on: "ledger_entries(customer_id) WHERE kind = 'invoice' AND outstanding IS NULL"),
  ]

  /// The statements that make the views and indexes, in their order.
  public static var definitions: [String] { views.map(\.sql) + indexes.map(\.sql) }
}
