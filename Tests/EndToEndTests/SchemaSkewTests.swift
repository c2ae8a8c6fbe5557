import ChangeModel
import FieldSales
import Foundation
import GRDB
import Testing

@testable import ReplicaStore

/// Laptops and a server whose schemas or programs are of different ages, with the real programs.
@Suite(.serialized) struct SchemaSkewTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"

  /// What an earlier version had: no saved views and nothing that came after them, and two columns fewer.
  private static let older: Schema = {
    var schema = FieldSales.schema
    schema.tables = Array(schema.tables.prefix { $0.name != "saved_views" })
    let names = Set(schema.tables.map(\.name))
    for table in schema.tables.indices {
      let columns = schema.tables[table].columns
      schema.tables[table].columns = Array(columns.prefix { $0.references.map(names.contains) ?? true })
    }
    if let visits = schema.index(of: "visits") { schema.tables[visits].columns.removeLast(2) }
    return schema
  }()

  /// Makes of a laptop's file what it was when the org's schema was the older one.
  private func setBack(_ world: World, _ rep: String) throws {
    let queue = try DatabaseQueue(path: world.home(rep) + "/replica.sqlite")
    try queue.writeWithoutTransaction { db in
      let kinds = ["view", "index", "trigger"]
      for kind in kinds {
        let names = try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", arguments: [kind])
        for name in names { try db.execute(sql: "DROP \(kind.uppercased()) \"\(name)\"") }
      }
      for (index, table) in FieldSales.schema.tables.enumerated() {
        guard index < Self.older.tables.count else {
          try db.execute(sql: "DROP TABLE \(table.name)")
          continue
        }
        for column in table.columns.dropFirst(Self.older.tables[index].columns.count) {
          try db.execute(sql: "ALTER TABLE \(table.name) DROP COLUMN \(column.name)")
        }
        let ddl = TableDDL(schema: Self.older, index: index)
        for sql in ddl.indexes + ddl.triggers { try db.execute(sql: sql) }
      }
      try StoredSchema.save(Array(try JSONEncoder().encode(Self.older)), db)
      try db.execute(sql: "UPDATE godwit_meta SET fingerprint = ?", arguments: ["\(Self.older.fingerprint)"])
    }
    try queue.close()
  }

  private func columns(_ world: World, _ rep: String, of table: String) throws -> [String] {
    try world.sql(rep, "SELECT name FROM pragma_table_info('\(table)');").split(separator: "\n").map(String.init)
  }

  @Test func olderSchemaIsOne() {
    #expect(SchemaStep(from: Self.older, to: FieldSales.schema).faults == [])
    #expect(Self.older.isOlder(than: FieldSales.schema))
  }

  @Test func laptopOfAnEarlierSchema_worksOn_handsIn_andTakesTheNewOneOver() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    try world.sql(
      "Ben",
      "INSERT INTO customers(territory_id, name) SELECT \(Self.north), 'Adler';"
        + "INSERT INTO visits(customer_id, purpose) SELECT id, 'offer' FROM customers;")
    try world.sync("Ben")
    try world.sync("Ann")
    try setBack(world, "Ann")
    #expect(try !columns(world, "Ann", of: "visits").contains("notes"))

    try world.sql("Ben", "UPDATE visits SET notes = 'met Ada';")
    try world.sync("Ben")

    // With any client and with the program, on what there is.
    try world.sql(
      "Ann",
      "INSERT INTO customers(territory_id, name) SELECT \(Self.north), 'Birke';"
        + "INSERT INTO visits(customer_id, purpose) SELECT id, 'care' FROM customers WHERE name = 'Birke';"
        + "UPDATE visits SET purpose = 'order' WHERE purpose = 'offer';")
    #expect(try world.godwit("Ann", "customer", "list").status == 0)
    let lacking = try world.godwit("Ann", "visit", "add", "Birke", "--notes", "called")
    #expect(lacking.status == 75)
    #expect(lacking.errors.contains("the server of this replica does not have yet"), "\(lacking.errors)")
    let listed = try world.office("device", "list", world.serverFolder, "--json").jsonRows()
    #expect(listed.map { $0["program"] as? Int } == [1, 1])

    try world.sync("Ann")
    try world.sync("Ben")
    #expect(try columns(world, "Ann", of: "visits").suffix(2) == ["next_step_at", "notes"])
    let visits = "SELECT purpose || ' ' || coalesce(notes, '-') FROM visits ORDER BY 1;"
    for rep in ["Ann", "Ben"] {
      #expect(try world.sql(rep, visits) == "care -\norder met Ada")
      #expect(try world.verify(rep))
    }
    #expect(try world.dump("Ann") == world.dump("Ben"))
    // What is new is captured as all the rest.
    try world.sql("Ann", "UPDATE visits SET notes = 'called' WHERE purpose = 'care';")
    try world.sync("Ann")
    try world.sync("Ben")
    #expect(try world.sql("Ben", visits) == "care called\norder met Ada")
    #expect(try world.godwit("Ann", "visit", "add", "Birke", "--notes", "called").status == 0)
  }

  @Test func programThatIsTooOld_handsIn_saysSo_andCatchesUp() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    try world.sql("Ben", "INSERT INTO customers(territory_id, name) SELECT \(Self.north), 'Adler';")
    try world.sync("Ben")
    let program = FieldSales.schema.version
    let set = try world.office("schema", "oldest", world.serverFolder, "\(program + 1)")
    #expect(set.output.contains("no program of that version is known here"))
    try world.sql(
      "Ann",
      "INSERT INTO customers(territory_id, name, visit_count) SELECT \(Self.north), 'Birke', 0;")
    for _ in 1...2 {
      let run = try world.sync("Ann", status: 3)
      #expect(run.output.contains("update Godwit"), "\(run.output)")
      #expect(run.output.contains("accepted by the server: 1 change set"), "\(run.output)")
    }
    let verified = try world.godwit("Ann", "verify")
    #expect(verified.status == 3)
    #expect(verified.errors.contains("update Godwit"))
    #expect(try world.sql("Ann", "SELECT name FROM customers;") == "Birke")
    #expect(try world.office("export", world.serverFolder, "customers").output.contains("Birke"))
    #expect(try world.office("schema", "show", world.serverFolder).output.contains("too old (program \(program))"))

    // The program is what it was, and is no longer called too old: as after its upgrade.
    try world.office("schema", "oldest", world.serverFolder, "\(program)")
    try world.sync("Ann")
    #expect(try world.sql("Ann", "SELECT name FROM customers ORDER BY name;") == "Adler\nBirke")
    #expect(try world.verify("Ann"))
    try world.sync("Ben")
    #expect(try world.dump("Ann") == world.dump("Ben"))
    #expect(try world.office("export", world.serverFolder, "customers").output.matches(of: /Birke/).count == 1)
  }
}
