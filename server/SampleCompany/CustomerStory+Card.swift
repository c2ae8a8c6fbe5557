import ChangeModel

extension CustomerStory {
  /// The customer's own row; what it owes comes from its account.
  func customer(_ sales: Sales, _ dice: inout Dice) -> CompanyRow {
    let town = territory.town
    let isPerson = segment != "wholesale" && dice.percent(6)
    let now = stage.options.now
    let first = begin ?? now - Int64(dice.roll(1...90)) * Calendar.day
    let status = status(&dice)
    var values: [String: Value] = [
      "territory_id": .row(territory.id), "code": .text("C\(10_001 + number)"),
      "kind": .text(isPerson ? "person" : "company"),
      "name": .text(isPerson ? Names.person(town, &dice) : Names.shop(town, segment, &dice)),
      "owner_rep_id": .row(territory.rep), "phone": .text(town.phone(&dice)),
      "email": .text("c\(10_001 + number)@example.net"), "street": .text(town.street(&dice)), "city": .text(town.name),
      "region": .text(town.region), "postal_code": .text(town.postalCode(&dice)), "country": .text(town.country),
      "latitude": .number(town.latitude + dice.roll(-120_000...120_000)),
      "longitude": .number(town.longitude + dice.roll(-160_000...160_000)), "credit_limit": .number(creditLimit(&dice)),
      "balance": .integer(sales.balance), "currency": Stage.currency, "payment_days": .number(paymentDays),
      "industry": .text(segment), "segment": .text(segment), "grade": .text(grade.rawValue), "status": .text(status),
      "source": .text(dice.pick(["visit", "referral", "fair", "web", "campaign", "list", "call_centre"], or: "visit")),
      "visit_every_days": .number(visitEveryDays), "first_contact_at": .integer(first),
      "consent_phone": .number(dice.percent(85) ? 1 : 0), "consent_email": .number(dice.percent(70) ? 1 : 0),
    ]
    if isPerson { values["birth_date"] = .text(birthday(&dice)) }
    if status == "lost" {
      let reasons = ["price", "closed down", "other supplier", "not content with delivery", "moved away"]
      values["lost_reason"] = .text(dice.pick(reasons, or: "price"))
    }
    if dice.percent(25) { values["delivery_note"] = .text(dice.pick(Self.deliveryNotes, or: "")) }
    return CompanyRow("customers", id, values)
  }

  func contacts(_ dice: inout Dice) -> [CompanyRow] {
    let roles = [("owner", "decides"), ("buyer", "influences"), ("kitchen", "uses")]
    return (0..<dice.roll(1...roles.count)).map { place in
      CompanyRow(
        "contacts", stage.ids.id("contacts", number * 10 + place),
        [
          "customer_id": .row(id), "name": .text(Names.person(territory.town, &dice)), "role": .text(roles[place].0),
          "influence": .text(roles[place].1), "phone": .text(territory.town.phone(&dice)),
          "email": .text("c\(10_001 + number).\(place + 1)@example.net"),
          "birth_date": dice.percent(60) ? .text(birthday(&dice)) : .null, "is_primary": .number(place == 0 ? 1 : 0),
        ])
    }
  }

  var visitEveryDays: Int {
    switch grade {
    case .a: 30
    case .b: 60
    case .c: 120
    }
  }

  private func status(_ dice: inout Dice) -> String {
    let now = stage.options.now
    guard let begin, begin < now else { return dice.percent(50) ? "lead" : "opportunity" }
    guard let end, end < now else { return now - begin < 40 * Calendar.day ? "contracted" : "active" }
    return now - end < 120 * Calendar.day ? "dormant" : "lost"
  }

  /// Whole thousands, or nothing for some, who have no limit.
  private func creditLimit(_ dice: inout Dice) -> Int {
    if dice.percent(15) { return 0 }
    let thousands =
      switch grade {
      case .a: dice.roll(20...80)
      case .b: dice.roll(5...20)
      case .c: dice.roll(1...6)
      }
    return thousands * 100_000
  }

  private func birthday(_ dice: inout Dice) -> String {
    Calendar.text(stage.options.now - Int64(dice.roll(8_000...24_000)) * Calendar.day)
  }

  private static let deliveryNotes = [
    "Ring at the back door.", "Before ten in the morning.", "Not on Mondays.", "请送到后门", "No lift: third floor.",
  ]
}
