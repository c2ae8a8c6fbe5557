import ChangeModel
import FieldSales
import GRDB

/// The day's page: short, ordered by what matters, each line something to do.
public struct TodayBook: Sendable {
  let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// - Parameters:
  ///   - isAll: of everyone, as a manager sees it; else only the user's own and what is nobody's.
  ///   - limit: the most lines of one kind; nil for all.
  public func agenda(_ day: Day, isAll: Bool, limit: Int? = 5) throws -> Agenda {
    // Before the other reading begins: one may not stand within another.
    let rejected = try desk.replica.attention().count
    return try desk.read { db in
      let settings = try db.settings()
      let values: [String: (any DatabaseValueConvertible)?] = [
        "start": day.start, "end": day.end, "now": desk.now,
        "rep": (isAll ? .null : try desk.ownRepID(db)).databaseValue, "every": settings[.visitEveryDays],
        "overdue": desk.now - settings[.overdueWarningDays] * Day.length,
        "forgotten": desk.now - settings[.nextStepKeepDays] * Day.length,
        "notice": settings[.quoteNoticeDays] * Day.length,
      ]
      let sections = try AgendaKind.allCases.map { kind in
        if let care = CareKind(rawValue: kind.rawValue) { return try section(care, kind, day, isAll: isAll, limit, db) }
        let items = kind == .rejected ? Self.line(rejected: rejected) : try items(kind, StatementArguments(values), db)
        return Agenda.Section(
          kind: kind, items: limit.map { Array(items.prefix(max(0, $0))) } ?? items, total: items.count)
      }
      return Agenda(day: day, sections: sections.filter { !$0.items.isEmpty })
    }
  }

  /// The page is of today: what is older stands in the list of care.
  private func section(
    _ care: CareKind, _ kind: AgendaKind, _ day: Day, isAll: Bool, _ limit: Int?, _ db: Database
  ) throws -> Agenda.Section {
    let book = CareBook(desk)
    let scope = CareBook.Scope(day: day, rep: isAll ? .null : try desk.ownRepID(db), window: 7)
    let due = try book.proposing(try book.due(care, scope, limit: limit, db), db)
    return Agenda.Section(kind: kind, items: due.items, total: due.total)
  }

  private func items(_ kind: AgendaKind, _ arguments: StatementArguments, _ db: Database) throws -> [Record] {
    if kind == .gift { return try LoyaltyBook(desk).due(arguments, db) }
    return try Self.queries[kind].map { try db.records($0, arguments) } ?? []
  }

  private static let queries: [AgendaKind: String] = [
    .complaint: AgendaQueries.complaints, .lead: AgendaQueries.leads, .visit: AgendaQueries.visits,
    .appointment: AgendaQueries.appointments, .task: AgendaQueries.tasks, .nextStep: AgendaQueries.nextSteps,
    .heldOrder: AgendaQueries.heldOrders, .overdue: AgendaQueries.overdue, .quote: AgendaQueries.quotes,
    .decision: AgendaQueries.decisions,
    .visitRhythm: AgendaQueries.visitRhythms,
  ]

  /// One line for all changes that wait, because the reasons stand in their own list.
  private static func line(rejected count: Int) -> [Record] {
    count == 0 ? [] : [Record(columns: ["count"], values: [.integer(Int64(count))])]
  }
}
