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
    case .rep, .auditor, .administrator:
      return rejection(
        .outsideScope, row, "A rep does not move customers to another territory. Ask your manager to do it.")
    case .manager:
      if actor.mayUse(before.scope), actor.mayUse(row.after.scope) { return nil }
      return rejection(
        .outsideScope, row,
        "A manager moves customers between own territories only. Ask the office to move this customer.")
    }
  }
}
