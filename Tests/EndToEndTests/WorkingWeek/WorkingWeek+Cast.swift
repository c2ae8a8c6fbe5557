extension WorkingWeek {
  /// The customers to whom something happens in the week.
  struct Cast {
    /// Whom the first rep wins in three calls.
    var lead: String
    /// Who buys on Monday, and bought nothing in the weeks before.
    var buyer: String
    /// To whom both reps sell without knowing of each other.
    var shared: String
    /// Who wants more than the limit allows.
    var greedy: String
    var complainer: String
  }

  /// Chosen by what their rows say, so that another seed would do as well.
  func cast() throws -> Cast {
    let limited = """
      credit_limit > 0 AND EXISTS (SELECT 1 FROM customer_accounts AS a
        WHERE a.customer_id = c.id AND a.open_orders = 0 AND a.available >= 100000)
      """
    let rested = "NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id AND o.placed_at > \(Self.ago(60)))"
    guard
      let lead = try customers(
        manager, 1,
        where: "consent_phone = 1 AND NOT EXISTS (SELECT 1 FROM leads AS l WHERE l.customer_id = c.id)"
          + " AND status = 'active'"
      ).first,
      let buyer = try customers(manager, 1, where: "\(limited) AND \(rested) AND code <> '\(lead)'").first
    else { throw TestFailure("nobody to sell to") }
    let others = try customers(manager, 3, where: "\(limited) AND code NOT IN ('\(lead)', '\(buyer)')")
    return Cast(lead: lead, buyer: buyer, shared: others[0], greedy: others[1], complainer: others[2])
  }

  /// So many days before the week.
  static func ago(_ days: Int64) -> Int64 { time(day: -days, hour: 0) }

  /// What a customer may still order, in minor units.
  func available(_ person: String, _ customer: String) throws -> Int64 {
    try number(person, "SELECT available FROM customer_accounts WHERE code = '\(customer)';")
  }
}
