import ChangeModel
import Foundation
import MergeEngine
import TestSupport
import Testing

@testable import ReplicaStore

@Suite struct MigrationTests {
  /// The trial schema with two more columns of items and one more table.
  private var newer: Schema {
    var schema = TrialSchema.schema
    let items = schema.tables[TrialSchema.items]
    schema.version = 2
    schema.tables[TrialSchema.items] = TableSchema(
      items.name, meaning: items.meaning, scope: items.scope, deletion: items.deletion,
      columns: items.columns + [
        ColumnSchema("colour", .text, meaning: "new"),
        ColumnSchema("stars", .integer, .counter, fallback: .integer(0), unique: false, meaning: "new"),
      ])
    schema.tables.append(
      TableSchema(
        "labels", meaning: "New.", scope: .parent(column: "item_id"), deletion: .updateWins,
        columns: [ColumnSchema("item_id", .reference, references: "items", notNull: true, meaning: "Its item.")]))
    return schema
  }

  @Test func newerSchema_isTakenOver_withPendingWork() throws {
    var world = try TrialWorld()
    try world.replica.shell("UPDATE items SET name = 'Mine'")
    world.office.schema = newer
    try world.sync()
    #expect(world.replica.replica.schema == newer)
    #expect(try world.replica.rows("SELECT name, colour, stars FROM items") == ["Mine|-|0"])
    try world.replica.write(
      "UPDATE items SET colour = 'red', stars = 2; INSERT INTO labels(id, item_id) VALUES (\(sql(95)), \(sql(50)))")
    let changes = try world.replica.outbox().flatMap(\.changes)
    #expect(changes.map(\.table) == [7, 2])
    #expect(changes[1].cells.map(\.edit) == [.set(.text("red")), .add(2)])
    try world.replica.reopen()
    #expect(world.replica.replica.schema == newer)
    #expect(try world.replica.rows("SELECT count(*) FROM godwit_columns WHERE table_name = 'labels'") == ["2"])
  }

  @Test func otherConnection_noticesTheNewSchema() throws {
    var world = try TrialWorld()
    let other = try Replica.open(at: world.replica.path)
    world.office.schema = newer
    try world.sync()
    #expect(other.schema == TrialSchema.schema)
    try other.write(now: 9_000_000) { try $0.execute(sql: "UPDATE items SET colour = 'red'") }
    #expect(other.schema == newer)
    #expect(try world.replica.outbox().flatMap(\.changes).map(\.cells.count) == [1])
    try other.close()
  }

  @Test func schemaThatDropsOrRenames_isRefused() {
    var renamed = TrialSchema.schema
    renamed.tables[3].columns[1].name = "title"
    #expect(throws: ReplicaError.self) { try Migration(old: TrialSchema.schema, new: renamed).statements() }
    var fewer = TrialSchema.schema
    fewer.tables.removeLast()
    #expect(throws: ReplicaError.self) { try Migration(old: TrialSchema.schema, new: fewer).statements() }
    #expect(throws: ReplicaError.self) { try Migration(old: newer, new: TrialSchema.schema).statements() }
  }

  @Test func newerSchema_findsSealedCapturedStagedAndViews_andKeepsThem() throws {
    var world = try TrialWorld()
    let replica = world.replica
    try replica.replica.installViews([
      "CREATE VIEW item_names AS SELECT id, name FROM items", "CREATE INDEX items_by_name ON items(name)",
      "CREATE INDEX items_by_colour ON items(colour)",
    ])
    try replica.write(
      "INSERT INTO items(id, territory_id, name) SELECT \(sql(70)), id, 'Sealed' FROM territories LIMIT 1")
    world.office.write(
      [61, 62].map {
        Trial.update(.trial($0), table: TrialSchema.parts, ["name": .set(.text("part \($0)"))])
      })
    // One page of several is staged when the schema grows.
    world.office.rowsPerPage = 1
    try replica.exchange(&world.office)
    #expect(try !replica.replica.syncState().marks.isEmpty)
    world.office.schema = newer
    try replica.shell("UPDATE items SET name = 'Captured' WHERE name = 'Ann'")
    try world.sync()
    world.office.rowsPerPage = .max
    #expect(replica.replica.schema == newer)
    #expect(try replica.rows("SELECT name, colour, stars FROM items ORDER BY name") == ["Captured|-|0", "Sealed|-|0"])
    #expect(try replica.rows("SELECT name FROM parts ORDER BY name") == ["part 61", "part 62"])
    #expect(try replica.rows("SELECT name FROM item_names ORDER BY name") == ["Captured", "Sealed"])
    #expect(try replica.outbox().isEmpty)
    // The index that waited for its column is made at the next opening.
    let index = "CREATE INDEX items_by_colour ON items(colour)"
    let present = "SELECT count(*) FROM sqlite_master WHERE name = 'items_by_colour'"
    #expect(try replica.rows(present) == ["0"])
    try replica.replica.installViews([index])
    #expect(try replica.rows(present) == ["1"])
  }

  @Test func serverThatWasSetBack_leavesTheReplicaItsSchemaAndWhatOnlyItHas() throws {
    var world = try TrialWorld()
    world.office.schema = newer
    try world.sync()
    // Written by a newer server, which is gone: the older one cannot send it.
    try world.replica.replica.transactAsServer { db, _, _ in
      try Gate.shut(db) { try db.execute(sql: "UPDATE items SET colour = 'red'") }
    }
    world.office.schema = TrialSchema.schema
    world.officeUpdates(["name": .set(.text("Changed"))])
    let older = Array(try JSONEncoder().encode(TrialSchema.schema))
    #expect(world.replica.replica.fit(of: older) == .older)
    try world.sync()
    #expect(world.replica.replica.schema == newer)
    #expect(try world.replica.rows("SELECT name, colour FROM items") == ["Changed|red"])
  }

  @Test func rowInFullFromAnOlderServer_keepsTheColumnsThatItLacks() throws {
    var world = try TrialWorld()
    world.office.schema = newer
    try world.sync()
    try world.replica.replica.transactAsServer { db, schema, meta in
      try Gate.shut(db) {
        try db.execute(sql: "UPDATE items SET colour = 'red'")
        var step = try DeltaStep(
          schema: schema, statements: Statements(db),
          unsettled: UnsettledEdits(outbox: Outbox(statements: Statements(db)), settled: meta.acknowledged))
        let row = try #require(world.office.hub.row(TrialSchema.items, .trial(50)))
        var delta = DeltaBuilder(
          schema: TrialSchema.schema, viewer: Actor(device: 5, rep: 1, role: .rep, scopes: [.org, .territory(1)]))
        delta.addFull(row)
        try step.apply(delta.build())
      }
    }
    #expect(try world.replica.rows("SELECT name, colour FROM items") == ["Ann|red"])
  }

  @Test func schemaOfANewerProgram_isToldBeforeAnythingIsKept() throws {
    let world = try TrialWorld()
    let replica = world.replica.replica
    #expect(replica.fit(of: Array(try JSONEncoder().encode(newer))) == .usable)
    #expect(replica.fit(of: Array(try JSONEncoder().encode(TrialSchema.schema))) == .usable)
    let text = String(decoding: try JSONEncoder().encode(newer), as: UTF8.self)
    let unknown = text.replacing(#"{"counter":{}}"#, with: #"{"ledger":{}}"#)
    #expect(unknown != text)
    guard case .unreadable = replica.fit(of: Array(unknown.utf8)) else {
      Issue.record("a policy that this program does not have was read")
      return
    }
    var renamed = TrialSchema.schema
    renamed.tables[3].columns[1].name = "title"
    guard case .unreadable(let why) = replica.fit(of: Array(try JSONEncoder().encode(renamed))) else {
      Issue.record("a renamed column was taken over")
      return
    }
    #expect(why.contains("parts.name was removed, renamed or moved"))
  }
}
