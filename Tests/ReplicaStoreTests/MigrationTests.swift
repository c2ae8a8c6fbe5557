import ChangeModel
import Foundation
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
}
