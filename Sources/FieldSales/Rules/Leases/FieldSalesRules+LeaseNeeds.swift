import ChangeModel
import MergeEngine

extension FieldSalesRules {
  /// What orders take from, the leases that they spend, and what a lease is a share of.
  func leaseNeeds(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    var needs = RowNeeds()
    let row = key.flatMap(view.row)
    switch change.table {
    case Place.orders where change.cells.contains { $0.column == Place.Order.status }:
      add([.priceHonourDays, .priceLateRule], to: &needs)
      addTarget(Place.Order.creditLease, in: Place.leases, row, view, to: &needs)
      for line in key.map(view.children) ?? [] where line.key.table == Place.orderLines { add(line, view, to: &needs) }
    case Place.orderLines:
      if let row { add(row, view, to: &needs) }
      for cell in change.cells where cell.column == Place.Line.promotion {
        guard case .set(let code) = cell.edit, !code.isNull else { continue }
        needs.uniqueValues.insert(
          UniqueValue(table: Place.promotions, column: Place.Promotion.code, value: code))
      }
    case Place.leases:
      add([.leaseHours, .leaseSharePoints], to: &needs)
      for kind in LeaseKind.allCases { addTarget(kind.subject.column, in: kind.subject.table, row, view, to: &needs) }
      if let customer = target(Place.Lease.customer, in: Place.customers, change, key, view) {
        add(ordersOf: customer, in: view, to: &needs)
      }
    default: break
    }
    return needs
  }

  /// What a line that is there takes from.
  private func add(_ line: RowState, _ view: any RuleView, to needs: inout RowNeeds) {
    addTarget(Place.Line.product, in: Place.products, line, view, to: &needs)
    addTarget(Place.Line.price, in: Place.prices, line, view, to: &needs)
    for account in LineAccount.all { addTarget(account.lease, in: Place.leases, line, view, to: &needs) }
    if let code = line.text(Place.Line.promotion) {
      needs.uniqueValues.insert(
        UniqueValue(table: Place.promotions, column: Place.Promotion.code, value: .text(code)))
    }
  }

  private func addTarget(
    _ column: Int, in table: Int, _ row: RowState?, _ view: any RuleView, to needs: inout RowNeeds
  ) {
    if let target = row?.target(column, in: table) { needs.keys.insert(target) }
  }

  private func add(_ settings: [Setting], to needs: inout RowNeeds) {
    for setting in settings { needs.ids.insert(TableID(table: Place.settings, id: setting.id)) }
  }
}
