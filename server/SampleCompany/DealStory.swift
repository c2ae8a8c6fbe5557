import ChangeModel

/// One opportunity on its way through the funnel.
struct DealStory {
  /// The stages that lead to a contract, first to last.
  static let way = ["initial_contact", "intent", "negotiation", "contract"]
  private static let stepsMax = 5

  let customer: CustomerStory
  /// Its number among all opportunities.
  let number: Int
  let contact: Value
  /// The lead that it grew from.
  let lead: RowID?
  /// The stages in the order in which it entered them, with the times.
  let steps: [(stage: String, time: Int64)]
  private var dice: Dice

  /// - Parameter isOpen: whether it may not be closed yet.
  init(_ customer: CustomerStory, number: Int, isOpen: Bool, contact: Value, lead: RowID?, _ dice: inout Dice) {
    self.customer = customer
    self.number = number
    self.contact = contact
    self.lead = lead
    let now = customer.stage.options.now
    let reached = dice.pick(isOpen ? [0, 0, 1, 1, 2] : [0, 0, 1, 1, 1, 2, 2, 3, 3, 3], or: 0)
    let isLost = !isOpen && reached < 3 && dice.percent(40)
    let stages = Self.way.prefix(reached + 1) + (isLost ? ["lost"] : [])
    let isClosed = isLost || reached == 3
    let days = isClosed ? dice.roll(1...300) : dice.roll(0...25)
    var time = Calendar.over(now - Int64(days) * Calendar.day, by: now)
    var steps = [(stage: String, time: Int64)]()
    for stage in stages.reversed() {
      steps.append((stage, Calendar.workTime(time, &dice)))
      time -= Int64(dice.roll(4...24)) * Calendar.day
    }
    self.steps = steps.reversed()
    self.dice = dice
  }

  var id: RowID { customer.stage.ids.id("opportunities", number) }

  /// The opportunity and the steps that it took.
  /// - Parameter orders: the customer's; a contract becomes the first one after it.
  func rows(orders: [CompanyRow]) -> [CompanyRow] {
    var rest = dice
    return [opportunity(orders, &rest)] + steps.indices.map(step)
  }

  private func opportunity(_ orders: [CompanyRow], _ dice: inout Dice) -> CompanyRow {
    let now = customer.stage.options.now
    let stage = steps.last?.stage ?? Self.way[0]
    let closed = stage == "contract" || stage == "lost" ? steps.last?.time : nil
    let expected = (closed ?? now) + Int64(dice.roll(-10...80)) * Calendar.day
    var values: [String: Value] = [
      "customer_id": .row(customer.id), "rep_id": .row(customer.territory.rep), "contact_id": contact,
      "lead_id": lead.map(Value.row) ?? .null,
      "name": .text(dice.pick(customer.territory.town.isChinese ? Self.chineseNames : Self.names, or: "Offer")),
      "stage": .text(stage), "value": .number(dice.roll(10...600) * 10_000), "currency": Stage.currency,
      "expected_close_at": .integer(expected), "opened_at": steps.first.map { .integer($0.time) } ?? .null,
      "closed_at": closed.map(Value.integer) ?? .null,
    ]
    if dice.percent(20) { values["probability"] = .number(dice.roll(1...9) * 1_000) }
    if dice.percent(40) { values["competitor"] = .text(dice.pick(["Nordkaffee", "龙叶", "Casa Fina"], or: "")) }
    if stage == "lost" {
      values["lost_reason"] = .text(
        dice.pick(["price", "delivery time", "no budget", "stayed as they are"], or: "price"))
    }
    if stage == "contract", let closed, let order = firstOrder(after: closed, orders) {
      values["order_id"] = .row(order)
    }
    return CompanyRow("opportunities", id, values)
  }

  private func step(_ place: Int) -> CompanyRow {
    CompanyRow(
      "opportunity_steps", customer.stage.ids.id("opportunity_steps", number * Self.stepsMax + place),
      [
        "opportunity_id": .row(id), "rep_id": .row(customer.territory.rep), "stage": .text(steps[place].stage),
        "stage_before": place == 0 ? .null : .text(steps[place - 1].stage), "entered_at": .integer(steps[place].time),
      ])
  }

  private func firstOrder(after time: Int64, _ orders: [CompanyRow]) -> RowID? {
    orders.first { order in
      order.values["placed_at"]?.integer ?? 0 > time && order.values["status"] != .text("cancelled")
    }?.id
  }

  private static let names = [
    "Winter range", "New machines", "Second shop", "Private label", "Gift boxes for the feast", "Hotel breakfast",
  ]
  private static let chineseNames = ["年度合同", "中秋礼盒", "新店开业", "酒店早餐", "更换咖啡机"]
}
