import ChangeModel
import MergeEngine

extension FieldSalesRules {
  public func needs(of change: RowChange, key: RowKey, in view: any RuleView) -> RowNeeds {
    switch (change.table, change.kind) {
    case (Place.customers, .delete):
      var needs = RowNeeds()
      needs.childrenOf = [key]
      return needs
    case (Place.orders, .insert), (Place.orders, .update):
      return submits(change) ? needsOfSubmission(change, key: key, in: view) : RowNeeds()
    default:
      return RowNeeds()
    }
  }

  private func submits(_ change: RowChange) -> Bool {
    change.cells.contains { $0.column == Place.Order.status && $0.edit == .set(.text("submitted")) }
  }

  /// The lines of the order, and, of a customer with a credit limit, all orders that are open, with their lines.
  private func needsOfSubmission(_ change: RowChange, key: RowKey, in view: any RuleView) -> RowNeeds {
    var needs = RowNeeds()
    needs.childrenOf = [key]
    guard let customer = customer(of: change, key: key, in: view) else { return needs }
    guard let row = view.row(customer) else {
      needs.keys = [customer]
      return needs
    }
    guard row.creditLimit != nil else { return needs }
    needs.childrenOf.insert(customer)
    for order in view.children(of: customer) where order.isOpenOrder { needs.childrenOf.insert(order.key) }
    return needs
  }

  /// The customer that the change names, else the one that the order has.
  private func customer(of change: RowChange, key: RowKey, in view: any RuleView) -> RowKey? {
    for cell in change.cells where cell.column == Place.Order.customer {
      if case .set(.reference(let reference)) = cell.edit, reference.row != 0 {
        return RowKey(table: Place.customers, row: reference.row)
      }
    }
    return view.row(key)?.parent
  }
}
