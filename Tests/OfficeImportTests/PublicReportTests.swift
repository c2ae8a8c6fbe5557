import ChangeModel
import FieldSales
import Foundation
import GRDB
import OfficeImport
import ReplicaStore
import SyncProtocol
import Testing

@testable import FieldClient

/// Reports on the public sample sets give the publishers' figures, to the cent.
@Suite(.enabled(if: SampleData.isHere, "the sample sets are not here; name their folder in GODWIT_DATA"))
struct PublicReportTests {
  @Test func crmPipeline_whatWasWon() throws {
    let office = try ImportedReplica(
      "crm_pipeline",
      [
        ("territories", "", "sales_teams.csv"), ("reps", "", "sales_teams.csv"), ("customers", "", "accounts.csv"),
        ("customers", ":unnamed", "sales_teams.csv"), ("opportunities", "", "sales_pipeline.csv"),
      ])
    // The publisher's deals are of 2017.
    let scope = ReportScope(from: 0)
    for key in ReportBook.PipelineKey.allCases {
      let report = try office.book.pipeline(by: key, scope)
      #expect(report.rows.sum("won") == 4_238)
      #expect(report.rows.sum("won_net") == 1_000_553_400)
      #expect(report.rows.sum("lost") == 2_473)
      #expect(report.part("total").first?.integer("won_net") == 1_000_553_400)
    }
    let agents = try office.book.pipeline(by: .rep, scope).rows
    #expect(agents.count == 30)
    // Added up from the publisher's file by other means.
    #expect(agents.first?.text("name") == "Darcel Schlecht")
    #expect(agents.first?.integer("won") == 349)
    #expect(agents.first?.integer("won_net") == 115_321_400)
  }

  @Test func wideWorldImporters_whatIsOpen() throws {
    let office = try ImportedReplica(
      "wwi",
      [
        ("territories", "", "state_provinces.csv"), ("reps", "", "people.csv"), ("customers", "", "customers.csv"),
        ("ledger_entries", "", "customer_transactions.csv.gz"),
      ])
    let report = try office.book.receivables()
    #expect(report.part("total").map { $0.integer("open") } == [26_701_144])
    #expect(report.rows.sum("open") == 26_701_144)
  }

  @Test func classicModels_whoIsOverTheLimit() throws {
    let office = try ImportedReplica(
      "classicmodels",
      [
        ("territories", "", "offices.csv"), ("reps", "", "employees.csv"), ("products", "", "products.csv"),
        ("customers", "", "customers.csv"), ("orders", "", "orders.csv"), ("order_lines", "", "orderdetails.csv"),
        ("ledger_entries", "invoices", "orders.csv"), ("ledger_entries", "payments", "payments.csv"),
      ])
    // The set has no balances: they are what was invoiced less what was paid.
    try office.write(
      """
      UPDATE customers SET balance = coalesce((
        SELECT sum(amount) FROM ledger_entries AS e WHERE e.customer_id = customers.id
      ), 0)
      """)
    // Three would be, if their orders on hold were released.
    let over = try office.book.overLimit().rows
    #expect(over.map { $0.text("customer_code") } == ["362", "450", "328"])
    #expect(over.map { $0.integer("over") } == [890_685, 638_489, 52_504])
    let sold = try office.book.sales(by: .product, ReportScope(from: 0)).rows.sum("net")
    let lines = try office.sum(
      """
      SELECT sum(l.quantity * l.unit_price) FROM order_lines l WHERE l.order_id IN (
        SELECT id FROM orders WHERE status NOT IN ('cancelled', 'on_hold', 'draft', 'quote'))
      """)
    #expect(sold == lines)
    #expect(try office.book.sales(by: .month, ReportScope(from: 0)).rows.sum("net") == lines)
    #expect(try office.book.pyramid(ReportScope(from: 0)).rows.sum("net") == lines)
  }
}

/// A replica of the office with the rows of an imported set.
private final class ImportedReplica {
  let book: ReportBook
  private let replica: Replica
  private let home: HomeFolder
  private static let now: Int64 = 1_800_000_000_000

  /// - Parameter parts: the table, the part of the mapping (or the import's own kind), and the file, parents first.
  init(_ set: String, _ parts: [(table: String, part: String, file: String)]) throws {
    home = HomeFolder(path: FileManager.default.temporaryDirectory.path + "/godwit-\(UUID().uuidString)")
    try home.create()
    let enrolment = EnrolReply(
      device: 7, org: TrialImport.org, orgName: "Trial Ltd", rep: 1, repName: "Anna", role: .office, scopes: [.org],
      epoch: 7, ticket: 1, schema: Array(try JSONEncoder().encode(FieldSales.schema)))
    replica = try Replica.create(
      at: home.replicaPath, enrolment: enrolment, server: "http://127.0.0.1:1", now: Self.now)
    try replica.installViews(FieldSales.definitions)
    book = ReportBook(
      Desk(replica, surroundings: Surroundings(now: { Self.now }, random: { 5 }, sleep: { _ in })))
    for part in parts {
      let isKind = !part.part.isEmpty && !part.part.hasPrefix(":")
      let trial = try TrialImport(
        SampleData.path("\(set)/\(part.file)"), kind: isKind ? part.part : part.table,
        builtIn: isKind ? set : set + part.part)
      try insert(trial.rows)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: home.path) }

  func write(_ sql: String) throws { try replica.write(now: Self.now) { db in try db.execute(sql: sql) } }

  func sum(_ sql: String) throws -> Int64 { try replica.read { db in try Int64.fetchOne(db, sql: sql) ?? 0 } }

  /// In several transactions: one of all rows would be too large to be sent.
  private func insert(_ rows: [MappedRow]) throws {
    for start in stride(from: 0, to: rows.count, by: 5_000) {
      try replica.write(now: Self.now) { db in
        for row in rows[start..<min(start + 5_000, rows.count)] {
          let table = FieldSales.schema.tables[row.table]
          var cells = Cells()
          for (index, value) in row.values.sorted(by: { $0.key < $1.key }) { cells[table.columns[index].name] = value }
          try db.insert(into: table.name, id: row.id, cells)
        }
      }
    }
  }
}
