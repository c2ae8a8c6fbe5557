import Foundation
import TestSupport
import Testing

/// Backups that are made while the server serves, and what comes of putting one back.
@Suite(.serialized) struct BackupTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"

  private func add(_ world: World, _ rep: String, _ names: String...) throws {
    for name in names {
      try world.sql(
        rep, "INSERT INTO customers(territory_id, name, visit_count) SELECT \(Self.north), '\(name)', 0;")
    }
  }

  private func customers(_ world: World, _ rep: String) throws -> String {
    try world.sql(
      rep, "SELECT group_concat(name || ' ' || visit_count, ', ') FROM (SELECT * FROM customers ORDER BY name);")
  }

  private func mode(_ file: String) throws -> Int {
    try (FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  /// - Parameter store: where the store is restored to; the directory itself for nil.
  private func backupWorkRestore(_ world: World, store: String? = nil) throws {
    let backup = world.folder.path("backup.sqlite")
    try world.startServer()
    try world.join("Ann")
    try world.join("Ben")
    try add(world, "Ann", "Adler")
    for rep in ["Ann", "Ben"] { try world.sync(rep) }
    let run = try world.office("backup", world.serverFolder, backup, "--json").json()
    #expect((run["contents"] as? [String: Any])?["devices"] as? Int == 3, "the office's too")
    #expect(try mode(backup) == 0o600)
    try world.office("verify", backup)
    try world.office("backup", world.serverFolder, backup, status: 1)

    try add(world, "Ann", "Birke")
    try world.sync("Ann")
    try add(world, "Ben", "Ceder")
    try world.sql("Ben", "UPDATE customers SET visit_count=visit_count+1 WHERE name='Adler';")
    try world.sync("Ben")
    try world.sync("Ann")
    try world.sql("Ann", "UPDATE customers SET email='b@x.example' WHERE name='Birke';")
    try world.office("restore", world.serverFolder, backup, "--replace", status: 1)
    world.stopServer()
    try world.office("restore", world.serverFolder, backup, status: 1)
    try world.office(
      arguments: ["restore", world.serverFolder, backup, "--replace"] + (store.map { ["--store", $0] } ?? []))

    try world.startServer()
    #expect(try world.sync("Ann").output.contains("goes on as device 2"))
    for rep in ["Ben", "Ann", "Ben"] { try world.sync(rep) }
    for rep in ["Ann", "Ben"] {
      #expect(try customers(world, rep) == "Adler 1, Birke 0, Ceder 0")
      #expect(try world.sql(rep, "SELECT email FROM customers WHERE name='Birke';") == "b@x.example")
      #expect(try world.verify(rep))
    }
    #expect(try world.dump("Ann") == world.dump("Ben"))
    try world.office("verify", world.serverFolder)
    #expect(try world.office("audit", world.serverFolder, "--kind", "restored").output.isEmpty == false)
  }

  @Test func embedded_workAfterTheBackup_isHandedInAgain_andTheOldStoreIsKept() throws {
    let world = try World()
    try backupWorkRestore(world)
    let kept = try FileManager.default.contentsOfDirectory(atPath: world.serverFolder).filter {
      $0.hasPrefix("hub.sqlite.replaced-")
    }
    #expect(kept.count == 1)
    for name in kept { try world.office("verify", world.serverFolder + "/" + name) }
  }

  @Test func postgres_workAfterTheBackup_isHandedInAgain_andTheOldOrgIsKept() throws {
    let database = try PrivateDatabase()
    let world = try World(store: database.addressText)
    try backupWorkRestore(world)
    #expect(try database.query("SELECT count(*) FROM godwit.orgs WHERE name LIKE '%replaced%'") == "1")
  }

  @Test func embedded_isRestoredIntoADatabase() throws {
    let database = try PrivateDatabase()
    let world = try World()
    try backupWorkRestore(world, store: database.addressText)
    #expect(try database.query("SELECT count(*) FROM godwit.orgs") == "1")
  }

  @Test func backupOfAnotherOrg_isRefused_andAnEmptyDirectoryTakesIt() throws {
    let world = try World()
    let backup = world.folder.path("backup.sqlite")
    let other = world.folder.path("other")
    try world.office("backup", world.serverFolder, backup)
    try world.office("init", other, "--org", "Another")
    let refused = try world.office("restore", other, backup, "--replace", status: 1)
    #expect(refused.errors.contains("another org"))
    try world.office("restore", world.folder.path("empty"), backup)
    try world.office("verify", world.folder.path("empty"))
  }

  @Test func personErasedAfterTheBackup_isErasedAgainByTheRestore() throws {
    let world = try World()
    let backup = world.folder.path("backup.sqlite")
    try world.startServer()
    try world.join("Ann")
    try add(world, "Ann", "Erika Geheim")
    try world.sync("Ann")
    try world.office("backup", world.serverFolder, backup)
    try world.office("erase", world.serverFolder, "Erika Geheim", "--yes")
    world.stopServer()
    let run = try world.office("restore", world.serverFolder, backup, "--replace", "--json").json()
    #expect((run["erased_again"] as? [String])?.count == 1)
    for name in ["hub.sqlite", "hub.sqlite-wal"] {
      let file = FileManager.default.contents(atPath: world.serverFolder + "/" + name) ?? Data()
      #expect(file.range(of: Data("Erika Geheim".utf8)) == nil)
    }
    try world.office("verify", world.serverFolder)
  }

  @Test func filesPutBackByHand_areMarkedBeforeTheServerStarts() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    world.stopServer()
    let before = try world.office("status", world.serverFolder, "--json").json()["position"] as? Int ?? 0
    try world.office("restored", world.serverFolder)
    let after = try world.office("status", world.serverFolder, "--json").json()["position"] as? Int ?? 0
    #expect((after - before) % (1 << 32) == 0 && after > before)
    try world.startServer()
    try world.sync("Ann")
    try world.office("restored", world.serverFolder, status: 1)
    #expect(try world.verify("Ann"))
  }
}
