import ChangeModel

extension CustomerStory {
  private static let visitsMax = 999
  private static let minutesMax: Int64 = 70
  /// How many visits a rep plans for the coming two weeks.
  private static let plannedPerRep = 50

  /// Visits made in the rhythm of the customer's grade, and for some one that is planned.
  func visits(contacts: [CompanyRow], _ dice: inout Dice) -> [CompanyRow] {
    let now = stage.options.now
    var rows = [CompanyRow]()
    var time = (begin ?? now) - Int64(dice.roll(5...25)) * Calendar.day
    let last = min(now - Calendar.day, end.map { $0 + 30 * Calendar.day } ?? now)
    while time < last, rows.count < Self.visitsMax {
      let arrival = Calendar.workTime(time, &dice)
      if arrival + Self.minutesMax * 60_000 < now { rows.append(made(arrival, rows.count, contacts, &dice)) }
      time += Int64(max(7, dice.around(visitEveryDays))) * Calendar.day
    }
    let customersPerRep = max(1, stage.options.customers / stage.options.reps)
    if end ?? .max > now, dice.percent(min(80, 100 * Self.plannedPerRep / customersPerRep)) {
      rows.append(planned(rows.count, contacts, &dice))
    }
    return rows
  }

  private func made(_ arrival: Int64, _ place: Int, _ contacts: [CompanyRow], _ dice: inout Dice) -> CompanyRow {
    var row = visit(place, contacts, arrival - Int64(dice.roll(0...20)) * 60_000, &dice)
    row.values["check_in_at"] = .integer(arrival)
    row.values["check_in_latitude"] = .number(territory.town.latitude + dice.roll(-120_000...120_000))
    row.values["check_in_longitude"] = .number(territory.town.longitude + dice.roll(-160_000...160_000))
    row.values["check_out_at"] = .integer(arrival + Int64(dice.roll(10...Int(Self.minutesMax))) * 60_000)
    row.values["outcome"] = .text(dice.pick(["order", "order", "promise", "refused", "absent"], or: "order"))
    if dice.percent(30) { row.values["notes"] = .text(dice.pick(Self.notes, or: "")) }
    return row
  }

  private func planned(_ place: Int, _ contacts: [CompanyRow], _ dice: inout Dice) -> CompanyRow {
    let day = Calendar.workday(Calendar.start(of: stage.options.now) + Int64(dice.roll(0...13)) * Calendar.day)
    return visit(place, contacts, day + Int64(dice.roll(7 * 4...16 * 4)) * 15 * 60_000, &dice)
  }

  private func visit(_ place: Int, _ contacts: [CompanyRow], _ planned: Int64, _ dice: inout Dice) -> CompanyRow {
    CompanyRow(
      "visits", stage.ids.id("visits", number * (Self.visitsMax + 1) + place),
      [
        "customer_id": .row(id), "rep_id": .row(territory.rep),
        "contact_id": contacts.first.map { .row($0.id) } ?? .null, "planned_at": .integer(planned),
        "purpose": .text(dice.pick(["offer", "order", "care", "delivery", "complaint"], or: "order")),
      ])
  }

  private static let notes = [
    "Asked for a lower price on tea.", "Shelf was empty, promised delivery within the week.", "新店下个月开业",
    "The buyer is on holiday until Monday.", "Very content with the last delivery.", "Competitor offers 5 % less.",
    "Wants a bigger machine next year.", "老板喜欢乌龙茶",
  ]
}
