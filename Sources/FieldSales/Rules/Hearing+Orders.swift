import ChangeModel
import MergeEngine

extension Hearing {
  func faultOfOrder(_ row: TouchedRow) -> Rejection? {
    guard let before = row.before, let old = before.text(Place.Order.status),
      let new = row.after.text(Place.Order.status)
    else { return nil }
    return faultOfStep(row, before: before, from: old, to: new) ?? faultOfFixedHead(row, before: before, status: old)
  }

  private func faultOfStep(_ row: TouchedRow, before: RowState, from old: String, to new: String) -> Rejection? {
    guard old != new, actor.role != .office else { return nil }
    // Against a concurrent step the declared precedence has decided; the actor never saw the state `old`.
    let isAllowed =
      wasConcurrent(row, before: before)
      ? Self.reachable(by: actor.role).contains(new) : Self.steps(of: actor.role)[old]?.contains(new) == true
    if isAllowed { return nil }
    return rejection(.workflow, row, Self.refusal(of: actor.role, order: row.after.orderName, from: old, to: new))
  }

  /// Whether the write that stood before is still a head: then the new one had not seen it.
  private func wasConcurrent(_ row: TouchedRow, before: RowState) -> Bool {
    let group = FieldSales.orders.groupOfColumn[Place.Order.status]
    guard before.groups.indices.contains(group), row.after.groups.indices.contains(group) else { return false }
    return row.after.groups[group].heads.contains(before.groups[group].winner)
  }

  /// Once an order is submitted, nobody but the office gives it another customer or currency.
  private func faultOfFixedHead(_ row: TouchedRow, before: RowState, status: String) -> Rejection? {
    guard actor.role != .office, !FieldSales.changeableStates.contains(status) else { return nil }
    for column in [Place.Order.customer, Place.Order.currency]
    where !before.value(column).isSame(as: row.after.value(column)) {
      return rejection(
        .businessRule, row,
        "\(row.after.orderName) is \(status): its customer and currency are fixed. Cancel it and take a new order.")
    }
    return nil
  }

  /// The steps that a role may take; the office may take all that the workflow has.
  private static func steps(of role: Role) -> [String: [String]] {
    switch role {
    case .rep:
      [
        "quote": ["draft", "submitted", "cancelled"], "draft": ["submitted", "cancelled"],
        "submitted": ["cancelled"], "on_hold": ["cancelled"],
      ]
    case .manager:
      [
        "quote": ["draft", "submitted", "cancelled"], "draft": ["submitted", "cancelled"],
        "submitted": ["on_hold", "cancelled"],
        "on_hold": ["submitted", "cancelled"], "confirmed": ["on_hold"], "picked": ["on_hold"],
      ]
    case .office, .auditor, .administrator: [:]
    }
  }

  private static func reachable(by role: Role) -> [String] {
    role == .manager ? ["draft", "submitted", "on_hold", "cancelled"] : ["draft", "submitted", "cancelled"]
  }

  private static func refusal(of role: Role, order: String, from old: String, to new: String) -> String {
    let advice =
      switch (role, new) {
      case (_, "cancelled"): "Ask the office to cancel it."
      case (.rep, "on_hold"), (.rep, "submitted"): "Ask your manager."
      default: "The office takes this step."
      }
    return "\(order) is \(old); a \(role.rawValue) cannot make it \(new). \(advice)"
  }
}
