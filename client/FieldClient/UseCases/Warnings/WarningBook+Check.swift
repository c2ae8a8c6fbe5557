import ChangeModel
import FieldSales
import GRDB

extension WarningBook {
  /// What a check found.
  public struct Check: Hashable, Sendable {
    public var raised: Int
    /// No more so, or answered so long ago that it is asked again.
    public var ended: Int
    public var open: Int
  }

  /// Rows that one change set takes at most, so that it stays small enough to be sent.
  static let rowsPerWrite = 500

  /// Looks for what is to be warned of: raises what is new, and ends what is no more so.
  ///
  /// What is open is raised no second time, here or on another replica: the ID is made of what it is about. What was
  /// answered is warned of again when it is still so after the days of the setting `warning.again_days`.
  public func check() throws -> Check {
    let (rises, endings, open) = try desk.read { db in try plan(db) }
    for part in stride(from: 0, to: rises.count, by: Self.rowsPerWrite) {
      try desk.write { db in
        for rise in rises[part..<min(part + Self.rowsPerWrite, rises.count)] {
          // Another program may have raised it meanwhile.
          guard try db.record("SELECT id FROM warnings WHERE id = ?", [Value(rise.id).databaseValue]) == nil else {
            continue
          }
          try db.insert(into: "warnings", id: rise.id, rise.cells)
        }
      }
    }
    for part in stride(from: 0, to: endings.count, by: Self.rowsPerWrite) {
      try desk.write { db in
        for id in endings[part..<min(part + Self.rowsPerWrite, endings.count)] {
          try db.update("warnings", id: id, ["ended_at": .integer(desk.now)])
        }
      }
    }
    return Check(raised: rises.count, ended: endings.count, open: open + rises.count)
  }

  private struct Rise {
    var id: RowID
    var cells: Cells
  }

  private func plan(_ db: Database) throws -> (rises: [Rise], endings: [RowID], open: Int) {
    try require(db)
    let settings = try db.settings()
    let known = try Dictionary(grouping: stored(db)) { $0.subject }
    let findings = try WarningFinder(desk: desk, settings: settings).findings(db)
    let again = desk.now.saturatingSum(-settings[.warningAgainDays] * Day.length)
    var rises = [Rise]()
    var endings = [RowID]()
    var open = 0
    for finding in findings {
      let all = known[finding.subject] ?? []
      let standing = all.filter { $0.endedAt == nil }
      let isOld = standing.contains { ($0.doneAt ?? .max) <= again }
      if !standing.isEmpty, !isOld {
        open += standing.contains { $0.doneAt == nil } ? 1 : 0
        continue
      }
      endings += standing.map(\.id)
      rises.append(rise(finding, turn: Int64(all.count), settings))
    }
    let found = Set(findings.map(\.subject))
    let over = known.filter { !found.contains($0.key) }.values.flatMap { $0 }.filter { $0.endedAt == nil }.map(\.id)
    return (rises, endings + over.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }, open)
  }

  private func rise(_ finding: WarningFinding, turn: Int64, _ settings: Settings) -> Rise {
    let subject = finding.subject
    return Rise(
      id: subject.kind.id(customer: subject.customer, subject: subject.id, turn: turn),
      cells: [
        "customer_id": Value(subject.customer), "kind": .text(subject.kind.rawValue), "subject_id": Value(subject.id),
        "turn": .integer(turn), "owner_id": finding.owner, "since_at": finding.since, "raised_at": .integer(desk.now),
        "due_at": .integer(desk.now.saturatingSum(settings[.warningDueDays] * Day.length)), "amount": finding.amount,
        "currency": finding.currency,
      ])
  }

  private struct Stored {
    var id: RowID
    var subject: WarningFinding.Subject
    var doneAt: Int64?
    var endedAt: Int64?
  }

  /// Rows of kinds that this release does not know are left alone.
  private func stored(_ db: Database) throws -> [Stored] {
    try db.records("SELECT id, customer_id, kind, subject_id, done_at, ended_at FROM warnings ORDER BY turn, id")
      .compactMap { row in
        guard let id = row.id, let customer = row.rowID("customer_id"),
          let kind = row.text("kind").flatMap(WarningKind.init(rawValue:))
        else { return nil }
        return Stored(
          id: id,
          subject: WarningFinding.Subject(kind: kind, customer: customer, id: row.rowID("subject_id") ?? customer),
          doneAt: row.integer("done_at"), endedAt: row.integer("ended_at"))
      }
  }
}
