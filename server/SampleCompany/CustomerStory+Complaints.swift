import ChangeModel
import FieldSales

extension CustomerStory {
  private static let complaintsMax = 100
  /// What is older was answered; of what is newer, some is forgotten on the way.
  private static let forgottenDays: Int64 = 45

  /// One delivered order in twenty brings a complaint; the newest are under way, and some of them late.
  func complaints(_ sales: Sales, contacts: [CompanyRow]) -> [CompanyRow] {
    var dice = stage.dice(12, number)
    var rows = [CompanyRow]()
    for order in sales.orders where rows.count < Self.complaintsMax {
      guard let delivered = order.values["delivered_at"]?.integer, dice.roll(20) == 0 else { continue }
      let received = delivered + Int64(dice.roll(6...70)) * Calendar.hour
      guard received < stage.options.now else { continue }
      var row = complaint(order, received, rows.count, &dice)
      if let contact = contacts.first { row.values["contact_id"] = .row(contact.id) }
      if let line = sales.lines.first(where: { $0.values["order_id"] == .row(order.id) }) {
        row.values["product_id"] = line.values["product_id"]
      }
      rows.append(row)
    }
    return rows
  }

  private func complaint(_ order: CompanyRow, _ received: Int64, _ place: Int, _ dice: inout Dice) -> CompanyRow {
    let occasion = dice.pick(
      territory.town.isChinese ? Self.chineseOccasions : Self.occasions,
      or: ("Not content", "other", "We look into it."))
    var values: [String: Value] = [
      "customer_id": .row(id), "order_id": .row(order.id), "taken_by_id": .row(territory.rep),
      "subject": .text(occasion.subject), "cause": .text(occasion.cause),
      "severity": .number(dice.pick([1, 2, 2, 2, 3], or: 2)),
      "channel": .text(dice.pick(["visit", "phone", "phone", "mail"], or: "phone")), "received_at": .integer(received),
      "wanted": .text(dice.pick(["A replacement", "The money back", "An explanation"], or: "")),
    ]
    treat(received, answer: occasion.answer, &values, &dice)
    return CompanyRow("complaints", stage.ids.id("complaints", number * Self.complaintsMax + place), values)
  }

  /// The steps as far as they were taken by now, one in four of them after its clock.
  private func treat(_ received: Int64, answer: String, _ values: inout [String: Value], _ dice: inout Dice) {
    let now = stage.options.now
    let canBeForgotten = now - received < Self.forgottenDays * Calendar.day
    var (status, since) = ("received", received)
    for step in Self.steps {
      let hours = Int(step.clock.fallback)
      let time = since + Int64(dice.percent(25) ? dice.roll(hours...hours * 2) : dice.roll(0...hours)) * Calendar.hour
      guard time < now, !(dice.percent(15) && canBeForgotten) else {
        callForHelp(late: since + Int64(hours) * Calendar.hour, &values, &dice)
        break
      }
      (status, since) = (step.state, time)
      values[step.column] = .integer(time)
      switch status {
      case "triaged": values["rep_id"] = .row(territory.rep)
      case "answered": values["answer"] = .text(answer)
      case "followed_up": values["satisfaction"] = .number(dice.roll(2...5))
      default: break
      }
    }
    values["status"] = .text(status)
  }

  /// Some whose complaint is late for a day call for the manager.
  private func callForHelp(late: Int64, _ values: inout [String: Value], _ dice: inout Dice) {
    let called = late + Calendar.day
    guard called < stage.options.now, dice.percent(40) else { return }
    values["escalated_at"] = .integer(called)
    values["escalated_by_id"] = .row(territory.rep)
    values["escalation_reason"] = .text("They threaten to order elsewhere.")
  }

  private static let steps: [(state: String, column: String, clock: Setting)] = [
    ("triaged", "triaged_at", .complaintTriageHours), ("resolving", "started_at", .complaintStartHours),
    ("answered", "answered_at", .complaintAnswerHours), ("followed_up", "followed_up_at", .complaintFollowUpHours),
  ]

  private static let occasions: [(subject: String, cause: String, answer: String)] = [
    ("Two cartons arrived wet", "delivery", "The carrier pays; new cartons come on Monday."),
    ("Delivered two days late", "delivery", "The gate was blocked; the charge is waived."),
    ("Invoice does not match the offer", "billing", "The difference is credited."),
    ("Tea tastes stale", "quality", "The batch is replaced."),
    ("Nobody calls back", "service", "The rep calls every Thursday from now on."),
    ("Handle of the pot broke off", "quality", "A new pot is on its way."),
    ("The new price was not announced", "price", "The old price holds until the end of the month."),
  ]
  private static let chineseOccasions: [(subject: String, cause: String, answer: String)] = [
    ("送货数量不对", "delivery", "少的部分明天补送。"), ("茶叶受潮", "quality", "整批更换。"), ("发票金额有误", "billing", "差额已退。"),
    ("电话没人接", "service", "以后每周四主动联系。"),
  ]
}
