import Foundation
import Testing

/// Networks that lie, disks and files that fail, codes that are wrong: a clear word, and nothing is lost.
@Suite(.serialized) struct BadWeatherTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"

  /// Ann's replica, which reaches the server through a proxy.
  private func annBehindAProxy() throws -> (World, FaultyProxy) {
    let world = try World()
    try world.startServer()
    let proxy = try FaultyProxy(to: world.port)
    let run = try Program.run(
      "godwit",
      ["join", "http://127.0.0.1:\(proxy.port)", "--code", try world.code(for: "Ann"), "--home", world.home("Ann")],
      in: world.folder)
    guard run.status == 0 else { throw TestFailure(run.errors) }
    return (world, proxy)
  }

  private func writeOrder(_ world: World, number: String) throws {
    try world.sql(
      "Ann",
      """
      BEGIN;
      INSERT INTO customers(territory_id, name, visit_count) SELECT \(Self.north), 'Customer \(number)', 0;
      INSERT INTO orders(customer_id, number, status, currency) SELECT id, '\(number)', 'draft', 'EUR' FROM customers WHERE name='Customer \(number)';
      INSERT INTO order_lines(order_id, sku, quantity, unit_price) SELECT id, 'X', 2, 100 FROM orders WHERE number='\(number)';
      COMMIT;
      """)
  }

  @Test func lostReply_eachOrderIsThereExactlyOnce_countersAreRight() throws {
    let (world, proxy) = try annBehindAProxy()
    defer { proxy.close() }
    try writeOrder(world, number: "A-1")
    try world.sync("Ann")
    for round in 1...3 {
      try writeOrder(world, number: "B-\(round)")
      try world.sql("Ann", "UPDATE customers SET visit_count=visit_count+1 WHERE name='Customer A-1';")
      proxy.set(.dropReplies)
      try world.sync("Ann", status: 75)
      proxy.set(.cutReplies(100))
      try world.sync("Ann", status: 75)
      proxy.set(.none)
      try world.sync("Ann")
    }
    #expect(proxy.spoiledReplies >= 6)
    try world.join("Mia")
    #expect(
      try world.sql(
        "Mia", "SELECT number, (SELECT count(*) FROM order_lines l WHERE l.order_id=o.id) FROM orders o ORDER BY 1;")
        == "A-1|1\nB-1|1\nB-2|1\nB-3|1")
    #expect(try world.sql("Mia", "SELECT visit_count FROM customers WHERE name='Customer A-1';") == "3")
    #expect(try world.verify("Ann"))
    #expect(try world.verify("Mia"))
    try world.office("verify", world.serverFolder)
  }

  @Test func loginPageSilenceAndSpoiledRequests_loseNothing() throws {
    let (world, proxy) = try annBehindAProxy()
    defer { proxy.close() }
    try writeOrder(world, number: "A-1")
    for fault in [FaultyProxy.Fault.loginPage, .silence, .cutReplies(10)] {
      proxy.set(fault)
      let run = try world.godwit("Ann", "sync")
      #expect(run.status == 75, "\(fault): \(run.errors)")
      #expect(!run.errors.isEmpty)
      #expect(try world.godwit("Ann", "status", "--json").json()["pending"] as? Int == 1)
    }
    proxy.set(.spoilRequests)
    let spoiled = try world.godwit("Ann", "sync")
    #expect([1, 75].contains(spoiled.status), "\(spoiled.errors)")
    #expect(try world.godwit("Ann", "status", "--json").json()["pending"] as? Int == 1)
    proxy.set(.none)
    try world.sync("Ann")
    #expect(try world.verify("Ann"))
  }

  @Test func wrongAndUsedCodes_areRefused() throws {
    let world = try World()
    try world.startServer()
    let wrong = try Program.run(
      "godwit", ["join", world.address, "--code", "AAAA-BBBB", "--home", world.home("x")], in: world.folder)
    #expect(wrong.status == 1)
    let code = try world.code(for: "Ann")
    let first = try Program.run(
      "godwit", ["join", world.address, "--code", code, "--home", world.home("a")], in: world.folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try Program.run(
      "godwit", ["join", world.address, "--code", code, "--home", world.home("b")], in: world.folder)
    #expect(second.status == 1)
    #expect(!second.errors.isEmpty)
  }

  @Test func unreadableAndNewerFiles_areLeftAlone() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    let file = world.home("Ann") + "/replica.sqlite"
    try world.sql("Ann", "PRAGMA user_version = 9999;")
    let newer = try world.godwit("Ann", "sync")
    #expect(newer.status == 1)
    #expect(newer.errors.contains("newer"), "\(newer.errors)")
    try Data("this is not a database, only some text that stands where one was".utf8).write(
      to: URL(fileURLWithPath: file))
    try? FileManager.default.removeItem(atPath: file + "-wal")
    try? FileManager.default.removeItem(atPath: file + "-shm")
    let garbage = try world.godwit("Ann", "status")
    #expect(garbage.status == 1)
    #expect(!garbage.errors.isEmpty)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("this is not"))
    let nothing = try Program.run("godwit", ["status", "--home", world.home("nobody")], in: world.folder)
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("join"))
  }

  @Test func killedAtAnyMoment_bothSidesGoOn() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    for round in 1...12 {
      try writeOrder(world, number: "K-\(round)")
      try world.sql("Ben", "UPDATE customers SET visit_count=visit_count+1;")
      let (client, _, _) = try Program.start("godwit", ["sync", "--home", world.home("Ann")], in: world.folder)
      usleep(UInt32(round) * 15_000)
      if round % 3 == 0 {
        world.killServer()
        client.waitUntilExit()
        try world.startServer()
      } else {
        kill(client.processIdentifier, SIGKILL)
        client.waitUntilExit()
      }
      try world.sync("Ann")
      try world.sync("Ben")
    }
    try world.sync("Ann")
    #expect(try world.sql("Ben", "SELECT count(*), (SELECT count(*) FROM order_lines) FROM orders;") == "12|12")
    #expect(try world.verify("Ann"))
    #expect(try world.verify("Ben"))
    #expect(try world.dump("Ann") == (try world.dump("Ben")))
    #expect(try world.sql("Ann", "PRAGMA integrity_check;") == "ok")
    try world.office("verify", world.serverFolder)
  }

  @Test func usageErrors_exitWith2() throws {
    let folder = try Folder()
    for arguments in [["nonsense"], ["sync", "--nonsense"], ["join"]] {
      #expect(try Program.run("godwit", arguments, in: folder).status == 2)
    }
    #expect(try Program.run("godwit-server", ["init"], in: folder).status == 2)
    #expect(try Program.run("godwit", ["--help"], in: folder).status == 0)
  }
}
