import ChangeModel
import FieldSales
import Hub
import HubServer
import SampleCompany

/// Writes a generated company into a server, part by part.
struct GenerateJob {
  struct Report: Encodable {
    /// Rows by table.
    var rows: [String: Int] = [:]
    var inserted = 0
    var unchanged = 0
    var users = 0
    /// A hash of all rows: the same options give the same one.
    var digest = ""

    var lines: [String] {
      ["generated \(rows.values.reduce(0, +)) rows: inserted \(inserted), unchanged \(unchanged)"]
        + FieldSales.schema.tables.compactMap { table in rows[table.name].map { "  \(table.name) \($0)" } }
        + ["  users \(users)", "  digest \(digest)"]
    }
  }

  let link: any OfficeLink
  let options: CompanyOptions

  private static let batchRows = 5_000

  func run() async throws -> Report {
    var maker = CompanyMaker(options)
    var report = Report()
    var users = [NewUsers.User]()
    var digest = Digest.zero
    var batch = [ImportRow]()
    var progress = Progress()
    while let part = maker.nextPart() {
      for row in part {
        report.rows[row.table, default: 0] += 1
        digest = digest + row.digest
        if let territories = row.territories { users.append(.init(rep: row.id, territories: territories)) }
        batch.append(ImportRow(table: row.table, id: row.id, values: row.values))
      }
      if batch.count >= Self.batchRows { try await write(&batch, &report) }
      progress.show("\(report.rows.values.reduce(0, +)) rows")
    }
    try await write(&batch, &report)
    progress.clear()
    report.users = try await NewUsers(link: link).add(users)
    report.digest = digest.description
    return report
  }

  private func write(_ batch: inout [ImportRow], _ report: inout Report) async throws {
    let outcome = try await link.importRows(batch, isDryRun: false)
    if let refused = outcome.rejected.first {
      throw OfficeFault("A row of \(refused.table) was refused: \(refused.message) Use an empty directory.")
    }
    report.inserted += outcome.inserted + outcome.updated
    report.unchanged += outcome.unchanged
    batch = []
  }
}
