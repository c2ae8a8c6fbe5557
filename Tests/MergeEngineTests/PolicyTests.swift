import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Each rule of MERGE.md, by its history. `ann` writes first, `ben` concurrently and later unless told otherwise.
@Suite struct PolicyTests {
  private var hub = Trial.hub()
  private var ann = TrialDevice(2, time: 10_000)
  private var ben = TrialDevice(3, time: 20_000)
  private let id = RowID.trial(100)

  init() {
    ann.base = hub.head
    hub.submit(
      ann.changeSet([Trial.insertItem(id, ["name": .set(.text("Café Nord")), "hits": .set(.integer(10))])]),
      actor: ann.actor)
    ann.base = hub.head
    ben.base = hub.head
  }

  private mutating func write(_ device: WritableKeyPath<PolicyTests, TrialDevice>, _ edits: [String: Edit])
    -> ChangeResult
  {
    let set = self[keyPath: device].changeSet([Trial.update(id, edits)])
    return hub.submit(set, actor: self[keyPath: device].actor)
  }

  @Test mutating func latest_concurrentWrites_laterStampWins_whicheverArrivesFirst() {
    _ = write(\.ben, ["name": .set(.text("Ben's"))])
    let result = write(\.ann, ["name": .set(.text("Ann's"))])
    #expect(hub.item(id, "name") == .text("Ben's"))
    #expect(result.status == .accepted(conflicts: 1))
    #expect(hub.conflictLines == [#"M1 latest: {"name":"Ben's"} over {"name":"Ann's"}"#])
  }

  @Test mutating func latest_causallyLater_beatsALaterClock() {
    ann.time = 9_000_000
    _ = write(\.ann, ["name": .set(.text("Ann's"))])
    ben.base = hub.head
    let result = write(\.ben, ["name": .set(.text("Ben's"))])
    #expect(hub.item(id, "name") == .text("Ben's"))
    #expect(result.status == .accepted(conflicts: 0))
  }

  @Test mutating func latest_farFutureClock_doesNotWinForEver() {
    ann.time = 4_000_000_000_000
    _ = write(\.ann, ["name": .set(.text("from 2096"))])
    ben.time = 1_000_000
    ben.base = 0
    let set = ben.changeSet([Trial.update(id, ["name": .set(.text("Ben's"))])])
    hub.submit(set, actor: ben.actor, now: 2_000_000)
    #expect(hub.item(id, "name") == .text("from 2096"), "concurrent, and the capped stamp is still later")
    let cem = TrialDevice(4, time: 1_500_000)
    var third = cem
    third.base = 0
    hub.submit(third.changeSet([Trial.update(id, ["name": .set(.text("Cem's"))])]), actor: third.actor, now: 2_000_000)
    #expect(hub.item(id, "name") == .text("Cem's"), "a stamp later than the server's time of the bad write wins")
  }

  @Test mutating func latest_equalStamps_higherDeviceWins() {
    ann.time = 30_000
    ben.time = 30_000
    _ = write(\.ben, ["name": .set(.text("Ben's"))])
    _ = write(\.ann, ["name": .set(.text("Ann's"))])
    #expect(hub.item(id, "name") == .text("Ben's"))
  }

  @Test mutating func concurrentEqualValues_areNoConflict() {
    _ = write(\.ann, ["name": .set(.text("Same"))])
    let result = write(\.ben, ["name": .set(.text("Same"))])
    #expect(result.status == .accepted(conflicts: 0))
    #expect(hub.conflictLines == [])
  }

  @Test mutating func differentColumns_bothStand() {
    _ = write(\.ann, ["name": .set(.text("Ann's"))])
    let result = write(\.ben, ["terms": .set(.text("net 30"))])
    #expect(result.status == .accepted(conflicts: 0))
    #expect(hub.item(id, "name") == .text("Ann's"))
    #expect(hub.item(id, "terms") == .text("net 30"))
  }

  @Test mutating func group_isNeverAMixture() {
    _ = write(\.ann, ["street": .set(.text("Ann St")), "city": .set(.text("Annville"))])
    _ = write(\.ben, ["street": .set(.text("Ben St")), "city": .set(.text("Benton"))])
    #expect(hub.item(id, "street") == .text("Ben St"))
    #expect(hub.item(id, "city") == .text("Benton"))
    #expect(hub.conflictLines.count == 1)
  }

  @Test mutating func groupTornApart_isRejected() {
    #expect(write(\.ann, ["city": .set(.text("Annville"))]).rejection?.code == .malformed)
  }

  @Test mutating func office_repIsRejected_officeWrites() {
    let result = write(\.ann, ["credit": .set(.integer(5)), "name": .set(.text("whole change set"))])
    #expect(result.rejection?.code == .officeOwned)
    #expect(hub.item(id, "name") == .text("Café Nord"))
    var office = TrialDevice(9, role: .office)
    office.base = hub.head
    hub.submit(office.changeSet([Trial.update(id, ["credit": .set(.integer(5))])]), actor: office.actor)
    #expect(hub.item(id, "credit") == .integer(5))
  }

  @Test mutating func office_columnSentUnchanged_doesNotStandAgainstAConcurrentWriteOfTheOffice() {
    var office = TrialDevice(9, role: .office)
    office.base = hub.head
    hub.submit(office.changeSet([Trial.update(id, ["credit": .set(.integer(5))])]), actor: office.actor)
    office.base = hub.head
    #expect(write(\.ann, ["credit": .set(.integer(5))]).rejection == nil)
    hub.submit(office.changeSet([Trial.update(id, ["credit": .set(.integer(7))])]), actor: office.actor)
    #expect(hub.item(id, "credit") == .integer(7))
    #expect(hub.conflictLines == [])
  }

  @Test mutating func office_columnSentUnchanged_isNoRejection() {
    #expect(write(\.ann, ["credit": .set(.integer(0)), "name": .set(.text("New"))]).rejection == nil)
  }

  @Test mutating func first_earlierStampWins_andLaterKnowingWriteCorrects() {
    _ = write(\.ben, ["began_at": .set(.integer(200))])
    _ = write(\.ann, ["began_at": .set(.integer(100))])
    #expect(hub.item(id, "began_at") == .integer(100))
    ben.base = hub.head
    _ = write(\.ben, ["began_at": .set(.integer(150))])
    #expect(hub.item(id, "began_at") == .integer(150))
  }

  @Test mutating func first_nullCountsAsNotWritten() {
    _ = write(\.ann, ["began_at": .set(.null)])
    _ = write(\.ben, ["began_at": .set(.integer(200))])
    #expect(hub.item(id, "began_at") == .integer(200))
  }

  @Test(arguments: [("highest", 9), ("lowest", 3)])
  mutating func maxAndMin_concurrent_extremeStands(column: String, expected: Int64) {
    var tests = self
    _ = tests.write(\.ann, [column: .set(.integer(9))])
    _ = tests.write(\.ben, [column: .set(.integer(3))])
    #expect(tests.hub.item(id, column) == .integer(expected))
    #expect(tests.hub.conflictLines.count == 1)
  }

  @Test mutating func counter_differencesAdd() {
    _ = write(\.ann, ["hits": .add(5)])
    let result = write(\.ben, ["hits": .add(-2)])
    #expect(hub.item(id, "hits") == .integer(13))
    #expect(result.status == .accepted(conflicts: 0))
  }

  @Test mutating func counter_overflowIsHeld() {
    _ = write(\.ann, ["hits": .add(.max)])
    _ = write(\.ben, ["hits": .add(.max)])
    #expect(hub.item(id, "hits") == .integer(.max))
  }

  @Test mutating func set_addWinsOverConcurrentRemove() {
    _ = write(\.ann, ["tags": .elements(added: ["vip", "bio"], removed: [])])
    ann.base = hub.head
    _ = write(\.ann, ["tags": .elements(added: [], removed: ["vip", "bio"])])
    _ = write(\.ben, ["tags": .elements(added: ["vip"], removed: [])])
    #expect(hub.item(id, "tags") == .text(#"["vip"]"#))
    #expect(hub.conflictLines == [])
  }

  @Test mutating func set_removeTakesOnlyWhatItSaw() {
    _ = write(\.ann, ["tags": .elements(added: ["vip"], removed: [])])
    let afterAnn = hub.head
    _ = write(\.ben, ["tags": .elements(added: ["vip"], removed: [])])
    var cem = TrialDevice(4, time: 90_000)
    cem.base = afterAnn
    hub.submit(cem.changeSet([Trial.update(id, ["tags": .elements(added: [], removed: ["vip"])])]), actor: cem.actor)
    #expect(hub.item(id, "tags") == .text(#"["vip"]"#), "Ben's addition was not seen by Cem")
    cem.base = hub.head
    hub.submit(cem.changeSet([Trial.update(id, ["tags": .elements(added: [], removed: ["vip"])])]), actor: cem.actor)
    #expect(hub.item(id, "tags") == .text("[]"))
  }

  @Test mutating func text_editsOfDifferentPlaces_merge() {
    _ = write(\.ann, ["notes": .text(base: nil, new: "call before noon\nsample left")])
    ann.base = hub.head
    ben.base = hub.head
    let base = "call before noon\nsample left"
    _ = write(\.ann, ["notes": .text(base: base, new: "call before ten\nsample left")])
    let result = write(\.ben, ["notes": .text(base: base, new: "call before noon\nsample left\nowner travelling")])
    #expect(hub.item(id, "notes") == .text("call before ten\nsample left\nowner travelling"))
    #expect(result.status == .accepted(conflicts: 0))
  }

  @Test mutating func text_editsOfTheSamePlace_areBothKept() {
    _ = write(\.ben, ["notes": .text(base: nil, new: "pays by cash")])
    let result = write(\.ann, ["notes": .text(base: nil, new: "wants a discount")])
    #expect(hub.item(id, "notes") == .text("wants a discount pays by cash"))
    #expect(result.status == .accepted(conflicts: 1))
  }

  @Test mutating func workflow_strongerStateWins_whateverTheStamp() {
    _ = write(\.ann, ["status": .set(.text("cancelled"))])
    _ = write(\.ben, ["status": .set(.text("sent"))])
    #expect(hub.item(id, "status") == .text("cancelled"))
    #expect(hub.conflictLines.count == 1)
  }

  @Test mutating func workflow_stepThatDoesNotExist_isRejected() {
    #expect(write(\.ann, ["status": .set(.text("done"))]).rejection?.code == .workflow)
    #expect(write(\.ann, ["status": .set(.text("nonsense"))]).rejection?.code == .workflow)
    _ = write(\.ann, ["status": .set(.text("sent"))])
    #expect(write(\.ann, ["status": .set(.text("done"))]).rejection == nil)
  }

  @Test mutating func ask_opensAConflict() {
    _ = write(\.ann, ["terms": .set(.text("net 30"))])
    _ = write(\.ben, ["terms": .set(.text("net 60"))])
    #expect(hub.item(id, "terms") == .text("net 60"))
    let table = hub.schema.tables[TrialSchema.conflicts]
    let status = hub.living(TrialSchema.conflicts).map { $0.values[table.column("status") ?? 0] }
    #expect(status == [.text("open")])
  }

  @Test mutating func aConflictNamesItsTerritory_soThatAReplicaFindsItsScope() {
    _ = write(\.ann, ["name": .set(.text("Ann's"))])
    _ = write(\.ben, ["name": .set(.text("Ben's"))])
    let column = hub.schema.tables[TrialSchema.conflicts].column("territory_id") ?? 0
    let territories = hub.living(TrialSchema.conflicts).map { $0.values[column].reference?.row }
    #expect(territories == hub.living(TrialSchema.items).map { $0.scope.row })
  }

  @Test mutating func lag_hidesWhatTheRowHadNotShown() {
    _ = write(\.ben, ["name": .set(.text("Ben's"))])
    ann.base = hub.head
    let set = ann.changeSet([Trial.update(id, lag: 1, ["name": .set(.text("Ann's"))])])
    hub.submit(set, actor: ann.actor)
    #expect(hub.conflictLines.count == 1, "Ann's edit had not seen Ben's although her base is later")
  }
}
