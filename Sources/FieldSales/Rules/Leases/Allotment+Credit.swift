import ChangeModel
import MergeEngine

/// A customer's credit: a limit, what is owed and ordered, and what reps hold of the rest.
extension Allotment {
  /// Takes what an order comes to from its lease, as far as that goes, once.
  mutating func takeCredit(for order: RowState) {
    guard value(order.key, Place.Order.creditTaken).isNull,
      let lease = value(order.key, Place.Order.creditLease).reference.map({ RowKey(table: Place.leases, row: $0.row) }),
      let customer = order.target(Place.Order.customer, in: Place.customers).flatMap(view.row),
      customer.creditLimit != nil, isComparable(order, customer)
    else { return }
    let left = unspent(of: lease, .credit, subject: customer.key, by: order)
    let covered = min(max(0, total(of: order.key)), left)
    guard covered > 0 else { return }
    add(covered, to: Place.Lease.spent, of: lease)
    add(-covered, to: Place.Customer.creditLeased, of: customer.key)
    set(order.key, Place.Order.creditTaken, to: .integer(covered))
  }

  /// Why the order has to wait, in words, or nil when the limit holds, or the order is within its lease.
  func creditFault(of order: RowState) -> String? {
    guard let key = order.target(Place.Order.customer, in: Place.customers), let customer = view.row(key),
      let limit = customer.creditLimit, isComparable(order, customer)
    else { return nil }
    if let covered = value(order.key, Place.Order.creditTaken).integer, covered >= total(of: order.key) { return nil }
    let owed = owed(by: customer)
    let leased = number(key, Place.Customer.creditLeased)
    guard owed.saturatingSum(leased) > limit else { return nil }
    let currency = customer.text(Place.Customer.currency)
    if leased > 0 {
      return "open orders and balance come to \(Amount(owed, currency)), \(Amount(leased, currency)) is leased to reps,"
        + " the credit limit is \(Amount(limit, currency))."
        + " A manager or the office releases it, or the customer pays first."
    }
    return "open orders and balance come to \(Amount(owed, currency)), the credit limit is \(Amount(limit, currency))."
      + " A manager or the office releases it, or the customer pays first."
  }

  /// The customer's balance and open orders, without those that wait.
  func owed(by customer: RowState) -> Int64 {
    var owed = customer.integer(Place.Customer.balance) ?? 0
    for open in view.children(of: customer.key) where open.isOpenOrder && !waiting.contains(open.key) {
      if isComparable(open, customer) { owed = owed.saturatingSum(total(of: open.key)) }
    }
    return owed
  }

  /// Amounts of another currency than the limit's are not compared with it.
  private func isComparable(_ order: RowState, _ customer: RowState) -> Bool {
    guard let currency = order.text(Place.Order.currency), let other = customer.text(Place.Customer.currency) else {
      return true
    }
    return currency == other
  }

  private func total(of order: RowKey) -> Int64 {
    lines(of: order).reduce(0) { $0.saturatingSum(net(of: $1.key)) }
  }
}
