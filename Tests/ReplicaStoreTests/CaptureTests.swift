import ChangeModel
import SyncProtocol
import TestSupport
import Testing

@testable import ReplicaStore

/// What any SQLite client writes is captured. The stock shell stands for them all.
@Suite struct CaptureTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var sql: String
    var changes: [String]
    var testDescription: String { sql }
  }

  private static let fallbacks = "territory_id=@1 name='' credit=0 hits=0 tags='[]' status='draft'"

  static let cases = [
    Case(sql: "UPDATE items SET name = 'Bo'", changes: ["update items 1: name='Bo'"]),
    Case(sql: "UPDATE items SET name = name, hits = hits", changes: []),
    Case(sql: "UPDATE items SET street = 'Side 2'", changes: ["update items 1: street='Side 2' city='York'"]),
    Case(
      sql: "UPDATE items SET hits = hits + 2; UPDATE items SET hits = hits + 3", changes: ["update items 1: hits+5"]),
    Case(
      sql: "UPDATE items SET hits = 9; UPDATE items SET hits = 3, name = 'Bo'", changes: ["update items 1: name='Bo'"]),
    Case(sql: "UPDATE items SET hits = 9; UPDATE items SET hits = 3", changes: []),
    Case(
      sql: "UPDATE OR REPLACE items SET hits = 9; UPDATE OR REPLACE items SET hits = 10",
      changes: ["update items 1: hits+7"]),
    Case(sql: "UPDATE items SET tags = '[\"c\", \"b\", 7]'", changes: ["update items 1: tags+{7,c}-{a}"]),
    Case(sql: "UPDATE items SET tags = '[ \"b\",\"a\" ]'", changes: []),
    Case(
      sql: "UPDATE items SET notes = 'x'; UPDATE items SET notes = 'y'",
      changes: ["update items 1: notes(one two three to y)"]),
    Case(
      sql: "UPDATE items SET notes = NULL, terms = CAST(x'ff41' AS TEXT)",
      changes: ["update items 1: notes(one two three to -) terms='\u{FFFD}A'"]),
    Case(sql: "UPDATE items SET name = 'a' || char(0) || 'b'", changes: ["update items 1: name='a\u{0}b'"]),
    Case(
      sql: "INSERT INTO items(id, territory_id) SELECT \(sql(70)), id FROM territories WHERE name = 'North'",
      changes: ["insert items #70: \(fallbacks)"]),
    Case(
      sql: "INSERT INTO parts(id, item_id) VALUES (\(sql(71)), \(sql(70))); INSERT INTO items(id) VALUES (\(sql(70)));"
        + "UPDATE items SET name = 'New' WHERE id = \(sql(70)); UPDATE items SET name = 'Bo' WHERE id = \(sql(50));"
        + "DELETE FROM parts WHERE id = \(sql(61))",
      changes: [
        "insert items #70: name='New' credit=0 hits=0 tags='[]' status='draft'", "insert parts #71: item_id=@#70",
        "update items 1: name='Bo'", "delete parts 1",
      ]),
    Case(sql: "INSERT INTO pins(item_id) VALUES (\(sql(50)))", changes: ["insert pins #?: item_id=@1"]),
    Case(sql: "INSERT INTO items(id) VALUES (\(sql(70))); DELETE FROM items WHERE id = \(sql(70))", changes: []),
    Case(
      sql: "UPDATE parts SET name = 'x'; DELETE FROM parts WHERE id = \(sql(61))",
      changes: ["update parts 2: name='x'", "delete parts 1"]),
    Case(
      sql: "DELETE FROM parts; DELETE FROM items", changes: ["delete parts 1", "delete parts 2", "delete items 1"]),
    Case(sql: "INSERT OR IGNORE INTO items(id, name) VALUES (\(sql(50)), 'Bo')", changes: []),
    Case(
      sql: "INSERT INTO items(id, name) VALUES (\(sql(50)), 'Bo') ON CONFLICT(id) DO UPDATE SET name = excluded.name",
      changes: ["update items 1: name='Bo'"]),
    Case(
      sql: "REPLACE INTO parts(id, item_id, name) VALUES (\(sql(61)), \(sql(50)), 'new')",
      changes: ["update parts 1: item_id=@1 name='new'"]),
    Case(
      sql: "REPLACE INTO parts(id, item_id, name) VALUES (\(sql(61)), \(sql(50)), 'new');"
        + "REPLACE INTO parts(id, item_id, name) VALUES (\(sql(61)), \(sql(50)), 'newer')",
      changes: ["update parts 1: item_id=@1 name='newer'"]),
    Case(
      sql: "DELETE FROM parts WHERE id = \(sql(61)); INSERT INTO parts(id, item_id) VALUES (\(sql(61)), \(sql(50)))",
      changes: ["update parts 1: item_id=@1 name=-"]),
    Case(
      sql: "REPLACE INTO parts(id, item_id) VALUES (\(sql(61)), \(sql(50))); DELETE FROM parts WHERE id = \(sql(61))",
      changes: ["delete parts 1"]),
    Case(
      sql: "REPLACE INTO parts SELECT * FROM parts WHERE id = \(sql(61))",
      changes: ["update parts 1: item_id=@1 name=-"]),
    Case(
      sql:
        "REPLACE INTO items(id, territory_id, name, hits, tags, notes) SELECT id, territory_id, 'Bo', 10, '[\"b\"]', 'one'"
        + " FROM items",
      changes: [
        "update items 1: territory_id=@1 name='Bo' street=- city=- credit=0 began_at=- highest=- lowest=- hits+7 "
          + "tags+{}-{a} notes(one two three to one) status='draft' terms=- code=-"
      ]),
    Case(sql: "BEGIN; UPDATE items SET name = 'Bo'; ROLLBACK", changes: []),
    Case(
      sql: "BEGIN; UPDATE items SET name = 'Bo'; SAVEPOINT s; UPDATE items SET city = 'Rome'; ROLLBACK TO s; COMMIT",
      changes: ["update items 1: name='Bo'"]),
    Case(
      sql: "UPDATE items SET name = 'Bo'; VACUUM; UPDATE items SET code = 'C2'",
      changes: ["update items 1: name='Bo' code='C2'"]),
  ]

  @Test(arguments: cases) func foreignWrite_isCaptured(_ trial: Case) throws {
    let world = try TrialWorld()
    let answer = try world.replica.shell(trial.sql)
    #expect(answer.errors == "")
    try world.replica.seal()
    #expect(try world.replica.outbox().flatMap(\.lines) == trial.changes)
    #expect(try world.replica.outbox().allSatisfy(\.isUnion))
    #expect(try world.replica.rows("SELECT count(*) FROM godwit_log") == ["0"])
  }

  @Test(arguments: cases) func foreignWrite_isAcceptedAndLeavesAllInStep(_ trial: Case) throws {
    var world = try TrialWorld()
    // The items without a territory would be the org's, and are seen by this replica as well.
    try world.replica.shell(trial.sql)
    try world.sync()
    #expect(try world.replica.replica.attention().map(\.rejection.message) == [])
    #expect(try world.replica.replica.digests() == world.office.digests(of: [.org, .territory(1)]))
    #expect(try world.replica.rows("SELECT count(*) FROM godwit_pending") == ["0"])
    #expect(try world.replica.replica.status().pending == 0)
  }

  @Test(arguments: [
    ("UPDATE items SET id = randomblob(16)", "items: id and godwit_row never change"),
    ("UPDATE items SET godwit_row = 7", "items: id and godwit_row never change"),
    ("UPDATE items SET rowid = 7", "items: id and godwit_row never change"),
    ("UPDATE items SET _rowid_ = 7", "items: id and godwit_row never change"),
    ("UPDATE items SET oid = 7", "items: id and godwit_row never change"),
    ("INSERT INTO items(godwit_row) VALUES (7)", "items: leave godwit_row out"),
    ("INSERT INTO items(godwit_row) VALUES (-1)", "CHECK constraint failed"),
    ("INSERT INTO items(id) VALUES (x'00')", "CHECK constraint failed: length(id) = 16"),
    ("UPDATE items SET tags = 'x'", "CHECK constraint failed: tags is a JSON array"),
    ("UPDATE items SET tags = '{}'", "CHECK constraint failed: tags is a JSON array"),
    ("UPDATE items SET notes = printf('%300000d', 1)", "CHECK constraint failed: notes has at most 262144 characters"),
    ("INSERT INTO items(id, code) VALUES (\(sql(70)), 'C1')", "UNIQUE constraint failed: items.code"),
    ("INSERT INTO items(code) VALUES ('C2'); UPDATE items SET code = 'C1'", "UNIQUE constraint failed: items.code"),
    ("INSERT INTO parts(name) VALUES ('x')", "NOT NULL constraint failed: parts.item_id"),
    ("UPDATE items SET hits = 'many'", "cannot store TEXT value in INTEGER column"),
  ]) func badWrite_isRefusedAtOnce(_ sql: String, _ error: String) throws {
    let world = try TrialWorld()
    let answer = try world.replica.shell(sql)
    #expect(answer.status != 0 && answer.errors.contains(error), "\(answer)")
  }

  @Test func replace_onOwnConnection_isAnUpdateOfAllColumns() throws {
    let world = try TrialWorld()
    try world.replica.write("REPLACE INTO parts(id, item_id, name) VALUES (\(sql(61)), \(sql(50)), 'new')")
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update parts 1: item_id=@1 name='new'"])
    #expect(try world.replica.rows("SELECT godwit_row FROM parts") == ["1", "2"])
  }

  @Test func apiWrite_sealsForeignWritesApart() throws {
    let world = try TrialWorld()
    try world.replica.shell("UPDATE items SET name = 'Bo'")
    #expect(try world.replica.replica.status().pending == 1)
    try world.replica.write("UPDATE items SET terms = 'cash'")
    let sets = try world.replica.outbox()
    #expect(sets.map(\.lines) == [["update items 1: name='Bo'"], ["update items 1: terms='cash'"]])
    try #require(sets.count == 2)
    #expect(sets.map(\.isUnion) == [true, false])
    #expect(sets.map(\.dot) == [Dot(device: 5, sequence: 1), Dot(device: 5, sequence: 2)])
    #expect(sets[0].stamp < sets[1].stamp)
    #expect(sets.map(\.context.base) == [world.office.hub.head, world.office.hub.head])
  }

  @Test func apiWriteThatThrows_leavesNothing() throws {
    let world = try TrialWorld()
    #expect(throws: (any Error).self) {
      try world.replica.write("UPDATE items SET name = 'Bo'; UPDATE items SET nothing = 1")
    }
    #expect(try world.replica.outbox().isEmpty)
    #expect(try world.replica.rows("SELECT name FROM items") == ["Ann"])
  }

  @Test func moreRowsThanAChangeSetTakes_areCutBetweenItemsAndTheirParts() throws {
    let world = try TrialWorld()
    let count = Limits.changeSetRowsMax / 2 + 1
    let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count)) "
    let items = rows + "INSERT INTO items(name) SELECT i FROM n"
    let parts = "INSERT INTO parts(item_id) SELECT id FROM items WHERE godwit_row > 1"
    #expect(throws: ReplicaError.transactionTooLarge(rows: 2 * count, bytes: 0)) {
      try world.replica.write(items + ";" + parts)
    }
    #expect(try world.replica.rows("SELECT count(*) FROM items") == ["1"])
    try world.replica.shell(items + ";" + parts)
    #expect(try world.replica.seal() > 1)
    let sets = try world.replica.outbox()
    #expect(sets.reduce(0) { $0 + $1.changes.count } == 2 * count)
    for changeSet in sets {
      let (items, parts) = (changeSet.changes.filter { $0.table == 2 }, changeSet.changes.filter { $0.table == 3 })
      #expect(items.count == parts.count)
      let inserted = Set(items.map(\.row))
      #expect(
        parts.allSatisfy { part in
          guard case .set(.reference(let reference)) = part.cells[0].edit, let id = reference.id else { return false }
          return inserted.contains(.id(id))
        })
    }
  }

  @Test func twoShells_writeAtOnce_bothAreCaptured() async throws {
    let world = try TrialWorld()
    let path = world.replica.path
    let insert = (0..<50).map { _ in "INSERT INTO pins(item_id) VALUES (\(sql(50)));" }.joined()
    async let first = Task.detached { try Shell.run(path, insert) }.value
    async let second = Task.detached { try Shell.run(path, insert) }.value
    #expect(try await (first.errors, second.errors) == ("", ""))
    try world.replica.seal()
    #expect(try world.replica.outbox().flatMap(\.lines).count == 100)
  }

  @Test func shellWrites_whileNobodyHasTheReplicaOpen_areSealedLater() throws {
    let world = try TrialWorld()
    try world.replica.replica.close()
    try world.replica.shell("UPDATE items SET name = 'Bo'")
    world.replica.replica = try Replica.open(at: world.replica.path)
    try world.replica.seal()
    #expect(try world.replica.outbox().flatMap(\.lines) == ["update items 1: name='Bo'"])
  }

  @Test func correctedText_standsInTheTableAsItWasSent() throws {
    let world = try TrialWorld()
    try world.replica.shell("UPDATE items SET terms = CAST(x'ff41' AS TEXT), tags = '[\"z\",[1],\"y\",\"z\"]'")
    try world.replica.seal()
    #expect(try world.replica.rows("SELECT terms, tags FROM items") == ["\u{FFFD}A|[\"[1]\",\"y\",\"z\"]"])
    #expect(try world.replica.seal() == 0)
  }

  @Test func dictionary_tellsWhatColumnsMean() throws {
    let world = try TrialWorld()
    let answer = try world.replica.shell(
      "SELECT meaning, policy FROM godwit_columns WHERE table_name = 'items' AND column_name IN ('city', 'tags')")
    #expect(answer.output == "latest, in a group|latest, with address\nset|set\n")
  }
}
