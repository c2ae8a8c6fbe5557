import ChangeModel
import MergeEngine

extension FieldSales {
  /// The states of a return whose goods count as given back, or about to be.
  public static let standingReturnStates = ["requested", "approved", "received", "refunded"]

  /// Who may take which step of a return; the office may take all that the workflow has.
  public static func returnSteps(of role: Role) -> [String: [String]] {
    switch role {
    case .rep: ["requested": ["cancelled"], "approved": ["cancelled"]]
    case .manager: ["requested": ["approved", "refused", "cancelled"], "approved": ["refused", "cancelled"]]
    case .office, .auditor, .administrator: [:]
    }
  }
}

extension Hearing {
  func faultOfReturn(_ row: TouchedRow) -> Rejection? {
    if row.after.value(Place.Return.order).isNull {
      return rejection(.missingValue, row, "The return belongs to no order. Choose the order of the goods.")
    }
    guard actor.role != .office, let before = row.before, let old = before.text(Place.Return.status),
      let new = row.after.text(Place.Return.status), old != new
    else { return nil }
    let steps = FieldSales.returnSteps(of: actor.role)
    // Against a concurrent step the declared precedence has decided; the actor never saw the state `old`.
    let isAllowed =
      wasConcurrentReturn(row, before: before)
      ? steps.values.contains { $0.contains(new) } : steps[old]?.contains(new) == true
    if isAllowed { return nil }
    let name = row.after.text(Place.Return.number).map { "Return \($0)" } ?? "This return"
    let advice = actor.role == .rep && ["approved", "refused"].contains(new) ? "Ask your manager." : "Ask the office."
    return rejection(.workflow, row, "\(name) is \(old); a \(actor.role.rawValue) cannot make it \(new). \(advice)")
  }

  private func wasConcurrentReturn(_ row: TouchedRow, before: RowState) -> Bool {
    let group = FieldSales.returns.groupOfColumn[Place.Return.status]
    guard before.groups.indices.contains(group), row.after.groups.indices.contains(group) else { return false }
    return row.after.groups[group].heads.contains(before.groups[group].winner)
  }

  /// No more comes back than was ordered, over all returns of the line.
  func faultOfReturnLine(_ row: TouchedRow) -> Rejection? {
    guard let quantity = row.after.integer(Place.ReturnLine.quantity), quantity > 0 else {
      return rejection(.businessRule, row, "The quantity that comes back is a whole number above 0. Correct it.")
    }
    guard let parentKey = row.after.target(Place.ReturnLine.parent, in: Place.returns),
      let lineKey = row.after.target(Place.ReturnLine.orderLine, in: Place.orderLines),
      let parent = view.row(parentKey), let line = view.row(lineKey)
    else { return nil }
    guard let order = parent.target(Place.Return.order, in: Place.orders),
      order == line.target(Place.Line.order, in: Place.orders)
    else {
      return rejection(.businessRule, row, "The goods are of another order than the return. Make a return of its own.")
    }
    let ordered = line.integer(Place.Line.quantity) ?? 0
    let returned = unitsReturned(of: lineKey, order: order)
    guard returned > ordered else { return nil }
    return rejection(
      .businessRule, row,
      "\(returned) units would come back of \(ordered) that were ordered. Look at the order's other returns.")
  }

  private func unitsReturned(of line: RowKey, order: RowKey) -> Int64 {
    var sum: Int64 = 0
    for other in view.children(of: order) where other.key.table == Place.returns && !other.isDeleted {
      guard FieldSales.standingReturnStates.contains(other.text(Place.Return.status) ?? "") else { continue }
      for part in view.children(of: other.key) where part.key.table == Place.returnLines && !part.isDeleted {
        guard part.target(Place.ReturnLine.orderLine, in: Place.orderLines) == line else { continue }
        sum = sum.saturatingSum(part.integer(Place.ReturnLine.quantity) ?? 0)
      }
    }
    return sum
  }
}
