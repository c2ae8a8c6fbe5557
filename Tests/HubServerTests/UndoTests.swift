import ChangeModel
import Hub
import HubServer
import MergeEngine
import SyncProtocol
import TestSupport
import Testing

/// The work of one device, undone.
@Suite struct UndoTests {
  private func undo(
    _ hub: TestHub, _ device: TestDevice, since: Int64 = 0, isDryRun: Bool = false
  ) throws -> UndoReport {
    let query = UndoQuery(device: device.number, since: since, isDryRun: isDryRun)
    guard case .undone(let report) = try hub.service.perform(.undo(query)) else { throw OfficeFault("no report") }
    return report
  }

  /// Two devices of Ann's that hold an item of the first one's.
  private func pair(_ hub: TestHub) throws -> (TestDevice, TestDevice) {
    var (left, right) = (try hub.device(of: "Ann"), try hub.device(of: "Ann"))
    try left.pull(hub)
    try left.push(
      hub,
      [
        Trial.insertItem(
          .trial(1),
          [
            "name": .set(.text("a")), "hits": .set(.integer(3)), "tags": .set(.text("[\"old\"]")),
            "notes": .set(.text("one two")),
          ])
      ])
    try right.pull(hub)
    return (left, right)
  }

  private func item(_ hub: TestHub, _ column: String, _ id: UInt64 = 1) throws -> Value? {
    try hub.items().first { $0.id == .trial(id) }?.values[TrialSchema.item(column)]
  }

  private func isSound(_ hub: TestHub) throws -> Bool {
    guard case .verified(let report) = try hub.service.perform(.verify) else { return false }
    return report.faults.isEmpty
  }

  @Test func everyPolicy_comesToWhatItWouldHold() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    right.time += 10
    try right.push(
      hub,
      [
        Trial.update(
          .trial(1),
          [
            "name": .set(.text("wrong")), "hits": .add(100), "tags": .elements(added: ["bad"], removed: ["old"]),
            "notes": .text(base: "one two", new: "one bad two"), "highest": .set(.integer(99)),
          ])
      ])
    try left.pull(hub)
    try left.push(hub, [Trial.update(.trial(1), ["hits": .add(1), "terms": .set(.text("cash"))])])
    let report = try undo(hub, right)
    #expect(report.changeSets == 1)
    #expect(report.changed == ["items": 1])
    #expect(report.left.isEmpty)
    #expect(try item(hub, "name") == .text("a"))
    #expect(try item(hub, "hits") == .integer(4))
    #expect(try item(hub, "tags") == .text("[\"old\"]"))
    #expect(try item(hub, "notes") == .text("one two"))
    #expect(try item(hub, "highest") == .null)
    #expect(try item(hub, "terms") == .text("cash"))
    #expect(try isSound(hub))
    try right.pull(hub)
    #expect(right.rows.values.contains { $0.contains(.text("a")) })
    #expect(try undo(hub, right).changed.isEmpty)
    #expect(try item(hub, "hits") == .integer(4))
  }

  @Test func undoneInParts_inAnyOrder_isUndoneOnce() throws {
    let hub = try TestHub()
    var (_, right) = try pair(hub)
    try right.push(hub, [Trial.update(.trial(1), ["hits": .add(10), "name": .set(.text("b"))])])
    hub.clock.now += 60_000
    right.time += 60_000
    try right.push(hub, [Trial.update(.trial(1), ["hits": .add(100), "name": .set(.text("c"))])])
    #expect(try undo(hub, right, since: hub.clock.now).changeSets == 1)
    #expect(try item(hub, "hits") == .integer(13))
    #expect(try item(hub, "name") == .text("b"))
    #expect(try undo(hub, right).changed == ["items": 1])
    #expect(try item(hub, "hits") == .integer(3))
    #expect(try item(hub, "name") == .text("a"))
    #expect(try undo(hub, right, since: hub.clock.now).changed.isEmpty)
    #expect(try item(hub, "name") == .text("a"))
    #expect(try isSound(hub))
  }

  @Test func whatOthersWroteOverIt_stays() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    try right.push(hub, [Trial.update(.trial(1), ["name": .set(.text("wrong"))])])
    try left.pull(hub)
    left.time += 10
    try left.push(hub, [Trial.update(.trial(1), ["name": .set(.text("right"))])])
    #expect(try undo(hub, right).changed.isEmpty)
    #expect(try item(hub, "name") == .text("right"))
  }

  @Test func onlyFromThatTimeOn() throws {
    let hub = try TestHub()
    var (_, right) = try pair(hub)
    try right.push(hub, [Trial.update(.trial(1), ["name": .set(.text("good"))])])
    hub.clock.now += 60_000
    right.time += 60_000
    try right.push(hub, [Trial.update(.trial(1), ["name": .set(.text("wrong"))])])
    let written = try hub.store.read { try $0.history(from: 1, limit: .max) }.map(\.stamp.milliseconds)
    #expect(try undo(hub, right, since: written.last ?? 0).changeSets == 1)
    #expect(try item(hub, "name") == .text("good"))
  }

  @Test func rowsItMade_go_unlessOthersBuiltOnThem() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    let reference = { (id: UInt64) in Edit.set(.reference(RowReference(id: .trial(id)))) }
    try right.push(
      hub,
      [
        Trial.insertItem(.trial(2)), Trial.insert(TrialSchema.parts, .trial(20), ["item_id": reference(2)]),
        Trial.insertItem(.trial(3)), Trial.insert(TrialSchema.parts, .trial(30), ["item_id": reference(3)]),
        Trial.insertItem(.trial(4)),
      ])
    try left.pull(hub)
    try left.push(hub, [Trial.update(.trial(30), table: TrialSchema.parts, ["name": .set(.text("mine"))])])
    try left.push(hub, [Trial.insert(TrialSchema.bills, .trial(40), ["item_id": reference(4)])])
    let rehearsal = try undo(hub, right, isDryRun: true)
    #expect(try hub.items().count == 4)
    var report = try undo(hub, right)
    #expect(rehearsal.deleted == report.deleted && rehearsal.left == report.left && rehearsal.isDryRun)
    #expect(report.deleted == ["items": 1, "parts": 1])
    #expect(
      report.left.map { "\($0.table) \($0.reason)" }.sorted() == [
        "items rows of others hang on it", "items rows of others hang on it", "parts others have changed the row since",
      ])
    #expect(try hub.items().map(\.id).contains(.trial(2)) == false)
    #expect(try hub.items().count == 3)
    #expect(try isSound(hub))
    report = try undo(hub, right)
    #expect(report.deleted.isEmpty)
  }

  @Test func rowsItDeleted_comeBackWithWhatHungOnThem_asTheyWere() throws {
    let hub = try TestHub()
    var (left, right) = try pair(hub)
    try left.push(
      hub, [Trial.insert(TrialSchema.parts, .trial(20), ["item_id": .set(.reference(RowReference(id: .trial(1))))])])
    try right.pull(hub)
    try right.push(hub, [Trial.update(.trial(1), ["hits": .add(7), "name": .set(.text("wrong"))])])
    try right.push(hub, [Trial.delete(.trial(1))])
    #expect(try hub.items().isEmpty)
    let report = try undo(hub, right)
    #expect(report.restored == ["items": 1])
    #expect(try item(hub, "name") == .text("a"))
    #expect(try item(hub, "hits") == .integer(3))
    #expect(try item(hub, "tags") == .text("[\"old\"]"))
    #expect(try item(hub, "notes") == .text("one two"))
    var parts = 0
    try hub.store.read { try $0.forEachRow(table: TrialSchema.parts) { _ in parts += 1 } }
    #expect(parts == 1)
    #expect(try isSound(hub))
  }

  @Test func whoIsNoDevice_andTheOffice_areRefused() throws {
    let hub = try TestHub()
    for device in [0, 1, 99] as [DeviceNumber] {
      let query = UndoQuery(device: device, since: 0, isDryRun: true)
      #expect(throws: OfficeFault.self) { try hub.service.perform(.undo(query)) }
    }
  }

  @Test func twoDevicesThatSawEachOther_undoneInAnyOrder_leaveNothing() throws {
    for isFirstFirst in [true, false] {
      let hub = try TestHub()
      var (_, one) = try pair(hub)
      var two = try hub.device(of: "Ann")
      try one.push(hub, [Trial.update(.trial(1), ["name": .set(.text("bad1"))])])
      try two.pull(hub)
      try two.push(hub, [Trial.update(.trial(1), ["name": .set(.text("bad2"))]), Trial.insertItem(.trial(2))])
      try one.pull(hub)
      try one.push(
        hub,
        [
          Trial.update(.trial(1), ["name": .set(.text("bad3"))]), Trial.update(.trial(2), ["name": .set(.text("bad"))]),
        ])
      for device in isFirstFirst ? [one, two] : [two, one] { _ = try undo(hub, device) }
      for device in isFirstFirst ? [one, two] : [two, one] { _ = try undo(hub, device) }
      #expect(try item(hub, "name") == .text("a"))
      #expect(try hub.items().map(\.id) == [.trial(1)])
      #expect(try isSound(hub))
    }
  }

  @Test func rowsThatAreNeverDeleted_stay_andAreTold() throws {
    let hub = try TestHub()
    var (_, right) = try pair(hub)
    try right.push(
      hub, [Trial.insert(TrialSchema.bills, .trial(20), ["item_id": .set(.reference(RowReference(id: .trial(1))))])])
    let report = try undo(hub, right)
    #expect(report.left.map(\.reason) == ["rows of bills are never deleted, and stay whole"])
    #expect(report.deleted.isEmpty)
  }
}
