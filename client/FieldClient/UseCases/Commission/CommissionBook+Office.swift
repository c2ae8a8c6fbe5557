import ChangeModel
import GRDB

extension CommissionBook {
  /// The plans with their rates, by code, group and tier.
  public func plans() throws -> [Record] {
    try desk.read { db in
      try db.records(
        """
        SELECT p.id, p.code, p.name, p.currency, p.period, p.active, t.product_group, t.from_amount, t.from_attainment,
          t.rate,
          (SELECT count(*) FROM commission_assignments AS a WHERE a.plan_id = p.id) AS rep_count
        FROM commission_plans AS p LEFT JOIN commission_rates AS t ON t.plan_id = p.id
        ORDER BY p.code COLLATE NOCASE, t.product_group, t.from_attainment IS NOT NULL, t.from_amount, t.from_attainment,
          t.id
        """)
    }
  }

  /// Adds a plan, or changes the one of that code.
  public func putPlan(_ code: String, _ cells: Cells) throws -> [Record] {
    try desk.requireOffice("commission plans")
    if let period = cells["period"]?.text, CalendarPeriod.Length(rawValue: period) == nil {
      throw FieldError(.usage, "\"\(period)\" is no period: month, quarter or year")
    }
    try desk.write { db in
      var cells = cells
      cells["code"] = .text(code)
      _ = try db.put("commission_plans", cells, where: "code = ? COLLATE NOCASE", [code], newID: desk.newID)
    }
    return try plans()
  }

  /// Sets what a plan pays from a tier on.
  /// - Parameters:
  ///   - rate: in basis points.
  ///   - from: a decimal in the plan's currency.
  ///   - attainment: in its place a part of the rep's sales target, in basis points.
  public func setRate(plan: String, group: String?, from: String? = nil, attainment: Int64? = nil, rate: Int64) throws
    -> [Record]
  {
    try desk.requireOffice("commission plans")
    try desk.write { db in
      let id = Value(try RowFinder.plan.find(plan, in: db))
      let currency = try db.record("SELECT currency FROM commission_plans WHERE id = ?", [id.databaseValue])?
        .text("currency")
      guard let amount = Money.minorUnits(from ?? "0", currency: currency), amount >= 0 else {
        throw FieldError(.usage, "\"\(from ?? "")\" is no amount: write a decimal such as 10000")
      }
      _ = try db.put(
        "commission_rates",
        [
          "plan_id": id, "product_group": group.map { .text($0) } ?? .null, "from_amount": .integer(amount),
          "from_attainment": attainment.map { .integer($0) } ?? .null, "rate": .integer(rate),
        ],
        where: "plan_id = ? AND product_group IS ? AND from_amount = ? AND from_attainment IS ?",
        [id.databaseValue, group, amount, attainment], newID: desk.newID)
    }
    return try plans()
  }

  /// Pays a rep by a plan.
  /// - Parameter share: the rep's part of what it pays, in basis points.
  public func assign(plan: String, rep: String, share: Int64, _ validity: Cells = Cells()) throws -> Record {
    try desk.requireOffice("commission plans")
    return try desk.write { db in
      let planID = Value(try RowFinder.plan.find(plan, in: db))
      let repID = Value(try RowFinder.rep.find(rep, in: db))
      var cells = validity
      cells["plan_id"] = planID
      cells["rep_id"] = repID
      cells["share"] = .integer(share)
      let id = try db.put(
        "commission_assignments", cells, where: "plan_id = ? AND rep_id = ?",
        [planID.databaseValue, repID.databaseValue], newID: desk.newID)
      return try db.record(
        """
        SELECT a.id, p.code, r.name AS rep, a.share, a.valid_from, a.valid_until FROM commission_assignments AS a
        JOIN commission_plans AS p ON p.id = a.plan_id JOIN reps AS r ON r.id = a.rep_id WHERE a.id = ?
        """, [Value(id).databaseValue]) ?? Record()
    }
  }
}
