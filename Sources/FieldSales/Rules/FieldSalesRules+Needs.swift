import ChangeModel
import MergeEngine

extension FieldSalesRules {
  public func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    guard change.table == Place.orders, submits(change) else { return sellingNeeds(of: change, key: key, in: view) }
    var needs = RowNeeds()
    if let key { needs.childrenOf.insert(key) }
    guard let customer = customer(of: change, key: key, in: view), view.row(customer)?.creditLimit != nil else {
      return needs
    }
    // The credit rule adds up all open orders of a customer who has a limit.
    needs.childrenOf.insert(customer)
    for order in view.children(of: customer) where order.isOpenOrder { needs.childrenOf.insert(order.key) }
    return needs
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
