import ChangeModel
import MergeEngine

extension RowState {
  func value(_ column: Int) -> Value { values.indices.contains(column) ? values[column] : .null }
  func text(_ column: Int) -> String? { value(column).text }
  func integer(_ column: Int) -> Int64? { value(column).integer }

  /// Whether a text column holds anything but blanks.
  func hasText(_ column: Int) -> Bool { text(column)?.contains { !$0.isWhitespace } == true }

  /// The row of `table` that a reference column names.
  func target(_ column: Int, in table: Int) -> RowKey? {
    guard let reference = value(column).reference, reference.row != 0 else { return nil }
    return RowKey(table: table, row: reference.row)
  }

  /// A customer's credit limit, if there is one.
  var creditLimit: Int64? {
    guard let limit = integer(Place.Customer.creditLimit), limit > 0 else { return nil }
    return limit
  }

  /// Whether the row is an order that binds credit: promised, and not yet in the balance.
  var isOpenOrder: Bool {
    guard key.table == Place.orders, !isDeleted, let status = text(Place.Order.status) else { return false }
    return FieldSales.openStates.contains(status)
  }

  /// How a person names the order.
  var orderName: String { text(Place.Order.number).map { "Order \($0)" } ?? "This order" }
}
