import ChangeModel
import MergeEngine
import TestSupport
import Testing

@testable import ReplicaStore

/// The rules that boil the log down, as a table.
@Suite struct SealPlanTests {
  private static let local = LocalRows.base
  private static let id = RowID.trial(1)

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var log: [LogEntry]
    var fates: [RowKey: RowFate] = [:]
    var plan: [PlannedRow.Kind]
    var putBacks: [SealPlan.PutBack] = []
    var testDescription: String { name }
  }

  private static func entry(_ row: Int64, _ mask: Int64, id: RowID? = nil) -> LogEntry {
    LogEntry(key: RowKey(table: 2, row: row), mask: mask, id: id, root: nil)
  }

  private static func fate(_ row: Int64, exists: Bool, successor: Int64? = nil) -> [RowKey: RowFate] {
    [RowKey(table: 2, row: row): RowFate(exists: exists, successor: successor)]
  }

  static let cases = [
    Case(name: "insert", log: [entry(local, -1)], plan: [.insert]),
    Case(name: "insert, update", log: [entry(local, -1), entry(local, 2)], plan: [.insert]),
    Case(
      name: "insert, delete", log: [entry(local, -1), entry(local, -2, id: id)], fates: fate(local, exists: false),
      plan: []),
    Case(name: "update, update", log: [entry(7, 2), entry(7, 16)], plan: [.update(18)]),
    Case(name: "update of half a group", log: [entry(7, 4)], plan: [.update(12)]),
    Case(name: "update to the same", log: [entry(7, 0)], plan: []),
    Case(
      name: "update, delete", log: [entry(7, 2), entry(7, -2, id: id)], fates: fate(7, exists: false),
      plan: [.delete(id)]),
    Case(
      name: "insert that was ignored", log: [entry(7, -3, id: id)], fates: fate(7, exists: true), plan: []),
    Case(
      name: "upsert", log: [entry(7, -3, id: id), entry(7, 2)], fates: fate(7, exists: true), plan: [.update(2)]),
    Case(
      name: "replace", log: [entry(7, -3, id: id), entry(local, -1)], fates: fate(7, exists: false, successor: local),
      plan: [.update(TrialSchema.schema.tables[2].fullMask)],
      putBacks: [SealPlan.PutBack(table: 2, from: local, to: 7)]),
    Case(
      name: "replace under the same number", log: [entry(7, -3, id: id), entry(7, -1)], fates: fate(7, exists: true),
      plan: [.update(TrialSchema.schema.tables[2].fullMask)]),
    Case(
      name: "replace twice",
      log: [entry(7, -3, id: id), entry(local, -1), entry(local, -3, id: id), entry(local + 1, -1)],
      fates: fate(7, exists: false, successor: local + 1).merging(fate(local, exists: false, successor: local + 1)) {
        $1
      },
      plan: [.update(TrialSchema.schema.tables[2].fullMask)],
      putBacks: [SealPlan.PutBack(table: 2, from: local + 1, to: 7)]),
    Case(
      name: "insert, replace", log: [entry(local, -1), entry(local, -3, id: id), entry(local + 1, -1)],
      fates: fate(local, exists: false, successor: local + 1), plan: [.insert]),
    Case(
      name: "replace, delete", log: [entry(7, -3, id: id), entry(local, -1), entry(local, -2, id: id)],
      fates: fate(7, exists: false).merging(fate(local, exists: false)) { $1 }, plan: [.delete(id)]),
    Case(
      name: "delete, insert of the same ID", log: [entry(7, -2, id: id), entry(local, -1)],
      fates: fate(7, exists: false, successor: local), plan: [.update(TrialSchema.schema.tables[2].fullMask)],
      putBacks: [SealPlan.PutBack(table: 2, from: local, to: 7)]),
    Case(
      name: "delete by a connection with recursive triggers",
      log: [
        entry(7, -3, id: id), entry(7, -2, id: id), entry(local, -1),
      ], fates: fate(7, exists: false, successor: local), plan: [.update(TrialSchema.schema.tables[2].fullMask)],
      putBacks: [SealPlan.PutBack(table: 2, from: local, to: 7)]),
  ]

  @Test(arguments: cases) func log_becomesPlan(_ trial: Case) {
    let plan = SealPlan(CapturedRow.fold(trial.log), fates: trial.fates, schema: TrialSchema.schema)
    #expect(plan.rows.map(\.kind) == trial.plan)
    #expect(plan.putBacks == trial.putBacks)
  }

  @Test func plan_goesParentsFirst_andDeletesChildrenFirst() {
    let keys = [(4, 1), (2, 1), (3, 1)].map { RowKey(table: $0.0, row: $0.1) }
    let inserts = keys.map {
      LogEntry(key: RowKey(table: $0.table, row: $0.row + Self.local), mask: LogMask.inserted, id: nil, root: nil)
    }
    let updates = keys.map { LogEntry(key: RowKey(table: $0.table, row: $0.row + 10), mask: 1, id: nil, root: nil) }
    let deletes = keys.map { LogEntry(key: $0, mask: LogMask.deleted, id: Self.id, root: nil) }
    let fates = Dictionary(uniqueKeysWithValues: keys.map { ($0, RowFate(exists: false)) })
    let plan = SealPlan(CapturedRow.fold(deletes + updates + inserts), fates: fates, schema: TrialSchema.schema)
    #expect(plan.rows.map(\.key.table) == [2, 3, 4, 2, 3, 4, 4, 3, 2])
  }
}

@Suite struct CellSealingTests {
  private let counter = TrialSchema.schema.tables[2].columns[TrialSchema.item("hits")]
  private let set = ColumnSchema("tags", .text, .set, meaning: "")
  private let text = TrialSchema.schema.tables[2].columns[TrialSchema.item("notes")]

  @Test func counter_sendsTheDifference() {
    #expect(CellSealing.updated(counter, from: .integer(3), to: .integer(5)).edit == .add(2))
    #expect(CellSealing.updated(counter, from: .integer(3), to: .integer(3)).edit == nil)
    #expect(
      CellSealing.updated(counter, from: .null, to: .integer(2)) == SealedCell(edit: .add(2)))
  }

  @Test func counter_cannotOverflow() {
    let cell = CellSealing.updated(counter, from: .integer(.min), to: .integer(.max))
    #expect(cell == SealedCell(edit: .add(.max), stands: .integer(-1), found: .integer(.max)))
    #expect(CellSealing.updated(counter, from: .integer(.max), to: .integer(.min)).edit == .add(.min))
  }

  @Test func nullCounter_standsAsTheServerKeepsIt() {
    #expect(
      CellSealing.updated(counter, from: .integer(5), to: .null)
        == SealedCell(edit: .add(-5), stands: .integer(0), found: .null))
    #expect(
      CellSealing.updated(counter, from: .null, to: .integer(0))
        == SealedCell(edit: nil, stands: .null, found: .integer(0)))
  }

  @Test func nullSet_standsAsTheServerKeepsIt() {
    let cell = CellSealing.updated(set, from: .text("[\"a\"]"), to: .null)
    #expect(cell == SealedCell(edit: .elements(added: [], removed: ["a"]), stands: .text("[]"), found: .null))
    #expect(cell.correction == .text("[]"))
    let untouched = CellSealing.updated(set, from: .null, to: .text("[]"))
    #expect(untouched == SealedCell(edit: nil, stands: .null, found: .text("[]")))
  }

  @Test func text_keepsNullAndEmptyApart() {
    #expect(CellSealing.updated(text, from: .null, to: .text("")).edit == .text(base: nil, new: ""))
    #expect(CellSealing.updated(text, from: .text(""), to: .null).edit == .text(base: "", new: nil))
    #expect(CellSealing.updated(text, from: .null, to: .null).edit == nil)
  }
}

@Suite struct LagRuleTests {
  private let table = TrialSchema.schema.tables[TrialSchema.items]
  private func bit(_ column: String) -> UInt64 { 1 << UInt64(TrialSchema.item(column)) }
  private func part(_ column: String, seen: Position) -> PendingPart {
    PendingPart(sequence: 1, mask: Int64(table.closure(of: bit(column))), seen: seen)
  }

  private func lags(_ mask: UInt64, _ pending: [PendingPart]) -> [Int64: UInt64] {
    Dictionary(
      uniqueKeysWithValues: LagRule.lags(mask, table: table, pending: pending, position: 10).map { ($0.lag, $0.mask) })
  }

  @Test func nothingPending_noLag() {
    #expect(lags(bit("name"), []) == [0: bit("name")])
  }

  @Test func samRegisterPending_lagsBackToTheOldestView() {
    #expect(lags(bit("name"), [part("name", seen: 7), part("name", seen: 4)]) == [6: bit("name")])
  }

  @Test func otherRegisterPending_noLag() {
    let mask = bit("name") | bit("terms")
    #expect(lags(mask, [part("name", seen: 7)]) == [0: bit("terms"), 3: bit("name")])
  }

  @Test func groupLagsAsOne() {
    let address = bit("street") | bit("city")
    #expect(lags(address, [part("city", seen: 7)]) == [3: address])
  }

  @Test func counterSetAndText_showNewerValues_soDoNotLag() {
    let mask = bit("hits") | bit("tags") | bit("notes")
    let pending = ["hits", "tags", "notes"].map { part($0, seen: 7) }
    #expect(lags(mask, pending) == [0: mask])
    #expect(LagRule.ofDelete(table: table, pending: pending, position: 10) == 0)
  }

  @Test func delete_lagsWithAnyRegister() {
    #expect(LagRule.ofDelete(table: table, pending: [part("name", seen: 7)], position: 10) == 3)
  }
}

@Suite struct UnionCutTests {
  private let order = AggregateOrder(schema: TrialSchema.schema)

  private func row(_ table: Int, _ row: Int64, _ kind: PlannedRow.Kind = .insert) -> PlannedRow {
    PlannedRow(key: RowKey(table: table, row: row), kind: kind)
  }

  private func pieces(_ rows: [PlannedRow], roots: [RowKey], max: Int) -> [[String]] {
    UnionCut.pieces(rows, roots: roots, order: order, rowsMax: max)
      .map { $0.map { "\(TrialSchema.schema.tables[$0.key.table].name) \($0.key.row)" } }
  }

  @Test func cut_keepsChildrenWithTheParentTheyJoin() {
    let rows = [row(2, 1), row(2, 2), row(3, 1), row(3, 2), row(3, 3), row(4, 1)]
    let roots = [(2, 1), (2, 2), (2, 2), (2, 1), (2, 2), (4, 1)].map { RowKey(table: $0.0, row: $0.1) }
    #expect(
      pieces(rows, roots: roots, max: 3)
        == [["items 1", "parts 2"], ["items 2", "parts 1", "parts 3"], ["bills 1"]])
  }

  @Test func cut_ofOnePartThatIsTooLarge_keepsItsOrder() {
    let rows = [row(2, 1)] + (1...4).map { row(3, $0) }
    let roots = rows.map { _ in RowKey(table: 2, row: 1) }
    #expect(pieces(rows, roots: roots, max: 2) == [["items 1", "parts 1"], ["parts 2", "parts 3"], ["parts 4"]])
  }

  @Test func cut_deletesLast_childrenFirst() {
    let rows = [row(2, 9), row(4, 1, .delete(nil)), row(2, 1, .delete(nil))]
    #expect(pieces(rows, roots: rows.map(\.key), max: 1) == [["items 9"], ["bills 1"], ["items 1"]])
  }

  @Test func partsThatReferToLaterTables_goAfterThem() {
    // Lines join orders, and name promotions, which stand after orders in the schema.
    let meaning = ""
    let schema = Schema(
      version: 1,
      tables: [
        TableSchema("orders", meaning: meaning, scope: .org, deletion: .never, columns: []),
        TableSchema("promotions", meaning: meaning, scope: .org, deletion: .never, columns: []),
        TableSchema(
          "lines", meaning: meaning, scope: .parent(column: "order_id"), deletion: .updateWins, joinsParent: true,
          columns: [
            ColumnSchema("order_id", .reference, references: "orders", meaning: meaning),
            ColumnSchema("promotion_id", .reference, references: "promotions", meaning: meaning),
          ]),
      ], territoryTable: "orders", repTable: "orders", conflictTable: "orders")
    let order = AggregateOrder(schema: schema)
    #expect(order.precedes((RowKey(table: 1, row: 5), false), (RowKey(table: 0, row: 1), false)))
  }

  @Test func partList_isReadBack() {
    let parts = [0, 1, 1, 300, 70_000]
    #expect(PartList.encode(parts).map(PartList.decode) == parts)
    #expect(PartList.encode([4, 4]) == nil)
    #expect(PartList.decode([1, 2]) == [])
  }
}
