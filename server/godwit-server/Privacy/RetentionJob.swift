import ChangeModel
import FieldSales
import Hub
import HubServer

/// Empties what the org keeps no longer, by ordinary changes of the office.
struct RetentionJob {
  struct Report: Encodable {
    struct Rule: Encodable {
      var setting: String
      var days: Int64
      var table: String
      var columns: [String]
      var rows: Int
    }

    var isDryRun: Bool
    var rules: [Rule] = []

    enum CodingKeys: String, CodingKey {
      case rules
      case isDryRun = "dry_run"
    }
  }

  let link: any OfficeLink
  /// Milliseconds since 1970 UTC.
  let now: Int64
  let isDryRun: Bool

  private static let batchRows = 2_000

  func run() async throws -> Report {
    let days = Dictionary(
      try await SettingSheet(link: link).entries().map { ($0.key, $0.value) }
    ) { first, _ in first }
    var report = Report(isDryRun: isDryRun)
    for rule in RetentionRule.all {
      let kept = days[rule.setting.key] ?? rule.setting.fallback
      let rows = try await overdue(rule, days: kept)
      if !isDryRun { try await empty(rows) }
      report.rules.append(
        Report.Rule(
          setting: rule.setting.key, days: kept, table: rule.table, columns: rule.columns, rows: rows.count))
    }
    return report
  }

  private func overdue(_ rule: RetentionRule, days: Int64) async throws -> [ImportRow] {
    guard days > 0 else { return [] }
    var rows = [ImportRow]()
    try await link.forEachRow(of: rule.table) { row in
      let columns = rule.overdue(row.values, days: days, now: now)
      guard !columns.isEmpty else { return }
      rows.append(
        ImportRow(
          table: rule.table, id: row.id,
          values: Dictionary(columns.map { ($0, Value.null) }) { first, _ in first }))
    }
    return rows
  }

  private func empty(_ rows: [ImportRow]) async throws {
    for start in stride(from: 0, to: rows.count, by: Self.batchRows) {
      let part = Array(rows[start..<min(rows.count, start + Self.batchRows)])
      let outcome = try await link.importRows(part, isDryRun: false)
      if let refused = outcome.rejected.first {
        throw OfficeFault("A row of \(refused.table) could not be emptied: \(refused.message)")
      }
    }
  }
}
