import ChangeModel
import FieldSales
import Foundation
import ReplicaStore
import SyncProtocol

@testable import FieldClient

/// A rep's replica of a small org, and the desk over it; the folder goes with it.
final class TrialDesk {
  static let now: Int64 = 1_800_000_000_000

  let replica: Replica
  let desk: Desk
  private let home: HomeFolder

  init(role: Role = .rep, territories: [Int64] = [1]) throws {
    home = HomeFolder(path: FileManager.default.temporaryDirectory.path + "/godwit-\(UUID().uuidString)")
    try home.create()
    let scopes = [Scope.org] + territories.map { Scope.territory($0) }
    let enrolment = EnrolReply(
      device: 7, org: RowID(high: 9, low: 9), orgName: "Trial Ltd", rep: 1, repName: "Anna", role: role, scopes: scopes,
      epoch: 7, ticket: 1, schema: Array(try JSONEncoder().encode(FieldSales.schema)))
    replica = try Replica.create(
      at: home.replicaPath, enrolment: enrolment, server: "http://127.0.0.1:1", now: Self.now)
    try replica.installViews(FieldSales.definitions)
    let delta = Delta(tables: Self.rows)
    let reply = SyncReply(
      serverTime: Self.now, epoch: 7, ticket: 2, role: role, scopes: scopes, results: [], delta: delta,
      isComplete: true, position: 1, marks: [], rowsLeft: 0, digest: .zero, schema: nil)
    _ = try replica.stage(reply, now: Self.now)
    _ = try replica.apply(now: Self.now)
    desk = Desk(replica, surroundings: Surroundings(now: { Self.now }, random: { 5 }, sleep: { _ in }))
  }

  deinit { try? FileManager.default.removeItem(atPath: home.path) }

  /// The change sets that wait to be pushed.
  func outbox() throws -> [ChangeSet] {
    try replica.outboxPage(after: 0).changeSets.map { try ChangeSetCodec.decode($0) }
  }

  /// The tables that the last change set touched, in order, each once.
  func lastTables() throws -> [String] {
    let tables = try outbox().last?.changes.map(\.table) ?? []
    return Array(Set(tables)).sorted().map { FieldSales.schema.tables[$0].name }
  }

  static func id(_ number: UInt64) -> RowID { RowID(high: 0x0190_0000_0000_7000, low: number) }

  private static func reference(_ row: Int64, _ number: UInt64) -> Value {
    .reference(RowReference(row: row, id: id(number)))
  }

  private static let rows = [
    table("territories", [(11, ["name": .text("North")]), (12, ["name": .text("South")])]),
    table("reps", [(21, ["name": .text("Anna"), "role": .text("rep")])]),
    table(
      "products",
      [
        (31, ["sku": .text("P-1"), "name": .text("Tea"), "unit_price": .integer(450), "currency": .text("EUR")]),
        (32, ["sku": .text("P-2"), "name": .text("緑茶"), "unit_price": .integer(1200), "currency": .text("JPY")]),
        (33, ["sku": .text("P-3"), "name": .text("Old tea"), "active": .integer(0), "currency": .text("EUR")]),
      ]),
    table(
      "customers",
      [
        (
          41, ["territory_id": reference(1, 11), "code": .text("C-1"), "name": .text("Acme"), "currency": .text("EUR")]
        ),
        (42, ["territory_id": reference(1, 11), "code": .text("C-2"), "name": .text("Twin")]),
        (
          43, ["territory_id": reference(1, 11), "code": .text("C-3"), "name": .text("Twin"), "notes": .text("100%_x")]
        ),
      ]),
    table(
      "conflicts",
      [
        (
          51,
          [
            "territory_id": reference(1, 11), "table_name": .text("customers"), "row_id": .blob(id(41).bytes),
            "columns": .text("[\"legal_name\"]"), "kept": .text("{\"legal_name\":\"Acme AG\"}"),
            "lost": .text("{\"legal_name\":\"Acme GmbH\"}"), "status": .text("open"),
          ]
        )
      ]),
  ]

  private static func table(_ name: String, _ rows: [(id: UInt64, cells: [String: Value])]) -> TableDelta {
    let index = FieldSales.schema.index(of: name) ?? 0
    let columns = FieldSales.schema.tables[index].columns
    return TableDelta(
      table: index,
      full: rows.enumerated().map { offset, row in
        FullRow(
          row: Int64(offset + 1), id: id(row.id), values: columns.map { row.cells[$0.name] ?? $0.fallback })
      })
  }
}
