import ChangeModel
import FieldSales
import GRDB

/// Finds what is to be warned of, on the rows of this replica.
struct WarningFinder {
  let desk: Desk
  let settings: Settings

  func findings(_ db: Database) throws -> [WarningFinding] {
    var seen = Set<WarningFinding.Subject>()
    return try WarningKind.allCases.flatMap { kind in
      try rows(of: kind, db).compactMap { WarningFinding(kind, $0) }
    }.filter { seen.insert($0.subject).inserted }
  }

  private func rows(of kind: WarningKind, _ db: Database) throws -> [Record] {
    let now = desk.now
    switch kind {
    case .credit: return try db.records(WarningQueries.credit, ["territory": nil, "rep": nil])
    case .overdue:
      return try db.records(
        WarningQueries.overdue, ["before": now.saturatingSum(-settings[.overdueWarningDays] * Day.length)])
    case .plan: return try plans(db)
    case .churn: return try churn(db)
    case .complaint: return try db.records(WarningQueries.complaints, ["now": now])
    case .lead: return try db.records(WarningQueries.leads, ["before": now.saturatingSum(-Day.length)])
    case .visit:
      return try db.records(
        WarningQueries.visits,
        ["now": now, "every": settings[.visitEveryDays], "points": settings[.rhythmBehindPoints]])
    case .replacement: return try replacements(db)
    }
  }

  private func plans(_ db: Database) throws -> [Record] {
    guard try db.keepsPlans() else { return [] }
    var figures = TargetFigures()
    return try db.records(WarningQueries.plans, ["now": desk.now]).compactMap { target in
      let plan = ReportBook.planned(target, try figures.reached(target, db), now: desk.now)
      let (behind, expected) = (plan.integer("behind") ?? 0, plan.integer("expected") ?? 0)
      guard behind > 0, behind >= BasisPoints.of(expected, points: settings[.warningPlanPoints]) else { return nil }
      return target.removing("amount").adding(["subject_id": target["id"] ?? .null, "amount": .integer(behind)])
    }
  }

  private func churn(_ db: Database) throws -> [Record] {
    try db.records(
      WarningQueries.rhythms,
      [
        "now": desk.now, "since": desk.now.saturatingSum(-settings[.rhythmWindowDays] * Day.length),
        "least": settings[.rhythmPurchasesMin], "points": settings[.rhythmRiskPoints],
        "lost": settings[.lostDays] * Day.length,
      ])
  }

  /// Replacements ask for times alone; the day of the calendar is any.
  private func replacements(_ db: Database) throws -> [Record] {
    guard let date = CalendarDate(year: 2000, month: 1, day: 1) else { return [] }
    let day = Day(start: desk.now, end: desk.now.saturatingSum(1), date: date)
    return try CareBook(desk).due(.replacement, CareBook.Scope(day: day, rep: .null), db).items.map { item -> Record in
      let owner = try db.record(
        "SELECT owner_rep_id FROM customers WHERE id = ?", [(item["customer_id"] ?? .null).databaseValue])
      return item.adding([
        "subject_id": item["product_id"] ?? .null, "since_at": item["due_at"] ?? .null,
        "owner_id": owner?["owner_rep_id"] ?? .null,
      ])
    }
  }
}
