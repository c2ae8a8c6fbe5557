import ChangeModel
import MergeEngine

extension Hearing {
  /// A rep keeps the customers where they are; a manager moves them between the manager's own territories.
  func faultOfMove(_ row: TouchedRow) -> Rejection? {
    guard let before = row.before, !before.isDeleted,
      !before.value(Place.Customer.territory).isSame(as: row.after.value(Place.Customer.territory))
    else { return nil }
    switch actor.role {
    case .office: return nil
    case .rep:
      return rejection(
        .outsideScope, row, "A rep does not move customers to another territory. Ask your manager to do it.")
    case .manager:
      if actor.mayUse(before.scope), actor.mayUse(row.after.scope) { return nil }
      return rejection(
        .outsideScope, row,
        "A manager moves customers between own territories only. Ask the office to move this customer.")
    }
  }

  /// A customer goes only while no order stands and the books have nothing on the account.
  func faultOfCustomerDeletion(_ row: TouchedRow) -> Rejection? {
    guard row.after.isDeleted else { return nil }
    let children = view.children(of: row.key)
    if let order = children.first(where: { $0.key.table == Place.orders && $0.text(Place.Order.status) != "cancelled" })
    {
      return rejection(
        .undeletable, row,
        "The customer is not deleted: \(order.orderName.lowercasedFirst) stands"
          + " (\(order.text(Place.Order.status) ?? "")). Cancel it first, or mark the customer as lost.")
    }
    if children.contains(where: { $0.key.table == Place.ledgerEntries }) {
      return rejection(
        .undeletable, row,
        "The customer is not deleted: the account has invoices or payments. Mark the customer as lost instead.")
    }
    return nil
  }
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
