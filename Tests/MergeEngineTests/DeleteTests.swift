import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Deletes against updates, families, and orphans.
@Suite struct DeleteTests {
  private var hub = Trial.hub()
  private var ann = TrialDevice(2, time: 10_000)
  private var ben = TrialDevice(3, time: 20_000)
  private let item = RowID.trial(100)
  private let part = RowID.trial(200)
  private let pin = RowID.trial(300)

  init() {
    ann.base = hub.head
    hub.submit(
      ann.changeSet([
        Trial.insertItem(item),
        Trial.insert(TrialSchema.parts, part, ["item_id": .set(.reference(RowReference(id: item)))]),
        Trial.insert(TrialSchema.pins, pin, ["item_id": .set(.reference(RowReference(id: item)))]),
      ]), actor: ann.actor)
    ann.base = hub.head
    ben.base = hub.head
  }

  private mutating func submit(_ device: WritableKeyPath<DeleteTests, TrialDevice>, _ changes: RowChange...)
    -> ChangeResult
  {
    let set = self[keyPath: device].changeSet(changes)
    let result = hub.submit(set, actor: self[keyPath: device].actor)
    #expect(hub.digests.filter { $0.value.count != 0 } == hub.recomputedDigests)
    for row in hub.rows.values where !row.isDeleted && row.key.table != TrialSchema.conflicts {
      guard let parent = row.parent else { continue }
      #expect(hub.rows[parent]?.isDeleted == false, "\(row.id) is an orphan")
    }
    return result
  }

  private func bill(_ number: UInt64) -> RowChange {
    Trial.insert(TrialSchema.bills, .trial(number), ["item_id": .set(.reference(RowReference(id: item)))])
  }

  private func isAlive(_ table: Int, _ id: RowID) -> Bool { hub.row(table, id)?.isDeleted == false }

  @Test mutating func delete_takesWhatHangsOnTheRow() {
    #expect(submit(\.ann, Trial.delete(item)).rejection == nil)
    #expect(!isAlive(TrialSchema.items, item))
    #expect(!isAlive(TrialSchema.parts, part))
    #expect(hub.conflictLines == [])
  }

  @Test mutating func update_thenConcurrentDelete_updateWins() {
    _ = submit(\.ben, Trial.update(item, ["name": .set(.text("kept"))]))
    #expect(submit(\.ann, Trial.delete(item)).status == .accepted(conflicts: 1))
    #expect(isAlive(TrialSchema.items, item))
    #expect(hub.conflictLines.map { $0.hasPrefix("M11") } == [true])
  }

  /// Both losses are of one row, one rule and one change set; each has a row of its own.
  @Test mutating func childBringsTheRowBack_andItsMakersDeleteFails_bothAreRecorded() {
    _ = submit(
      \.ben, Trial.insert(TrialSchema.parts, .trial(201), ["item_id": .set(.reference(RowReference(id: item)))]))
    ben.base = hub.head
    _ = submit(\.ben, Trial.delete(item))
    let child = Trial.insert(TrialSchema.parts, .trial(202), ["item_id": .set(.reference(RowReference(id: item)))])
    #expect(submit(\.ann, child, Trial.delete(item)).status == .accepted(conflicts: 2))
    #expect(isAlive(TrialSchema.items, item))
    #expect(hub.conflictLines.map { $0.hasPrefix("M13") } == [true, true])
    #expect(Set(hub.rows.values.filter { $0.key.table == TrialSchema.conflicts }.map(\.id)).count == 2)
  }

  @Test mutating func delete_thenConcurrentUpdate_updateWins_andTheFamilyReturns() {
    _ = submit(\.ann, Trial.delete(item))
    #expect(submit(\.ben, Trial.update(item, ["name": .set(.text("kept"))])).status == .accepted(conflicts: 1))
    #expect(isAlive(TrialSchema.items, item))
    #expect(isAlive(TrialSchema.parts, part))
    #expect(hub.item(item, "name") == .text("kept"))
  }

  @Test mutating func delete_thenKnowingUpdate_isRejected() {
    _ = submit(\.ann, Trial.delete(item))
    ben.base = hub.head
    #expect(submit(\.ben, Trial.update(item, ["name": .set(.text("late"))])).rejection?.code == .missingRow)
  }

  @Test mutating func delete_thenKnowingInsertOfTheSameID_livesAgain() {
    _ = submit(\.ann, Trial.delete(item))
    ben.base = hub.head
    #expect(submit(\.ben, Trial.insertItem(item, ["name": .set(.text("again"))])).rejection == nil)
    #expect(isAlive(TrialSchema.items, item))
    #expect(hub.item(item, "name") == .text("again"))
  }

  @Test mutating func deleteTwice_isNoError() {
    _ = submit(\.ann, Trial.delete(item))
    #expect(submit(\.ben, Trial.delete(item)).rejection == nil)
  }

  @Test mutating func childAdded_thenConcurrentDeleteOfTheParent_parentStays() {
    _ = submit(\.ben, bill(400))
    #expect(submit(\.ann, Trial.delete(item)).rejection?.code == .undeletable)
    #expect(isAlive(TrialSchema.items, item))
  }

  @Test mutating func parentDeleted_thenConcurrentChild_parentReturns() {
    _ = submit(\.ann, Trial.delete(item))
    #expect(submit(\.ben, bill(400)).status == .accepted(conflicts: 1))
    #expect(isAlive(TrialSchema.items, item))
    #expect(isAlive(TrialSchema.parts, part), "what went with the parent returns with it")
    #expect(hub.conflictLines.map { $0.hasPrefix("M13") } == [true])
  }

  @Test mutating func childUpdated_thenConcurrentDeleteOfTheParent_parentStays() {
    _ = submit(\.ben, Trial.update(part, table: TrialSchema.parts, ["name": .set(.text("wheel"))]))
    #expect(submit(\.ann, Trial.delete(item)).status == .accepted(conflicts: 1))
    #expect(isAlive(TrialSchema.items, item))
    #expect(isAlive(TrialSchema.parts, part))
  }

  @Test mutating func deleteWins_whicheverComesFirst_andTheUpdateIsKeptAsLost() {
    _ = submit(\.ben, Trial.update(pin, table: TrialSchema.pins, ["label": .set(.text("lost"))]))
    _ = submit(\.ann, Trial.delete(pin, table: TrialSchema.pins))
    #expect(!isAlive(TrialSchema.pins, pin))
    #expect(hub.conflictLines == [#"M12 delete wins over update: {"id":null} over {"label":"lost"}"#])
    _ = submit(\.ben, Trial.update(pin, table: TrialSchema.pins, ["label": .set(.text("again"))]))
    #expect(!isAlive(TrialSchema.pins, pin))
    #expect(hub.conflictLines.count == 2)
  }

  @Test mutating func deleteWins_theLostUpdateNamesRowsByID() {
    _ = submit(\.ann, Trial.delete(pin, table: TrialSchema.pins))
    _ = submit(\.ben, Trial.update(pin, table: TrialSchema.pins, ["item_id": .set(.reference(RowReference(row: 1)))]))
    #expect(hub.conflictLines == [#"M12 delete wins over update: {"id":null} over {"item_id":"\#(item)"}"#])
  }

  @Test mutating func deleteWins_overAHeadThatDidNotStand_keepsWhatThatOneWrote() {
    _ = submit(\.ben, Trial.update(pin, table: TrialSchema.pins, ["label": .set(.text("Ben's"))]))
    var cem = TrialDevice(4, time: 15_000)
    cem.base = ann.base
    ann.base = hub.head
    hub.submit(
      cem.changeSet([Trial.update(pin, table: TrialSchema.pins, ["label": .set(.text("Cem's"))])]), actor: cem.actor)
    _ = submit(\.ann, Trial.delete(pin, table: TrialSchema.pins))
    #expect(hub.conflictLines.last == #"M12 delete wins over update: {"id":null} over {"label":"Cem's"}"#)
  }

  @Test mutating func delete_thenAnotherTakesTheUniqueValue_thenConcurrentUpdate_isRejected() {
    let code: [String: Edit] = ["code": .set(.text("C1"))]
    _ = submit(\.ann, Trial.update(item, code))
    ben.base = hub.head
    _ = submit(\.ann, Trial.delete(item))
    _ = submit(\.ann, Trial.insertItem(.trial(101), code))
    let late = submit(\.ben, Trial.update(item, ["name": .set(.text("kept"))]))
    #expect(late.rejection?.code == .duplicate)
    #expect(!isAlive(TrialSchema.items, item))
    #expect(!isAlive(TrialSchema.parts, part))
  }

  @Test mutating func textThatOutgrowsItsLimitInAMerge_isRejected() {
    let half = String(repeating: "long ", count: 150_000)
    _ = submit(\.ann, Trial.update(item, ["notes": .text(base: nil, new: "a " + half)]))
    let other = submit(\.ben, Trial.update(item, ["notes": .text(base: nil, new: "b " + half + "end")]))
    #expect(other.rejection?.code == .tooLarge)
    #expect(hub.item(item, "notes") == .text("a " + half))
  }

  @Test mutating func neverDeleted_isRejectedWithTheReason() {
    _ = submit(\.ann, bill(400))
    let result = submit(\.ann, Trial.delete(.trial(400), table: TrialSchema.bills))
    #expect(result.rejection?.code == .undeletable)
    #expect(result.rejection?.message.contains("never deleted") == true)
  }

  @Test mutating func rejectedInsert_rejectsWhatBuildsOnIt_andNothingElse() {
    let orphan = Trial.insert(
      TrialSchema.parts, .trial(501), ["item_id": .set(.reference(RowReference(id: .trial(500))))])
    let sets = [
      ann.changeSet([Trial.insertItem(.trial(500), ["credit": .set(.integer(1))])]), ann.changeSet([orphan]),
      ann.changeSet([Trial.update(item, ["name": .set(.text("fine"))])]),
    ]
    let actor = ann.actor
    let results = hub.submit(sets.map { Submission(changeSet: $0, actor: actor) })
    #expect(results.map { $0.rejection?.code } == [.officeOwned, .dependency, nil])
    #expect(results.map(\.position) == [0, 0, hub.head])
    #expect(hub.item(item, "name") == .text("fine"))
    #expect(hub.digests.filter { $0.value.count != 0 } == hub.recomputedDigests)
  }
}
