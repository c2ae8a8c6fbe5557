import ChangeModel
import FieldSales
import MergeEngine

/// The rules of field sales, for a schema that leaves tables out: they look for tables at their places in the whole one.
struct SimulatedRules: BusinessRules {
  func needs(of change: RowChange, key: RowKey?, in view: any RuleView) -> RowNeeds {
    var change = change
    change.table = Self.whole(change.table)
    let asked = FieldSales.rules.needs(of: change, key: key.map(Self.whole), in: WholeView(view: view))
    let tables = view.schema.tables.indices
    var needs = RowNeeds()
    needs.keys = Set(asked.keys.compactMap { Self.simulated($0, among: tables) })
    needs.childrenOf = Set(asked.childrenOf.compactMap { Self.simulated($0, among: tables) })
    needs.ids = Set(
      asked.ids.compactMap { id in
        Self.simulated(id.table, among: tables).map { TableID(table: $0, id: id.id) }
      })
    needs.uniqueValues = Set(
      asked.uniqueValues.compactMap { value in
        Self.simulated(value.table, among: tables).map {
          UniqueValue(table: $0, column: value.column, value: value.value)
        }
      })
    return needs
  }

  func judge(_ touched: [TouchedRow], actor: Actor, now: Int64, in view: any RuleView) -> Verdict {
    let tables = view.schema.tables.indices
    let rows = touched.map { row in
      TouchedRow(
        key: Self.whole(row.key), kind: row.kind, before: row.before.map(Self.whole), after: Self.whole(row.after),
        mask: row.mask)
    }
    switch FieldSales.rules.judge(rows, actor: actor, now: now, in: WholeView(view: view)) {
    case .accept(let remarks): return .accept(remarks: remarks)
    case .amend(let amendments, let remarks):
      let known = amendments.compactMap { amendment in
        Self.simulated(amendment.key, among: tables).map {
          Amendment(key: $0, column: amendment.column, value: amendment.value)
        }
      }
      return .amend(known, remarks: remarks)
    case .reject(var rejection):
      rejection.table = rejection.table.flatMap { Self.simulated($0, among: tables) }
      return .reject(rejection)
    }
  }

  // MARK: Places

  private static let places = SimulatedTrade.newest.tables.map { FieldSales.schema.index(of: $0.name) ?? 0 }

  static func whole(_ table: Int) -> Int { places[table] }
  static func whole(_ key: RowKey) -> RowKey { RowKey(table: places[key.table], row: key.row) }

  static func whole(_ row: RowState) -> RowState {
    var row = row
    row.key = whole(row.key)
    row.parent = row.parent.map { whole($0) }
    return row
  }

  /// The table of the simulated schema; nil for one that it leaves out.
  static func simulated(_ table: Int, among tables: Range<Int>) -> Int? {
    places.firstIndex(of: table).flatMap { tables.contains($0) ? $0 : nil }
  }

  static func simulated(_ key: RowKey, among tables: Range<Int>) -> RowKey? {
    simulated(key.table, among: tables).map { RowKey(table: $0, row: key.row) }
  }
}

/// A view of the simulated rows as the rules of field sales know them.
private struct WholeView: RuleView {
  let view: any RuleView

  var schema: Schema { FieldSales.schema }

  func row(_ key: RowKey) -> RowState? { known(key).flatMap(view.row).map(SimulatedRules.whole) }

  func key(of name: RowName, in table: Int) -> RowKey? {
    SimulatedRules.simulated(table, among: view.schema.tables.indices).flatMap { view.key(of: name, in: $0) }
      .map(SimulatedRules.whole)
  }

  func owner(of value: UniqueValue) -> RowKey? {
    SimulatedRules.simulated(value.table, among: view.schema.tables.indices).flatMap {
      view.owner(of: UniqueValue(table: $0, column: value.column, value: value.value))
    }.map(SimulatedRules.whole)
  }

  func children(of key: RowKey) -> [RowState] {
    known(key).map(view.children)?.map(SimulatedRules.whole) ?? []
  }

  private func known(_ key: RowKey) -> RowKey? {
    SimulatedRules.simulated(key, among: view.schema.tables.indices)
  }
}
