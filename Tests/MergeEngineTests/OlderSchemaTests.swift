import ChangeModel
import MergeEngine
import TestSupport
import Testing

/// Change sets that were sealed before the schema grew.
@Suite struct OlderSchemaTests {
  private static let newer: Schema = {
    var schema = TrialSchema.schema
    schema.tables[TrialSchema.items].columns += [
      ColumnSchema("colour", .text, meaning: "new"),
      ColumnSchema("stars", .integer, .counter, notNull: true, fallback: .integer(3), meaning: "new"),
      ColumnSchema("labels", .text, .set, notNull: true, fallback: .text("[]"), meaning: "new"),
    ]
    return schema
  }()

  private static let (colour, stars, labels) = (14, 15, 16)
  private var device = TrialDevice(5)

  @Test mutating func newRow_holdsTheFallbacksOfWhatItLacks() throws {
    var hub = Trial.hub(Self.newer)
    let result = hub.submit(device.changeSet([Trial.insertItem(.trial(50))]), actor: device.actor)
    #expect(result.rejection == nil)
    let row = try #require(hub.row(TrialSchema.items, .trial(50)))
    #expect(row.values.suffix(3) == [.null, .integer(3), .text("[]")])
    #expect(row.groups.count == Self.newer.tables[TrialSchema.items].groups.count)
    #expect(hub.digests == hub.recomputedDigests)
  }

  @Test mutating func newRowThatAnotherDeviceHasMade_leavesItsNewColumnsAlone() throws {
    var hub = Trial.hub(Self.newer)
    var other = TrialDevice(6)
    var made = Trial.insertItem(.trial(50))
    made.cells += [
      CellChange(column: Self.colour, edit: .set(.text("red"))),
      CellChange(column: Self.stars, edit: .set(.integer(7))),
      CellChange(column: Self.labels, edit: .set(.text("[\"a\"]"))),
    ]
    hub.submit(other.changeSet([made]), actor: other.actor)
    device.base = hub.head
    hub.submit(
      device.changeSet([Trial.insertItem(.trial(50), ["name": .set(.text("mine"))])]), actor: device.actor)
    let row = try #require(hub.row(TrialSchema.items, .trial(50)))
    #expect(row.values.suffix(3) == [.text("red"), .integer(7), .text("[\"a\"]")])
    #expect(hub.item(.trial(50), "name") == .text("mine"))
  }

  @Test mutating func edit_leavesWhatItDoesNotKnow() throws {
    var hub = Trial.hub(Self.newer)
    hub.submit(device.changeSet([Trial.insertItem(.trial(50))]), actor: device.actor)
    var other = TrialDevice(6)
    other.base = hub.head
    let red = RowChange(
      table: TrialSchema.items, row: .id(.trial(50)), kind: .update,
      cells: [CellChange(column: Self.colour, edit: .set(.text("red")))])
    hub.submit(other.changeSet([red]), actor: other.actor)
    hub.submit(
      device.changeSet([Trial.update(.trial(50), ["name": .set(.text("mine"))])]), actor: device.actor)
    let row = try #require(hub.row(TrialSchema.items, .trial(50)))
    #expect(row.values[Self.colour] == .text("red"))
    #expect(hub.item(.trial(50), "name") == .text("mine"))
  }

  @Test mutating func newRowThatLacksWhatItNeeds_isRefused() {
    var hub = Trial.hub()
    var short = Trial.insert(TrialSchema.parts, .trial(60), ["item_id": .set(.reference(RowReference(id: .trial(50))))])
    short.cells.removeFirst()
    #expect(hub.submit(device.changeSet([short]), actor: device.actor).rejection?.code == .malformed)
    // Territories had a name from the beginning, and without it there is none.
    let bare = RowChange(table: TrialSchema.territories, row: .id(.trial(61)), kind: .insert)
    #expect(hub.submit(device.changeSet([bare]), actor: device.actor).rejection?.code == .malformed)
  }
}
