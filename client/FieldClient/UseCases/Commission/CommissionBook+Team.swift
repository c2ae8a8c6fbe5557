import ChangeModel
import FieldSales
import GRDB

/// What a manager sees: the reps whose customers or sales the replica has, each with what the sales here pay.
extension CommissionBook {
  /// Whether a plan pays the user.
  /// - Parameter time: in milliseconds since 1970 UTC; now if not given.
  public func isPaid(at time: Int64? = nil) throws -> Bool {
    try desk.read { db in
      let own = try desk.ownRepID(db)
      return try paidReps(at: time ?? desk.now, db).contains(own)
    }
  }

  /// Whether the user is one who sees the reps' pay in place of an own one: no rep, and paid by no plan.
  /// - Parameter time: in milliseconds since 1970 UTC; now if not given.
  public func isForTeam(at time: Int64? = nil) throws -> Bool {
    try desk.replica.identity.role != .rep && !isPaid(at: time)
  }

  /// What is said where no plan pays anybody.
  public static let noPlan: Phrase =
    "no commission plan pays here: the office assigns one with `godwit commission assign`"

  /// One line a rep, by name: sales, target, what is earned and what is expected.
  public func team(at time: Int64? = nil) throws -> [Record] {
    try team(at: time ?? desk.now) { terms, figures, db in try Self.summary(terms, &figures, db) }
  }

  /// What sales of an amount would earn each rep.
  public func teamForecast(amount: String, group: String? = nil) throws -> [Record] {
    try team(at: desk.now) { terms, figures, db in
      try forecast(amount: amount, group: group, terms, &figures, db).record
    }
  }

  private func team(
    at time: Int64, _ line: (CommissionTerms, inout PeriodSales, Database) throws -> Record
  ) throws -> [Record] {
    try desk.read { db in
      let owners = Set(
        try db.records("SELECT DISTINCT owner_rep_id AS id FROM customers WHERE owner_rep_id IS NOT NULL")
          .compactMap { $0["id"] })
      var figures = PeriodSales(rep: .null)
      return try paidReps(at: time, db).compactMap { rep in
        let terms = try CommissionTerms(rep: rep, at: time, db)
        guard try owners.contains(rep) || !figures.sales(by: terms, db).isEmpty else { return nil }
        return try line(terms, &figures, db)
      }
    }
  }

  /// By name.
  private func paidReps(at time: Int64, _ db: Database) throws -> [Value] {
    try db.records(
      """
      SELECT DISTINCT r.id, r.name FROM commission_assignments AS a
      JOIN commission_plans AS p ON p.id = a.plan_id JOIN reps AS r ON r.id = a.rep_id
      WHERE p.active <> 0 AND coalesce(a.valid_from, :now) <= :now AND coalesce(a.valid_until, :now + 1) > :now
      ORDER BY \(desk.byName("r.name")), r.id
      """, ["now": time]
    ).compactMap { $0["id"] }
  }
}
