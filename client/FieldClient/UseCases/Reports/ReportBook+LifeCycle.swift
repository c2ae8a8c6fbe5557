import ChangeModel
import FieldSales
import GRDB

extension ReportBook {
  /// How many customers are in which stage of life, noted and by their purchases; part `changes` has those who differ.
  public func lifeCycle(_ scope: ReportScope = ReportScope()) throws -> Report {
    try report(scope) { span, settings, db in
      let rows = try stages(span, settings, db)
      let names = ["lead", "opportunity", "contracted", "active", "recovered", "dormant", "lost"]
      let others = Set(rows.flatMap { [$0.text("status"), $0.text("stage")] }.compactMap { $0 })
        .subtracting(names).sorted()
      let sums = (names + others).map { name in
        Record(
          columns: ["stage", "noted", "by_purchases"],
          values: [
            .text(name), .integer(Int64(rows.count { $0.text("status") == name })),
            .integer(Int64(rows.count { $0.text("stage") == name })),
          ])
      }
      return Report(
        span, rows: sums, parts: [Report.Part(name: "changes", rows: Self.changed(rows))],
        definitions: [stageDefinition])
    }
  }

  /// Writes the stage that purchases tell into the customers that are noted otherwise.
  /// - Returns: those customers, with the `status` before and the `stage` now.
  public func setStages(_ scope: ReportScope = ReportScope()) throws -> [Record] {
    try desk.write { db in
      let settings = try db.settings()
      let span = try ReportSpan(scope, days: settings[.analysisWindowDays], now: desk.now, db)
      let changes = Self.changed(try stages(span, settings, db))
      for change in changes {
        guard let id = change.rowID("customer_id"), let stage = change["stage"] else { continue }
        try db.update("customers", id: id, ["status": stage])
      }
      return changes
    }
  }

  private static func changed(_ rows: [Record]) -> [Record] {
    rows.filter { row in row["stage"] != row["status"] && row["stage"]?.isNull == false }
  }

  private func stages(_ span: ReportSpan, _ settings: Settings, _ db: Database) throws -> [Record] {
    let life = LifeCycle(settings)
    let now = span.until.saturatingSum(-1)
    let rows = try db.records(
      """
      WITH last AS (\(PurchaseQueries.lastTwo))
      SELECT l.customer_id, l.customer_code, l.customer, l.status, l.lost_reason, l.last_at, l.before_at, r.name AS rep
      FROM last AS l LEFT JOIN reps AS r ON r.id = l.owner_rep_id
      WHERE (:territory IS NULL OR l.territory_id = :territory) AND (:rep IS NULL OR l.owner_rep_id = :rep)
      ORDER BY l.customer, l.customer_id
      """, ["now": now, "territory": span.territory.databaseValue, "rep": span.rep.databaseValue])
    return rows.map { $0.adding("stage", Self.stage($0, life, now: now)).removing("before_at") }
  }
}
