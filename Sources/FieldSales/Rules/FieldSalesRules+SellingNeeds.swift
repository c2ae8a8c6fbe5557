import ChangeModel
import MergeEngine

extension FieldSalesRules {
  /// What the rules of returns and points add up: all returns of the order, all entries of the customer.
  func sellingNeeds(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    var needs = RowNeeds()
    switch change.table {
    case Place.returns:
      guard let order = target(Place.Return.order, in: Place.orders, change, key, view) else { break }
      needs.childrenOf.formUnion(returns(of: order, view))
    case Place.returnLines:
      guard let parent = target(Place.ReturnLine.parent, in: Place.returns, change, key, view) else { break }
      needs.childrenOf.insert(parent)
      guard let order = view.row(parent)?.target(Place.Return.order, in: Place.orders) else { break }
      needs.childrenOf.formUnion(returns(of: order, view))
    case Place.loyaltyEntries:
      guard asksForBalance(change),
        let customer = target(Place.Loyalty.customer, in: Place.customers, change, key, view)
      else { break }
      needs.childrenOf.insert(customer)
    default: break
    }
    return needs
  }

  /// Whether the entry spends points or keeps a promise; one that only gives points needs no look at the account.
  private func asksForBalance(_ change: RowChange) -> Bool {
    var gives = false
    for cell in change.cells {
      if cell.column == Place.Loyalty.kind, cell.edit == .set(.text("grant")) { return true }
      if cell.column == Place.Loyalty.points, case .set(.integer(let points)) = cell.edit { gives = points > 0 }
    }
    return !gives
  }

  /// The order, and its returns as far as they are loaded.
  private func returns(of order: RowKey, _ view: any RuleView) -> Set<RowKey> {
    Set([order] + view.children(of: order).filter { $0.key.table == Place.returns }.map(\.key))
  }

  /// The row that the change names in a column, else the one that the row has there.
  func target(_ column: Int, in table: Int, _ change: RowChange, _ key: RowKey?, _ view: any RuleView)
    -> RowKey?
  {
    for cell in change.cells where cell.column == column {
      guard case .set(.reference(let reference)) = cell.edit else { continue }
      return view.key(of: reference.id.map(RowName.id) ?? .number(reference.row), in: table)
    }
    return key.flatMap(view.row)?.target(column, in: table)
  }
}
