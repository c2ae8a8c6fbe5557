import ChangeModel

extension Stage {
  /// Targets, commission and thresholds of points.
  var incentives: [CompanyRow] { targets + commission + thresholds }

  /// A sales target of each rep for the last month, this one and the next.
  private var targets: [CompanyRow] {
    territories.enumerated().flatMap { index, territory in
      (-1...1).map { offset in
        var dice = dice(5, index * 3 + offset + 1)
        let month = Calendar.month(options.now, plus: offset)
        let customers = max(1, options.customers / options.reps)
        return CompanyRow(
          "targets", ids.id("targets", index * 3 + offset + 2),
          [
            "territory_id": .row(territory.id), "rep_id": .row(territory.rep), "measure": .text("sales"),
            "amount": .number(customers * dice.roll(15...30) * 1_000), "currency": Self.currency,
            "period_from": .integer(month.from), "period_until": .integer(month.until),
            "name": .text("Sales \(Calendar.text(month.from).prefix(7))"),
          ])
      }
    }
  }

  private var commission: [CompanyRow] {
    let plan = ids.id("commission_plans", 1)
    let head = CompanyRow(
      "commission_plans", plan,
      [
        "code": .text("STANDARD"), "name": .text("Standard"), "currency": Self.currency, "period": .text("month"),
        "active": .integer(1),
      ])
    let rates = [(0, 200), (2_000_000, 300), (6_000_000, 450)].enumerated().map { index, tier in
      CompanyRow(
        "commission_rates", ids.id("commission_rates", index + 1),
        ["plan_id": .row(plan), "from_amount": .number(tier.0), "rate": .number(tier.1)])
    }
    let people = territories.enumerated().map { index, territory in
      CompanyRow(
        "commission_assignments", ids.id("commission_assignments", index + 1),
        ["plan_id": .row(plan), "rep_id": .row(territory.rep), "share": .integer(10_000)])
    }
    return [head] + rates + people
  }

  private var thresholds: [CompanyRow] {
    let levels = [
      ("SILVER", "tier", "points", 2_000, "Delivery without charge."),
      ("GOLD", "tier", "points", 10_000, "A tasting at home."),
      ("CASE", "gift", "purchases", 500_000, "A case of lemonade."),
    ]
    return levels.enumerated().map { index, level in
      CompanyRow(
        "loyalty_thresholds", ids.id("loyalty_thresholds", index + 1),
        [
          "code": .text(level.0), "name": .text(level.0.capitalizedOnce), "kind": .text(level.1),
          "basis": .text(level.2),
          "amount": .number(level.3), "currency": level.2 == "purchases" ? Self.currency : .null,
          "promise": .text(level.4), "active": .integer(1),
        ])
    }
  }
}

extension String {
  fileprivate var capitalizedOnce: String { prefix(1) + dropFirst().lowercased() }
}
