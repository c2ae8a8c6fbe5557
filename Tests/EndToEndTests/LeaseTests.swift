import Foundation
import Testing

/// Two reps sell the same ten units without a network: what one has leased is certain, whatever the other does.
@Suite(.serialized) struct LeaseTests {
  /// The office counts ten units of P-1, which cost 10.00.
  private func world() throws -> World {
    let world = try World()
    try world.office("setting", "set", world.serverFolder, "lease.share_points", "10000")
    try world.startServer()
    for rep in ["Olga", "Ann", "Ben"] { try world.join(rep) }
    try done(world, "Olga", "product", "add", "P-1", "--name", "Kite", "--price", "10.00", "--currency", "EUR")
    try done(world, "Olga", "lease", "pool", "stock", "P-1", "--total", "10")
    let north = "(SELECT id FROM territories WHERE name='North')"
    try world.sql("Olga", "INSERT INTO customers(territory_id, name, currency) VALUES(\(north), 'Adler', 'EUR');")
    for rep in ["Olga", "Ann", "Ben"] { try world.sync(rep) }
    return world
  }

  @discardableResult
  private func done(_ world: World, _ rep: String, _ arguments: String...) throws -> Run {
    let run = try Program.run("godwit", arguments + ["--home", world.home(rep)], in: world.folder)
    guard run.status == 0 else { throw TestFailure("\(arguments): exit \(run.status)\n\(run.errors)\(run.output)") }
    return run
  }

  private func figures(_ world: World, _ rep: String) throws -> String {
    try world.sql(rep, "SELECT stock_pool, coalesce(stock_leased, 0), coalesce(stock_sold, 0) FROM products;")
  }

  private func states(_ world: World, _ rep: String) throws -> String {
    let sorted = "(SELECT * FROM orders ORDER BY number)"
    return try world.sql(rep, "SELECT group_concat(number || ' ' || status, ', ') FROM \(sorted);")
  }

  @Test func whatIsLeasedIsCertain_beyondItWaits_andWhatIsLeftGoesBack() throws {
    let world = try world()
    try done(world, "Ann", "lease", "ask", "stock", "P-1", "6")
    try world.sync("Ann")
    #expect(try done(world, "Ann", "lease", "list").output.contains("granted"))
    world.stopServer()

    // Offline, both sell; Ben hears of no lease, and sells what he sees.
    let certain = try done(world, "Ann", "order", "add", "Adler", "--line", "P-1:4", "--number", "A-1", "--submit")
    #expect(certain.output.contains("4 of P-1: certain by your lease L3-000001"), "\(certain.output)")
    try done(world, "Ben", "order", "add", "Adler", "--line", "P-1:5", "--number", "B-1", "--submit")
    try done(world, "Ben", "order", "add", "Adler", "--line", "P-1:3", "--number", "B-2", "--submit")
    try world.startServer()
    try world.sync("Ben", status: 0)
    try world.sync("Ann")
    try world.sync("Ben")
    #expect(try states(world, "Ben") == "A-1 submitted, B-1 on_hold, B-2 submitted")
    #expect(try figures(world, "Ann") == "10|2|7")

    // A device that is given up holds nothing back; the office says so once, and once more to no effect.
    for count in [1, 0] {
      let run = try world.office("lease", "return", world.serverFolder, "--device", "3")
      #expect(run.output.contains("\(count) leases ended"), "\(run.output)")
    }
    try world.sync("Ann")
    #expect(try figures(world, "Ann") == "10|0|7")
    #expect(try world.sql("Ann", "SELECT status, granted, spent FROM leases;") == "returned|6|4")
    #expect(try world.verify("Ann"))
    try world.office("verify", world.serverFolder)
  }

  @Test func aLeaseThatRanOutIsEndedByTheServer() throws {
    let world = try world()
    try world.office("setting", "set", world.serverFolder, "lease.grace_hours", "0")
    try done(world, "Ann", "lease", "ask", "stock", "P-1", "6")
    try world.sync("Ann")
    #expect(try world.office("lease", "expire", world.serverFolder).output.contains("0 leases ended"))
    let end = try world.sql("Ann", "SELECT (expires_at - asked_at) / 3600000 FROM leases;")
    #expect(["71", "72"].contains(end), "\(end)")
    try done(world, "Ann", "lease", "return", "L3-000001")
    try world.sync("Ann")
    #expect(try figures(world, "Ann") == "10|0|0")
    #expect(try world.sql("Ann", "SELECT status FROM leases;") == "returned")

    // What a revoked laptop held is free at once.
    try done(world, "Ann", "lease", "ask", "stock", "P-1", "2")
    try world.sync("Ann")
    let revoked = try world.office("device", "revoke", world.serverFolder, "3")
    #expect(revoked.output.contains("2 of stock is free again"), "\(revoked.output)")
    try world.sync("Ben")
    #expect(try figures(world, "Ben") == "10|0|0")
  }
}
