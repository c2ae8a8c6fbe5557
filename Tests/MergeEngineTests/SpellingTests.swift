import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// The same characters in other bytes are another value: a replica compares bytes, and so do the digests.
@Suite struct SpellingTests {
  private static let composed = "Zo\u{EB}"
  private static let decomposed = "Zoe\u{308}"
  private var hub = Trial.hub()
  private var ann = TrialDevice(2, time: 10_000)
  private let id = RowID.trial(100)

  init() {
    ann.base = hub.head
    hub.submit(
      ann.changeSet([
        Trial.insertItem(
          id, ["name": .set(.text(Self.composed)), "notes": .set(.text(Self.composed)), "tags": .set(.text("[]"))])
      ]), actor: ann.actor)
    ann.base = hub.head
  }

  private mutating func write(_ edits: [String: Edit]) {
    hub.submit(ann.changeSet([Trial.update(id, edits)]), actor: ann.actor)
    ann.base = hub.head
  }

  private func bytes(_ column: String) -> [UInt8] { Array((hub.item(id, column)?.text ?? "").utf8) }

  @Test mutating func respelledName_isAChangeThatOthersGet() {
    write(["name": .set(.text(Self.decomposed))])
    #expect(bytes("name") == Array(Self.decomposed.utf8))
    #expect(hub.row(TrialSchema.items, id)?.changed == hub.head)
    #expect(hub.digests == hub.recomputedDigests)
  }

  @Test mutating func respelledNote_isAChangeThatOthersGet() {
    write(["notes": .text(base: Self.composed, new: Self.decomposed)])
    #expect(bytes("notes") == Array(Self.decomposed.utf8))
    #expect(hub.row(TrialSchema.items, id)?.changed == hub.head)
  }

  @Test mutating func elementsOfTwoSpellings_areTwo_whateverStandsBetween() {
    let both = [Self.decomposed, Self.composed]
    write(["tags": .elements(added: both, removed: [])])
    #expect(bytes("tags") == Array("[\"\(both[0])\",\"\(both[1])\"]".utf8))
    write(["tags": .elements(added: ["Zof"], removed: [])])
    #expect(bytes("tags") == Array("[\"\(both[0])\",\"Zof\",\"\(both[1])\"]".utf8))
    write(["tags": .elements(added: [], removed: [Self.composed, "Zof"])])
    #expect(bytes("tags") == Array("[\"\(both[0])\"]".utf8))
  }

  @Test func pendingRemoval_takesOneSpellingOnly() {
    let shown = Overlay.lay(
      [.elements(added: [], removed: [Self.composed])], over: .text(SetText.write([Self.decomposed, Self.composed])),
      policy: .set)
    #expect(shown == .text(SetText.write([Self.decomposed])))
  }

  @Test func values_areEqualByTheirBytes() {
    #expect(Value.text(Self.composed) != .text(Self.decomposed))
    #expect(Set([Value.text(Self.composed), .text(Self.decomposed)]).count == 2)
    #expect(Value.real(0) == .real(-0.0) && Value.real(0).hashValue == Value.real(-0.0).hashValue)
    #expect(Value.real(.nan) == .real(.nan))
  }

  /// SQLite has no such number: it would keep NULL, and the digests would never agree again.
  @Test func realThatIsNoNumber_isRejected() {
    let items = TrialSchema.schema.tables[TrialSchema.items]
    var schema = TrialSchema.schema
    schema.tables[TrialSchema.items] = TableSchema(
      items.name, meaning: items.meaning, scope: items.scope, deletion: items.deletion,
      columns: items.columns + [ColumnSchema("weight", .real, meaning: "latest")])
    func status(_ weight: Double) -> ChangeResult.Status {
      var hub = TrialHub(schema: schema)
      let owner = Trial.insert(TrialSchema.territories, .trial(1), ["name": .set(.text("North"))])
      var office = TrialDevice(1, role: .office, time: 1)
      hub.submit(office.changeSet([owner]), actor: office.actor)
      var change = Trial.insertItem(id)
      change.cells.append(CellChange(column: items.columns.count, edit: .set(.real(weight))))
      office.base = hub.head
      return hub.submit(office.changeSet([change]), actor: office.actor).status
    }
    #expect(status(1.5) == .accepted(conflicts: 0))
    #expect(status(.infinity) == .accepted(conflicts: 0))
    guard case .rejected(let rejection) = status(.nan) else {
      Issue.record("not rejected")
      return
    }
    #expect(rejection.code == .malformed)
  }
}
