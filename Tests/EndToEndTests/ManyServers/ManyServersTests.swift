import Foundation
import TestSupport
import Testing

/// Two servers of one org on one database, as real processes.
@Suite(.serialized) struct ManyServersTests {
  private static let insert =
    "INSERT INTO customers(territory_id, name) SELECT id, 'Café Nord' FROM territories WHERE name='North';"

  @Test func editAtOneServer_reachesADeviceThatListensAtTheOther_andARevokedOneIsOut() throws {
    let database = try PrivateDatabase()
    let world = try World(store: database.addressText)
    let other = try OtherServer(of: world, store: database.addressText)
    try world.startServer()
    try other.start()
    try world.join("Ann")
    try other.join("Mia")
    let watcher = try Program.start("godwit", ["sync", "--watch", "--home", world.home("Mia")], in: world.folder)
      .process
    defer {
      watcher.terminate()
      watcher.waitUntilExit()
    }
    try world.sql("Ann", Self.insert)
    try world.sync("Ann")
    try eventually("Mia sees Ann's customer") { try world.sql("Mia", "SELECT name FROM customers;") == "Café Nord" }
    try world.sql("Mia", "UPDATE customers SET phone='0200';")
    try eventually("the other server has Mia's number") {
      try world.sync("Ann")
      return try world.sql("Ann", "SELECT phone FROM customers;") == "0200"
    }
    #expect(try world.verify("Ann"))
    // Shut out at one server, out at the other.
    let devices = try world.office("device", "list", world.serverFolder, "--json").jsonRows()
    let number = try #require(devices.first { $0["rep"] as? String == "Ann" }?["device"] as? Int)
    try world.office("device", "revoke", other.folder, "\(number)")
    #expect(try world.godwit("Ann", "sync").status != 0)
    try world.office("verify", other.folder)
  }

  @Test func databaseThatStops_makesSyncsWait_andNothingIsLost() throws {
    let server = try PrivatePostgres()
    let database = try PrivateDatabase(in: server)
    let world = try World(store: database.addressText)
    let other = try OtherServer(of: world, store: database.addressText)
    try world.startServer()
    try other.start()
    try world.join("Ann")
    try other.join("Ben")
    for round in 1...3 {
      try world.sql("Ann", Self.insert)
      try world.sync("Ann")
      try server.stopImmediately()
      try world.sql("Ben", "UPDATE customers SET phone='\(round)';")
      try world.sync("Ben", status: 75)
      let status = try world.office("status", world.serverFolder, status: 75)
      #expect(status.errors.contains("The database cannot be used just now"))
      try server.start()
      try world.sync("Ben")
      // A server that is gone in the middle of things, too.
      try database.endConnections()
      world.killServer()
      try world.startServer()
      try world.sync("Ann")
      #expect(try world.sql("Ann", "SELECT count(*) FROM customers;") == "\(round)")
    }
    try world.sync("Ben")
    #expect(try world.dump("Ann") == world.dump("Ben"))
    #expect(try world.verify("Ann"))
    #expect(try world.verify("Ben"))
    try world.office("verify", world.serverFolder)
  }

  @Test(arguments: CommitCutter.Cut.allCases)
  func commitsThatAreCut_makeSyncsWait_andNothingIsTakenTwice(cut: CommitCutter.Cut) throws {
    let database = try PrivateDatabase()
    let cutter = try CommitCutter(before: database.server)
    defer { cutter.close() }
    let world = try World(store: cutter.address(of: database.name))
    try world.startServer()
    try world.join("Ann")
    try world.join("Ben")
    try world.sql("Ann", Self.insert + "UPDATE customers SET visit_count=0;")
    try world.sync("Ann")
    for _ in 1...2 {
      try world.sql("Ann", "UPDATE customers SET visit_count=visit_count+1;" + Self.insert)
      cutter.cut(cut, times: .max)
      try world.sync("Ann", status: 75)
      cutter.heal()
      try world.sync("Ann")
    }
    #expect(cutter.cutCount >= 2)
    try world.sync("Ben")
    #expect(try world.sql("Ben", "SELECT count(*), max(visit_count) FROM customers;") == "3|2")
    #expect(try world.dump("Ann") == world.dump("Ben"))
    #expect(try world.verify("Ann"))
    try world.office("verify", world.serverFolder)
  }
}
