import ChangeModel

extension CustomerStory {
  /// Deliveries are followed for so many days; older ones are history that nobody asks for.
  private static let followedDays: Int64 = 90

  /// The way of each recent order's goods, and what came back of them.
  func fulfilment(_ sales: Sales, _ dice: inout Dice) -> [CompanyRow] {
    var rows = [CompanyRow]()
    for (place, order) in sales.orders.enumerated() {
      guard let placed = order.values["placed_at"]?.integer, let status = order.values["status"]?.text,
        stage.options.now - placed < Self.followedDays * Calendar.day,
        let steps = Self.steps[status]
      else { continue }
      let row = delivery(order, place, placed, steps: steps, &dice)
      rows.append(row)
      if status == "invoiced", dice.percent(4) { rows += goodsBack(order, place, sales, row, &dice) }
    }
    return rows
  }

  /// How many of the steps packed, stored, carried and handed over an order in this state has behind it.
  private static let steps = ["picked": 2, "shipped": 3, "delivered": 4, "invoiced": 4]

  private func delivery(
    _ order: CompanyRow, _ place: Int, _ placed: Int64, steps: Int, _ dice: inout Dice
  ) -> CompanyRow {
    var values: [String: Value] = [
      "order_id": .row(order.id), "number": .text("D\(10_001 + number)-\(place + 1)"),
      "warehouse": .text(territory.town.isChinese ? "EAST" : "NORTH"), "parcels": .number(dice.roll(1...6)),
      "storage_place": .text("Gate \(dice.roll(1...9))"),
      "carrier": .text(territory.town.isChinese ? "快达" : "Nordfracht"),
      "expected_at": order.values["expected_at"] ?? .null,
    ]
    let handedOver = order.values["delivered_at"]?.integer ?? placed + 5 * Calendar.day
    let times = [placed + 20 * Calendar.hour, placed + 26 * Calendar.hour, handedOver - 30 * Calendar.hour, handedOver]
    for (column, time) in zip(["packed_at", "stored_at", "carried_at", "handed_over_at"], times).prefix(steps) {
      values[column] = .integer(min(time, stage.options.now))
    }
    if steps == 4 { values["received_by"] = .text(Names.person(territory.town, &dice)) }
    return CompanyRow("deliveries", stage.ids.id("deliveries", orderNumber(place)), values)
  }

  /// A return of a part of one line.
  private func goodsBack(
    _ order: CompanyRow, _ place: Int, _ sales: Sales, _ delivery: CompanyRow, _ dice: inout Dice
  ) -> [CompanyRow] {
    guard let line = sales.lines.first(where: { $0.values["order_id"]?.reference?.id == order.id }),
      let quantity = line.values["quantity"]?.integer, let arrived = delivery.values["handed_over_at"]?.integer
    else { return [] }
    let id = stage.ids.id("returns", orderNumber(place))
    let asked = min(stage.options.now, arrived + Int64(dice.roll(1...6)) * Calendar.day)
    return [
      CompanyRow(
        "returns", id,
        [
          "order_id": .row(order.id), "number": .text("R\(10_001 + number)-\(place + 1)"),
          "status": .text(dice.pick(["requested", "approved", "refused"], or: "requested")),
          "rep_id": .row(territory.rep),
          "reason": .text(dice.pick(["damaged", "wrong", "quality", "unsold"], or: "damaged")),
          "requested_at": .integer(asked),
        ]),
      CompanyRow(
        "return_lines", stage.ids.id("return_lines", orderNumber(place)),
        [
          "return_id": .row(id), "order_line_id": .row(line.id), "quantity": .integer(max(1, quantity / 4)),
          "condition": .text("unknown"),
        ]),
    ]
  }
}
