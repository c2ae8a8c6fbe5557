import ChangeModel

extension CompanyRow {
  /// A customer's row that knows of the contacts that were made, as it would had they been noted one by one: the first, the
  /// last, and how many visits.
  func contacted(by rows: [CompanyRow]) -> CompanyRow {
    var row = self
    let times = rows.flatMap(\.contactTimes)
    let first = times.min().map { min($0, values["first_contact_at"]?.integer ?? $0) }
    if let first { row.values["first_contact_at"] = .integer(first) }
    if let last = times.max() { row.values["last_contact_at"] = .integer(last) }
    row.values["visit_count"] = .number(rows.count { $0.table == "visits" && $0.values["check_out_at"] != nil })
    return row
  }

  /// When somebody spoke to the customer; who was not met was not spoken to.
  private var contactTimes: [Int64] {
    let columns: [String] =
      switch table {
      case "visits": values["outcome"] == .text("absent") ? [] : ["check_out_at"]
      case "activities": ["done_at"]
      case "complaints": ["received_at", "answered_at", "followed_up_at"]
      default: []
      }
    return columns.compactMap { values[$0]?.integer }
  }
}
