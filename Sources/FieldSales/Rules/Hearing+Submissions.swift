import ChangeModel
import MergeEngine

extension FieldSales {
  /// The states in which an order binds credit: promised, and not yet in the balance. An order on hold promises nothing.
  public static let openStates = ["submitted", "confirmed", "picked", "shipped", "delivered"]

  /// The states in which an order's goods are promised and still on the shelf.
  public static let promisedStates = ["submitted", "confirmed"]

  /// The states in which an order's lines, customer and currency may still change: nothing is promised yet.
  public static let changeableStates = ["quote", "draft"]
}

extension Hearing {
  /// Whether the row is an order that is handed in now; one that comes off hold was handed in before.
  func isSubmission(_ row: TouchedRow) -> Bool {
    guard row.key.table == Place.orders, !row.after.isDeleted, row.after.text(Place.Order.status) == "submitted" else {
      return false
    }
    let old = row.before?.text(Place.Order.status)
    return old.map(FieldSales.changeableStates.contains) ?? true
  }
}
