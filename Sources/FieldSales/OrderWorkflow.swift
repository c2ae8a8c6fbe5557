import ChangeModel

extension FieldSales {
  /// What may follow which state of an order, weakest against a concurrent other state first.
  ///
  /// An order only goes forward, but may skip states that nobody reported: the office's books often tell of the last
  /// one alone. Who may take which step, and in which state a new order may begin, is in `FieldSalesRules`.
  static let orderWorkflow = Workflow(
    states: [
      .init("draft", next: ["submitted", "cancelled"]),
      .init("submitted", next: ["on_hold", "confirmed", "picked", "shipped", "delivered", "invoiced", "cancelled"]),
      .init("on_hold", next: ["submitted", "confirmed", "picked", "shipped", "delivered", "invoiced", "cancelled"]),
      .init("confirmed", next: ["on_hold", "picked", "shipped", "delivered", "invoiced", "cancelled"]),
      .init("picked", next: ["on_hold", "shipped", "delivered", "invoiced", "cancelled"]),
      .init("shipped", next: ["delivered", "invoiced"]),
      .init("cancelled", next: []),
      .init("delivered", next: ["invoiced"]),
      .init("invoiced", next: []),
    ],
    initial: [
      "draft", "submitted", "on_hold", "confirmed", "picked", "shipped", "cancelled", "delivered", "invoiced",
    ])
}
