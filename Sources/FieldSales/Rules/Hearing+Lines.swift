import ChangeModel
import MergeEngine

extension Hearing {
  func faultOfLine(_ row: TouchedRow) -> Rejection? {
    faultOfFixedLine(row) ?? faultOfFigures(row)
  }

  /// Lines change while their order is a quote or draft, or in the change set that submits it; later through the office alone.
  func faultOfFixedLine(_ row: TouchedRow) -> Rejection? {
    guard actor.role != .office else { return nil }
    let states = [row.before, row.after].compactMap { $0?.target(Place.Line.order, in: Place.orders) }
    for order in states where !isOpenForLines(order) {
      let state = view.row(order)
      return rejection(
        .businessRule, row,
        "\(state?.orderName ?? "The order") is \(state?.text(Place.Order.status) ?? "gone"): its lines are fixed."
          + " Cancel it and take a new order, or ask the office for a return.")
    }
    return nil
  }

  private func isOpenForLines(_ order: RowKey) -> Bool {
    switch ordersBefore[order] {
    case .new: true
    case .standing(let status): FieldSales.changeableStates.contains(status)
    case nil: FieldSales.changeableStates.contains(view.row(order)?.text(Place.Order.status) ?? "")
    }
  }

  private func faultOfFigures(_ row: TouchedRow) -> Rejection? {
    guard let quantity = row.after.integer(Place.Line.quantity), quantity > 0 else {
      return rejection(
        .businessRule, row, "The quantity of a line is a whole number above 0. Correct it or delete the line.")
    }
    guard let price = row.after.integer(Place.Line.unitPrice), price >= 0 else {
      return rejection(.businessRule, row, "The unit price of a line is 0 or more, in minor units. Enter the price.")
    }
    let discount = row.after.integer(Place.Line.discount) ?? 0
    guard (0...LineTotal.discountMax).contains(discount) else {
      return rejection(
        .businessRule, row, "The discount of a line is 0 to 10000 basis points (100 = 1 %). Correct it.")
    }
    guard LineTotal(quantity: quantity, unitPrice: price, discount: discount) != nil else {
      return rejection(.businessRule, row, "The line comes to more than can be booked. Check quantity and price.")
    }
    return nil
  }
}
