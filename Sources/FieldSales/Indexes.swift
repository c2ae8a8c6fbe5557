import ChangeModel

extension FieldSales {
  /// What the day's questions need where there are hundreds of thousands of order lines.
  ///
  /// The columns behind the first ones of some answer a question from the index alone: an order's row is wide, and a year's
  /// are read for it.
  public static let indexes = [
    SQLIndex("orders_by_time", on: "orders(placed_at)"),
    SQLIndex("orders_on_hold", on: "orders(placed_at) WHERE status = 'on_hold'"),
    SQLIndex("orders_by_status", on: "orders(status, placed_at, customer_id, currency, id)"),
    SQLIndex("orders_by_customer", on: "orders(customer_id, placed_at, status, currency, id)"),
    SQLIndex("orders_by_purchase", on: "orders(\(purchaseTime))"),
    SQLIndex("order_lines_products", on: "order_lines(order_id, product_id, quantity, unit_price, discount)"),
    SQLIndex("visits_next_steps", on: "visits(next_step_at) WHERE next_step_at IS NOT NULL"),
    SQLIndex("activities_next_steps", on: "activities(next_step_at) WHERE next_step_at IS NOT NULL"),
    SQLIndex("visits_by_plan", on: "visits(planned_at)"),
    SQLIndex("ledger_entries_open", on: "ledger_entries(due_at) WHERE outstanding > 0"),
    SQLIndex(
      "loyalty_entries_accounts", on: "loyalty_entries(customer_id, kind, threshold, points, booked_at)"),
    SQLIndex(
      "ledger_entries_unsettled", on: "ledger_entries(customer_id) WHERE kind = 'invoice' AND outstanding IS NULL"),
    // Few are erased, and after every sync they are counted.
    SQLIndex("customers_erased", on: "customers(erased_at) WHERE erased_at IS NOT NULL"),
    SQLIndex("contacts_erased", on: "contacts(erased_at) WHERE erased_at IS NOT NULL"),
  ]

  /// By the way to the parent or owner, where no index above begins with it.
  public static var familyIndexes: [SQLIndex] {
    schema.tables.compactMap { table in
      guard let column = table.familyColumn else { return nil }
      let isCovered = indexes.contains { $0.finds(table.name, by: column) }
      return isCovered ? nil : SQLIndex("\(table.name)_by_\(column)", on: "\(table.name)(\(column))")
    }
  }

  /// When the customer had the goods, as far as that is known, in milliseconds since 1970 UTC: an index is on just this
  /// expression.
  public static let purchaseTime = "coalesce(delivered_at, placed_at)"

  /// The statements that make the views and indexes, in their order.
  public static var definitions: [String] { views.map(\.sql) + (indexes + familyIndexes).map(\.sql) }
}

extension TableSchema {
  /// The column by which rows of this table hang on another one.
  fileprivate var familyColumn: String? {
    switch scope {
    case .org: nil
    case .owner(let column), .parent(let column): column
    }
  }
}
