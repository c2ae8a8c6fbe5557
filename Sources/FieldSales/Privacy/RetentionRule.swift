import ChangeModel

/// What is kept of a table for how long: columns that are emptied when the row's time is over. The row stays, and with it
/// every figure.
public struct RetentionRule: Sendable {
  /// The days; 0 keeps them.
  public let setting: Setting
  public let table: String
  /// The row's time is in the first of these columns that is not NULL, in milliseconds since 1970 UTC.
  public let clock: [String]
  /// The row must hold this word, if one is named.
  public let condition: (column: String, word: String)?
  /// What is emptied.
  public let columns: [String]

  /// In the order of the tables.
  public static let all = [
    RetentionRule(
      "visit_notes", "notes of visits", "visits", ["check_out_at", "check_in_at", "planned_at"], ["notes"]),
    RetentionRule(
      "lost_leads", "the words in lost leads", "leads", ["closed_at", "last_contact_at", "opened_at"],
      ["interest", "notes"], where: ("status", "lost")),
    RetentionRule(
      "activities", "the words about calls and mails", "activities", ["done_at", "planned_at"], ["subject", "notes"]),
    RetentionRule(
      "complaints", "the words of complaints", "complaints", ["followed_up_at", "answered_at", "received_at"],
      ["description", "wanted"], where: ("status", "followed_up")),
    RetentionRule("care_notes", "notes of care after the sale", "care_steps", ["done_at", "occasion_at"], ["note"]),
    RetentionRule(
      "attachments", "photos and signatures", "visit_attachments", ["taken_at"], ["name", "content", "location"]),
  ]

  private init(
    _ name: String, _ what: String, _ table: String, _ clock: [String], _ columns: [String],
    where condition: (column: String, word: String)? = nil
  ) {
    setting = .retention(name, what)
    self.table = table
    self.clock = clock
    self.columns = columns
    self.condition = condition
  }

  /// What is to be emptied of a row; none when its time is not over, or nothing is left in it.
  /// - Parameters:
  ///   - days: how long it is kept; 0 for ever.
  ///   - now: milliseconds since 1970 UTC.
  public func overdue(_ values: [String: Value], days: Int64, now: Int64) -> [String] {
    guard days > 0, let time = clock.lazy.compactMap({ values[$0]?.integer }).first else { return [] }
    if let condition, values[condition.column]?.text != condition.word { return [] }
    let (age, overflow) = now.subtractingReportingOverflow(time)
    guard !overflow, age / 86_400_000 >= days else { return [] }
    return columns.filter { !(values[$0]?.isNull ?? true) }
  }
}
