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
  /// Puts orders that a rep or manager submits above the customer's credit limit on hold, and says so.
  ///
  /// A manager who takes an order off hold has decided; the office's books are not judged.
  func creditVerdict() -> Verdict {
    guard actor.role != .office else { return .accept(remarks: []) }
    let submitted = touched.filter(isSubmission).map(\.after)
    var counted = Set(submitted.map(\.key))
    var amendments = [Amendment]()
    var remarks = [String]()
    for order in submitted {
      counted.remove(order.key)
      if !view.children(of: order.key).contains(where: { $0.key.table == Place.orderLines }) {
        remarks.append("\(order.orderName) is submitted without lines.")
      }
      guard let reason = creditFault(of: order, leavingOut: counted) else { continue }
      // What waits binds no credit for the orders after it.
      counted.insert(order.key)
      amendments.append(Amendment(key: order.key, column: Place.Order.status, value: .text("on_hold")))
      amendments.append(Amendment(key: order.key, column: Place.Order.holdReason, value: .text(reason)))
      remarks.append("\(order.orderName) is on hold: \(reason)")
    }
    return amendments.isEmpty ? .accept(remarks: remarks) : .amend(amendments, remarks: remarks)
  }

  private func isSubmission(_ row: TouchedRow) -> Bool {
    guard row.key.table == Place.orders, !row.after.isDeleted, row.after.text(Place.Order.status) == "submitted" else {
      return false
    }
    let old = row.before?.text(Place.Order.status)
    return old.map(FieldSales.changeableStates.contains) ?? true
  }

  /// Why the order has to wait, in words, or nil when the limit holds.
  private func creditFault(of order: RowState, leavingOut others: Set<RowKey>) -> String? {
    guard let key = order.target(Place.Order.customer, in: Place.customers), let customer = view.row(key),
      let limit = customer.creditLimit, isComparable(order, customer)
    else { return nil }
    let balance = customer.integer(Place.Customer.balance) ?? 0
    var owed = balance
    for open in view.children(of: key) where open.isOpenOrder && !others.contains(open.key) {
      if isComparable(open, customer) { owed = owed.saturatingSum(total(of: open)) }
    }
    guard owed > limit else { return nil }
    let currency = customer.text(Place.Customer.currency)
    return "open orders and balance come to \(Amount(owed, currency)), the credit limit is \(Amount(limit, currency))."
      + " A manager or the office releases it, or the customer pays first."
  }

  /// Amounts of another currency than the limit's are not compared with it.
  private func isComparable(_ order: RowState, _ customer: RowState) -> Bool {
    guard let currency = order.text(Place.Order.currency), let other = customer.text(Place.Customer.currency) else {
      return true
    }
    return currency == other
  }

  private func total(of order: RowState) -> Int64 {
    var sum: Int64 = 0
    for line in view.children(of: order.key) where line.key.table == Place.orderLines && !line.isDeleted {
      let line = LineTotal(
        quantity: line.integer(Place.Line.quantity) ?? 0, unitPrice: line.integer(Place.Line.unitPrice) ?? 0,
        discount: line.integer(Place.Line.discount) ?? 0)
      sum = sum.saturatingSum(line?.net ?? 0)
    }
    return sum
  }
}
