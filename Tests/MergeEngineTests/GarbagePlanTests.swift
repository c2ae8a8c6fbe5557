import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Which deleted rows are forgotten together.
@Suite struct GarbagePlanTests {
  private func row(
    _ table: Int, _ number: Int64, under parent: RowKey? = nil, goneAt: Position?, changed: Position? = nil
  ) -> RowState {
    let created = Write(dot: Dot(device: 2, sequence: 1), position: 1, stamp: .zero)
    let deletion = goneAt.map { Write(dot: Dot(device: 2, sequence: $0), position: $0, stamp: .zero) }
    return RowState(
      key: RowKey(table: table, row: number), id: .trial(UInt64(number)), scope: .org, parent: parent, entered: 1,
      changed: changed ?? goneAt ?? 1, created: created, deletion: deletion, values: [], groups: [])
  }

  /// - Returns: tables and numbers of what is forgotten, when all of `rows` are in the store.
  private func forgotten(_ rows: [RowState], through: Position) -> [RowKey] {
    let candidates = rows.filter { $0.isDeleted && $0.changed <= through }
    var plan = GarbagePlan(candidates, through: through)
    while case let needs = plan.needs(), !needs.isEmpty {
      var loaded = LoadedRows(rows: rows.filter { needs.keys.contains($0.key) })
      for parent in needs.childrenOf {
        let children = rows.filter { $0.parent == parent }
        loaded.children[parent] = children.map(\.key)
        loaded.rows += children
      }
      plan.provide(loaded, for: needs)
    }
    return plan.collectable().map(\.key)
  }

  private let item = RowKey(table: 2, row: 1)
  private let part = RowKey(table: 3, row: 7)

  @Test func familyThatWentTogether_goesTogether() {
    let rows = [row(2, 1, goneAt: 5), row(3, 7, under: item, goneAt: 5), row(5, 9, under: item, goneAt: 3)]
    #expect(forgotten(rows, through: 5) == rows.map(\.key))
    #expect(forgotten(rows, through: 4) == [rows[2].key], "what had gone before does not come back with it")
  }

  @Test func memberThatChangedLater_keepsAll() {
    let rows = [row(2, 1, goneAt: 5), row(3, 7, under: item, goneAt: 5, changed: 8)]
    #expect(forgotten(rows, through: 7) == [])
    #expect(forgotten(rows, through: 8) == [item, part])
    let parentLater = [row(2, 1, goneAt: 5, changed: 8), row(3, 7, under: item, goneAt: 5)]
    #expect(forgotten(parentLater, through: 7) == [], "the parent may come back, and would bring it back")
  }

  @Test func livingRowBelow_keepsAll_howeverDeep() {
    let rows = [
      row(2, 1, goneAt: 5), row(3, 7, under: item, goneAt: 5), row(6, 2, under: part, goneAt: nil),
      row(3, 8, under: item, goneAt: 5),
    ]
    #expect(forgotten(rows, through: 9) == [])
    #expect(forgotten(Array(rows.prefix(2)), through: 9) == [item, part])
  }

  @Test func rowBelowALivingOne_goesAlone() {
    let rows = [row(2, 1, goneAt: nil), row(3, 7, under: item, goneAt: 4), row(3, 8, under: item, goneAt: 9)]
    #expect(forgotten(rows, through: 5) == [part])
  }
}
