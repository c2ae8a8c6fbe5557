import ChangeModel

extension FieldSales {
  /// What may follow which state of an order, weakest against a concurrent other state first.
  ///
  /// Who may take which step is in `FieldSalesRules`. The office's own imports are bound by neither: its books often
  /// tell of the last state alone.
  static let orderWorkflow = Workflow(
    states: [
      .init("quote", next: ["draft", "submitted", "cancelled"]),
      .init("draft", next: ["submitted", "cancelled"]),
      .init("submitted", next: ["on_hold", "confirmed", "cancelled"]),
      .init("on_hold", next: ["submitted", "confirmed", "cancelled"]),
      .init("confirmed", next: ["on_hold", "picked", "cancelled"]),
      .init("picked", next: ["on_hold", "shipped", "cancelled"]),
      .init("shipped", next: ["delivered"]),
      .init("cancelled", next: []),
      .init("delivered", next: ["invoiced"]),
      .init("invoiced", next: []),
    ],
    initial: ["quote", "draft", "submitted"])
}
