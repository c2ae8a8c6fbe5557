import Foundation
import Testing

/// Disks that are set back, folders that are copied, a server that is restored: everybody's work survives, once.
@Suite(.serialized) struct ForkTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"

  private func add(_ world: World, _ rep: String, _ names: String...) throws {
    for name in names {
      try world.sql(
        rep, "INSERT INTO customers(territory_id, name, visit_count) SELECT \(Self.north), '\(name)', 0;")
    }
  }

  private func count(_ world: World, _ rep: String, visitTo name: String) throws {
    try world.sql(rep, "UPDATE customers SET visit_count=visit_count+1 WHERE name='\(name)';")
  }

  private func customers(_ world: World, _ rep: String) throws -> String {
    try world.sql(
      rep, "SELECT group_concat(name || ' ' || visit_count, ', ') FROM (SELECT * FROM customers ORDER BY name);")
  }

  private func copy(_ source: String, to target: String) throws {
    try? FileManager.default.removeItem(atPath: target)
    try FileManager.default.copyItem(atPath: source, toPath: target)
  }

  private func devices(_ world: World) throws -> Int {
    try world.office("device", "list", world.serverFolder, "--json").jsonRows().count
  }

  @Test func diskSetBack_goesOnUnderANewNumber_nothingLost_nothingTwice() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try add(world, "Ann", "Adler")
    try world.sync("Ann")
    // What waits in the backup is handed in before the disk is lost, and must not be taken again.
    try add(world, "Ann", "Birke")
    try count(world, "Ann", visitTo: "Adler")
    world.stopServer()
    try world.sync("Ann", status: 75)
    try copy(world.home("Ann"), to: world.home("backup"))
    try world.startServer()
    try world.sync("Ann")
    try add(world, "Ann", "Ceder")
    try count(world, "Ann", visitTo: "Adler")
    try world.sync("Ann")

    try copy(world.home("backup"), to: world.home("Ann"))
    try add(world, "Ann", "Distel")
    try count(world, "Ann", visitTo: "Adler")
    let run = try world.sync("Ann")
    #expect(run.output.contains("goes on as device 3"), "\(run.output)")
    #expect(try customers(world, "Ann") == "Adler 3, Birke 0, Ceder 0, Distel 0")
    #expect(try world.verify("Ann"))
    #expect(try devices(world) == 2)
    try add(world, "Ann", "Eiche")
    #expect(try world.sync("Ann").output.contains("goes on as") == false)
    try world.join("Mia")
    #expect(try customers(world, "Mia") == "Adler 3, Birke 0, Ceder 0, Distel 0, Eiche 0")
    try world.office("verify", world.serverFolder)
  }

  @Test func folderCopied_bothGoOn_workOfBothSurvives() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try add(world, "Ann", "Adler")
    try world.sync("Ann")
    try copy(world.home("Ann"), to: world.home("twin"))
    for round in 1...3 {
      try add(world, "Ann", "Ann's \(round)".replacingOccurrences(of: "'", with: ""))
      try count(world, "Ann", visitTo: "Adler")
      try add(world, "twin", "twin \(round)")
      try count(world, "twin", visitTo: "Adler")
      try world.sync(round == 2 ? "twin" : "Ann")
      try world.sync(round == 2 ? "Ann" : "twin")
    }
    for rep in ["Ann", "twin", "Ann"] { try world.sync(rep) }
    let all = "Adler 6, Anns 1 0, Anns 2 0, Anns 3 0, twin 1 0, twin 2 0, twin 3 0"
    #expect(try customers(world, "Ann") == all)
    #expect(try customers(world, "twin") == all)
    #expect(try world.verify("Ann"))
    #expect(try world.verify("twin"))
    #expect(try devices(world) == 2)
    try world.office("verify", world.serverFolder)
  }

  @Test func serverPutBackByHand_devicesHandInAgainWhatItLost() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try world.join("Ben")
    try add(world, "Ann", "Adler")
    try world.sync("Ann")
    try world.sync("Ben")
    world.stopServer()
    try copy(world.serverFolder, to: world.folder.path("server-backup"))

    try world.startServer()
    try add(world, "Ann", "Birke")
    try count(world, "Ann", visitTo: "Adler")
    try world.sync("Ann")
    try add(world, "Ben", "Ceder")
    try count(world, "Ben", visitTo: "Adler")
    try world.sync("Ben")
    try world.sync("Ann")
    try world.sql(
      "Ann",
      "INSERT INTO orders(customer_id, number, status, currency) SELECT id, 'O-1', 'draft', 'EUR' FROM customers WHERE name='Birke';"
    )
    try world.sync("Ann")
    try world.sql("Ann", "UPDATE customers SET email='b@x.example' WHERE name='Birke';")
    world.stopServer()

    try copy(world.folder.path("server-backup"), to: world.serverFolder)
    try world.startServer()
    let run = try world.sync("Ann")
    #expect(run.output.contains("goes on as device 2"), "\(run.output)")
    try world.sync("Ben")
    for rep in ["Ann", "Ben"] {
      try world.sync(rep)
      #expect(try customers(world, rep) == "Adler 2, Birke 0, Ceder 0")
      #expect(try world.sql(rep, "SELECT number FROM orders;") == "O-1")
      #expect(try world.sql(rep, "SELECT email FROM customers WHERE name='Birke';") == "b@x.example")
      #expect(try world.verify(rep))
    }
    #expect(try devices(world) == 2)
    try world.office("verify", world.serverFolder)
  }
}
