import Foundation
import Testing

/// A person is erased: no file of the server, of a replica, of an export or of the ERP link holds anything of them.
@Suite(.serialized) struct ErasureTests {
  private static let canary = "Kanarienvogel"

  private let world: World
  private let link: String

  /// A customer with all that may be written of one, also what was overwritten, deleted, refused and in conflict.
  init() throws {
    world = try World()
    link = world.folder.path("erp")
    try world.office("erp", world.serverFolder, link)
    try Data("code,name,territory_id,phone\nC-1,\(Self.canary) AG,North,\(Self.canary)-1\nC-2,Other,North,77\n".utf8)
      .write(to: URL(filePath: link + "/in/customers-1.csv"))
    try world.office("erp", world.serverFolder, link)
    try world.startServer()
    for name in ["Ann", "Ben"] {
      try world.join(name)
      try Self.sync(name, world)
    }
    let c = Self.canary
    try world.sql(
      "Ann",
      """
      UPDATE customers SET notes = '\(c) first', tags = '["\(c)","vip"]', street = '\(c) 5', city = 'Bonn' WHERE code = 'C-1';
      INSERT INTO contacts(customer_id, name, email) SELECT id, '\(c) junior', '\(c)@example.com' FROM customers WHERE code = 'C-1';
      INSERT INTO visits(customer_id, check_in_at, notes) SELECT id, 1000, 'met \(c)' FROM customers WHERE code = 'C-1';
      INSERT INTO visits(customer_id, check_in_at, notes) SELECT id, 2000, 'gone \(c)' FROM customers WHERE code = 'C-1';
      INSERT INTO tasks(territory_id, customer_id, subject) SELECT territory_id, id, 'call \(c)' FROM customers WHERE code = 'C-1';
      INSERT INTO orders(customer_id, number, status, currency, placed_at, memo)
        SELECT id, 'A-1', 'draft', 'EUR', 1790000000000, 'for \(c)' FROM customers WHERE code = 'C-1';
      UPDATE customers SET notes = 'about Other' WHERE code = 'C-2';
      """)
    try Self.sync("Ann", world)
    try Self.sync("Ben", world)
    try world.sql("Ann", "DELETE FROM visits WHERE notes LIKE 'gone%';")
    for (name, value) in [("Ann", "\(c) GmbH"), ("Ben", "\(c) KG")] {
      try world.sql(name, "UPDATE customers SET legal_name = '\(value)', phone = '\(value)' WHERE code = 'C-1';")
    }
    for name in ["Ann", "Ben", "Ann"] { try Self.sync(name, world) }
    _ = try world.godwit("Ann", "search", c)
  }

  /// Open conflicts are told by the exit status.
  private func sync(_ rep: String) throws { try Self.sync(rep, world) }

  private static func sync(_ rep: String, _ world: World) throws {
    let run = try world.godwit(rep, "sync")
    guard [0, 3].contains(run.status) else { throw TestFailure("sync \(rep): \(run.errors)\(run.output)") }
  }

  private func places() throws -> [String] {
    try ["server", "home-Ann", "home-Ben", "erp"].filter { try world.folder.holds(Self.canary, below: $0) }
  }

  private func customer(_ rep: String) throws -> String {
    try world.sql(
      rep,
      "SELECT name, coalesce(phone, '-'), coalesce(notes, '-'), replace(coalesce(tags, ''), '[]', ''), code FROM customers ORDER BY code;"
    )
  }

  @Test func nothingIsLeft_inAnyFile_onceReplicasHaveSynced() throws {
    #expect(try places() == ["server", "home-Ann", "home-Ben", "erp"])
    #expect(try world.sql("Ann", "SELECT count(*) > 0 FROM conflicts;") == "1")
    let trial = try world.office("erase", world.serverFolder, "C-1", "--json").json()
    #expect(trial["dry_run"] as? Bool == true)
    #expect((trial["files"] as? [String])?.isEmpty == false)
    #expect(try places().count == 4, "a dry run writes nothing")
    let report = try world.office("erase", world.serverFolder, "C-1", "--yes", "--json").json()
    let rows = try #require(report["rows"] as? [String: Int])
    #expect(Set(rows.keys).isSuperset(of: ["customers", "contacts", "visits", "tasks", "orders", "conflicts"]))
    #expect((report["devices"] as? [[String: Any]])?.count == 2)
    #expect(try places() == ["home-Ann", "home-Ben"])
    for name in ["Ann", "Ben"] { try sync(name) }
    #expect(try places() == [])
    #expect(try customer("Ann").hasPrefix("(erased)|-|-||C-1\nOther|77|about Other||C-2"))
    for name in ["Ann", "Ben"] { #expect(try world.verify(name)) }
    let verified = try world.office("verify", world.serverFolder, "--json").json()
    #expect(verified["faults"] as? [String] == [])
    try world.office("export", world.serverFolder, "all", "--to", world.folder.path("export"))
    #expect(try !world.folder.holds(Self.canary, below: "export"))
    let told = try world.office("audit", world.serverFolder, "--kind", "erased").output
    #expect(told.contains("customers: "))
    world.stopServer()
    #expect(try places() == [])
  }

  @Test func aRepsEditFromAnOfflineLaptop_doesNotBringThePersonBack() throws {
    let c = Self.canary
    try world.sql(
      "Ben",
      """
      UPDATE customers SET notes = '\(c) again', phone = '\(c)' WHERE code = 'C-1';
      INSERT INTO visits(customer_id, check_in_at, notes) SELECT id, 3000, '\(c) at home' FROM customers WHERE code = 'C-1';
      INSERT INTO tasks(territory_id, customer_id, subject) SELECT territory_id, id, 'write \(c)' FROM customers WHERE code = 'C-1';
      """)
    try world.sql("Ben", "UPDATE customers SET notes = 'mine' WHERE code = 'C-2';")
    try world.office("erase", world.serverFolder, "C-1", "--yes")
    try sync("Ben")
    try sync("Ben")
    try sync("Ann")
    #expect(try places() == [])
    #expect(try customer("Ann").contains("Other|77|mine"))
    #expect(try world.godwit("Ben", "attention", "list", "--json").output.contains(c) == false)
    // Nor does the ERP.
    try Data("code,phone\nC-1,\(c)\n".utf8).write(to: URL(filePath: link + "/in/customers-2.csv"))
    let report = try world.office("erp", world.serverFolder, link, "--json", status: 3).output
    #expect(report.contains("was erased"))
    #expect(try world.sql("Ann", "SELECT phone IS NULL FROM customers WHERE code = 'C-1';") == "1")
  }

  @Test func afterTheRestoreOfABackup_theServerErasesAgain_beforeItServes() throws {
    world.stopServer()
    let store = world.serverFolder + "/hub.sqlite"
    let backup = world.folder.path("backup.sqlite")
    try FileManager.default.copyItem(atPath: store, toPath: backup)
    try world.office("erase", world.serverFolder, "C-1", "--yes")
    #expect(try !world.folder.holds(Self.canary, below: "server"))
    try FileManager.default.removeItem(atPath: store)
    try FileManager.default.copyItem(atPath: backup, toPath: store)
    #expect(try world.folder.holds(Self.canary, below: "server"))
    try world.startServer()
    #expect(try !world.folder.holds(Self.canary, below: "server"))
    #expect(try world.office("erase", world.serverFolder, "--replay").output.contains("nobody had to be erased again"))
  }

  @Test func aContactIsErasedAlone_andTheRegistryHoldsIDsOnly() throws {
    try world.office("erase", world.serverFolder, "\(Self.canary) junior", "--contact", "--yes")
    let registry = try String(contentsOfFile: world.serverFolder + "/erasures.jsonl", encoding: .utf8)
    #expect(!registry.contains(Self.canary) && registry.contains("\"table\":\"contacts\""))
    try sync("Ann")
    #expect(try world.sql("Ann", "SELECT name, email IS NULL FROM contacts;") == "(erased)|1")
    #expect(try customer("Ann").hasPrefix("\(Self.canary) AG"))
    try world.office("erase", world.serverFolder, "nobody", "--yes", status: 1)
    try world.office("erase", world.serverFolder, status: 2)
  }
}
