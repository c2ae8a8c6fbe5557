import ChangeModel
import FieldSales
import Hub
import HubServer

/// Ends leases, by ordinary changes of the office: what is left of them is free again, once.
struct LeaseJob {
  /// Which leases are ended.
  enum Reason: Sendable {
    /// They ran out, and the grace for orders that were taken in time is over.
    case ranOut
    /// Their device is lost or given up.
    case device(DeviceNumber)
  }

  struct Report: Encodable {
    struct Lease: Encodable {
      var id: String
      var number: String?
      var kind: String
      var device: Int64?
      /// What is free again: units, or minor units of money.
      var left: Int64
      /// What became of it: expired or returned.
      var status: String

      var words: String { "\(number ?? id): \(status), \(left) of \(kind) is free again" }
    }

    var status: String
    var leases: [Lease] = []
  }

  let link: any OfficeLink
  /// Milliseconds since 1970 UTC.
  let now: Int64

  private static let batchRows = 2_000

  func end(_ reason: Reason) async throws -> Report {
    let grace = try await graceMilliseconds()
    var report = Report(status: Self.status(of: reason))
    var rows = [ImportRow]()
    try await link.forEachRow(of: "leases") { row in
      guard row.values["status"] == .text("granted"), isDue(row, reason, grace: grace) else { return }
      report.leases.append(Report.Lease(row, status: report.status))
      rows.append(ImportRow(table: "leases", id: row.id, values: ["status": .text(report.status)]))
    }
    for start in stride(from: 0, to: rows.count, by: Self.batchRows) {
      let part = Array(rows[start..<min(rows.count, start + Self.batchRows)])
      let outcome = try await link.importRows(part, isDryRun: false)
      if let refused = outcome.rejected.first { throw OfficeFault("A lease could not be ended: \(refused.message)") }
    }
    return report
  }

  private func isDue(_ row: ImportRow, _ reason: Reason, grace: Int64) -> Bool {
    switch reason {
    case .ranOut: (row.values["expires_at"]?.integer ?? 0).saturatingSum(grace) <= now
    case .device(let number): row.values["device"]?.integer == number
    }
  }

  private static func status(of reason: Reason) -> String {
    switch reason {
    case .ranOut: "expired"
    case .device: "returned"
    }
  }

  private func graceMilliseconds() async throws -> Int64 {
    let key = Setting.leaseGraceHours.key
    let hours = try await SettingSheet(link: link).entries().first { $0.key == key }?.value
    return (hours ?? Setting.leaseGraceHours.fallback) * 3_600_000
  }
}

extension LeaseJob.Report.Lease {
  init(_ row: ImportRow, status: String) {
    let figure = { (column: String) in row.values[column]?.integer ?? 0 }
    self.init(
      id: row.id.description, number: row.values["number"]?.text, kind: row.values["kind"]?.text ?? "?",
      device: row.values["device"]?.integer, left: figure("granted").saturatingSum(-figure("spent")),
      status: status)
  }
}
