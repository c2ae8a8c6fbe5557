import ChangeModel
import MergeEngine

extension FieldSalesRules {
  public func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    var needs = sellingNeeds(of: change, key: key, in: view)
    needs.formUnion(leaseNeeds(of: change, key: key, in: view))
    if change.table == Place.customers, limits(change), let key, view.row(key)?.creditLimit == nil {
      // An order behind it in the same batch is judged by the new limit.
      add(ordersOf: key, in: view, to: &needs)
    }
    guard change.table == Place.orders, change.cells.contains(where: { $0.column == Place.Order.status }) else {
      return needs
    }
    // Its lines count as soon as it is open, for an order behind it as well.
    if let key { needs.childrenOf.insert(key) }
    if submits(change), let customer = customer(of: change, key: key, in: view),
      view.row(customer)?.creditLimit != nil
    {
      add(ordersOf: customer, in: view, to: &needs)
    }
    return needs
  }

  /// The credit rule adds up all open orders of a customer who has a limit.
  func add(ordersOf customer: RowKey, in view: any RuleView, to needs: inout RowNeeds) {
    needs.childrenOf.insert(customer)
    for order in view.children(of: customer) where order.isOpenOrder { needs.childrenOf.insert(order.key) }
  }

  private func limits(_ change: RowChange) -> Bool {
    change.cells.contains { $0.column == Place.Customer.creditLimit && $0.edit != .set(.null) }
  }

  private func submits(_ change: RowChange) -> Bool {
    change.cells.contains { $0.column == Place.Order.status && $0.edit == .set(.text("submitted")) }
  }

  /// The customer that the change names, else the one that the order has.
  private func customer(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowKey? {
    for cell in change.cells where cell.column == Place.Order.customer {
      guard case .set(.reference(let reference)) = cell.edit else { continue }
      return view.key(of: reference.id.map(RowName.id) ?? .number(reference.row), in: Place.customers)
    }
    return key.flatMap(view.row)?.parent
  }
}
