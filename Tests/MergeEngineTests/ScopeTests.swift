import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Who may write what, and what happens when a row moves.
@Suite struct ScopeTests {
  private var hub = Trial.hub()
  private var ann = TrialDevice(2, scopes: [.org, .territory(1)])
  private var ben = TrialDevice(3, scopes: [.org, .territory(2)])
  private var boss = TrialDevice(4, role: .manager, scopes: [.org, .territory(1), .territory(2)])
  private let item = RowID.trial(100)
  private let part = RowID.trial(200)

  init() {
    hub.submit(
      ann.changeSet([
        Trial.insertItem(item),
        Trial.insert(TrialSchema.parts, part, ["item_id": .set(.reference(RowReference(id: item)))]),
      ]), actor: ann.actor)
    for device in [\ScopeTests.ann, \.ben, \.boss] { self[keyPath: device].base = hub.head }
  }

  private func territory(_ row: Int64) -> Edit { .set(.reference(RowReference(row: row))) }

  @Test mutating func writeOutsideTheScope_looksLikeAMissingRow() {
    let guess = ben.changeSet([Trial.update(item, ["name": .set(.text("mine"))])])
    let nothing = ben.changeSet([Trial.update(.trial(999), ["name": .set(.text("mine"))])])
    let rejections = [guess, nothing].map { hub.submit($0, actor: ben.actor).rejection }
    #expect(rejections.map { $0?.code } == [.missingRow, .missingRow])
    #expect(rejections[0]?.message == rejections[1]?.message)
    #expect(hub.submit(ben.changeSet([Trial.delete(item)]), actor: ben.actor).rejection?.code == .missingRow)
  }

  @Test mutating func childOfAForeignRow_isRejected() {
    let set = ben.changeSet([
      Trial.insert(TrialSchema.parts, .trial(201), ["item_id": .set(.reference(RowReference(id: item)))])
    ])
    #expect(hub.submit(set, actor: ben.actor).rejection?.code == .missingRow)
  }

  @Test mutating func insertIntoAForeignTerritory_isRejected() {
    let set = ben.changeSet([Trial.insertItem(.trial(101), territory: 1)])
    #expect(hub.submit(set, actor: ben.actor).rejection?.code == .outsideScope)
  }

  @Test mutating func takenID_revealsNothingOfTheRow() {
    let set = ben.changeSet([Trial.insertItem(item, territory: 2)])
    #expect(hub.submit(set, actor: ben.actor).rejection?.code == .duplicate)
  }

  @Test mutating func officeOwnedTable_isRejected() {
    let set = boss.changeSet([Trial.insert(TrialSchema.territories, .trial(9), ["name": .set(.text("West"))])])
    #expect(hub.submit(set, actor: boss.actor).rejection?.code == .officeOwned)
  }

  @Test mutating func uniqueValue_isRejectedUntilItIsFree() {
    func code(_ id: RowID) -> RowChange { Trial.update(id, ["code": .set(.text("C1"))]) }
    hub.submit(ann.changeSet([code(item), Trial.insertItem(.trial(101))]), actor: ann.actor)
    #expect(hub.submit(ann.changeSet([code(.trial(101))]), actor: ann.actor).rejection?.code == .duplicate)
    hub.submit(ann.changeSet([Trial.update(item, ["code": .set(.null)])]), actor: ann.actor)
    #expect(hub.submit(ann.changeSet([code(.trial(101))]), actor: ann.actor).rejection == nil)
  }

  @Test mutating func rowMoves_withAllThatHangsOnIt_oldReadersAreTold() {
    let set = boss.changeSet([Trial.update(item, ["territory_id": territory(2)])])
    #expect(hub.submit(set, actor: boss.actor).rejection == nil)
    #expect(hub.row(TrialSchema.items, item)?.scope == .territory(2))
    #expect(hub.row(TrialSchema.parts, part)?.scope == .territory(2))
    #expect(hub.departures.map(\.scope) == [.territory(1), .territory(1)])
    #expect(hub.digests.filter { $0.value.count != 0 } == hub.recomputedDigests)
  }

  @Test mutating func rep_cannotMoveARowAway() {
    let set = ann.changeSet([Trial.update(item, ["territory_id": territory(2)])])
    #expect(hub.submit(set, actor: ann.actor).rejection?.code == .outsideScope)
  }

  @Test mutating func claimToHaveSeenTheFuture_isRejected() {
    ann.base = 1_000
    let set = ann.changeSet([Trial.update(item, ["name": .set(.text("x"))])])
    #expect(hub.submit(set, actor: ann.actor).rejection?.code == .malformed)
  }

  @Test mutating func emptyChangeSet_isAccepted() {
    #expect(hub.submit(ann.changeSet([]), actor: ann.actor).rejection == nil)
  }
}

/// What a reply carries.
@Suite struct DeltaBuilderTests {
  private var hub = Trial.hub()
  private var ann = TrialDevice(2)
  private var ben = TrialDevice(3, time: 5_000)
  private let item = RowID.trial(100)

  init() {
    hub.submit(ann.changeSet([Trial.insertItem(item)]), actor: ann.actor)
    ann.base = hub.head
    ben.base = hub.head
  }

  private func delta(for device: TrialDevice, since base: Position) -> Delta {
    var builder = DeltaBuilder(schema: hub.schema, viewer: device.actor)
    for row in hub.rows.values.sorted(by: { $0.key < $1.key })
    where row.changed > base && device.actor.mayUse(row.scope) {
      builder.add(row, since: base)
    }
    return builder.build()
  }

  @Test func newRow_isSentInFullToOthers_andNotToItsMaker() {
    #expect(delta(for: ben, since: 1).tables.flatMap(\.full).map(\.id) == [item])
    #expect(delta(for: ann, since: 1).isEmpty)
  }

  @Test func ownRow_isSentInFull_whenItsScopeIsNewToTheDevice() {
    #expect(delta(for: ann, since: 0).tables.flatMap(\.full).contains { $0.id == item })
  }

  @Test mutating func changedColumns_areSentAlone() {
    hub.submit(ben.changeSet([Trial.update(item, ["terms": .set(.text("net 30"))])]), actor: ben.actor)
    let cells = delta(for: ann, since: ann.base).tables.flatMap(\.cells)
    #expect(cells == [RowCells(row: 1, mask: 1 << UInt64(TrialSchema.item("terms")), values: [.text("net 30")])])
    #expect(delta(for: ben, since: ben.base).isEmpty)
  }

  @Test mutating func deletedRow_isGone_butNotForAFirstDownload() {
    hub.submit(ben.changeSet([Trial.delete(item)]), actor: ben.actor)
    #expect(delta(for: ann, since: ann.base).tables.flatMap(\.gone) == [.number(1)])
    #expect(delta(for: ann, since: 0).tables.filter { $0.table == TrialSchema.items }.isEmpty)
  }

  @Test mutating func lostWrite_isCorrected_wonWriteIsNot() {
    hub.submit(ben.changeSet([Trial.update(item, ["name": .set(.text("Ben's"))])]), actor: ben.actor)
    let set = ann.changeSet([Trial.update(item, ["name": .set(.text("Ann's")), "terms": .set(.text("net 30"))])])
    hub.submit(set, actor: ann.actor)
    let corrected = correction(of: set, isRejected: false)
    #expect(corrected.tables.flatMap(\.cells).map(\.mask) == [1 << UInt64(TrialSchema.item("name"))])
    #expect(corrected.tables.flatMap(\.cells).map(\.values) == [[.text("Ben's")]])
  }

  @Test mutating func rejectedInsert_isGoneByID_rejectedUpdateIsUndone_rejectedDeleteReturns() {
    let insert = ann.changeSet([Trial.insertItem(.trial(500), ["credit": .set(.integer(1))])])
    #expect(correction(of: insert, isRejected: true).tables.flatMap(\.gone) == [.id(.trial(500))])
    let update = ann.changeSet([Trial.update(item, ["credit": .set(.integer(1))])])
    #expect(correction(of: update, isRejected: true).tables.flatMap(\.cells).map(\.values) == [[.integer(0)]])
    let delete = ann.changeSet([Trial.delete(item)])
    #expect(correction(of: delete, isRejected: true).tables.flatMap(\.full).map(\.id) == [item])
  }

  private func correction(of set: ChangeSet, isRejected: Bool) -> Delta {
    var builder = DeltaBuilder(schema: hub.schema, viewer: ann.actor)
    builder.correct(set, isRejected: isRejected) { table, name in
      if case .id(let id) = name { return hub.row(table, id) }
      if case .number(let row) = name { return hub.rows[RowKey(table: table, row: row)] }
      return nil
    }
    return builder.build()
  }
}
