import Foundation
import Testing

/// The server forgets what is deleted; laptops that slept meanwhile find out what went, and lose nothing of their own.
@Suite(.serialized) struct GarbageTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"

  /// Lets more than the retention go by: all that was done, and when Ben was seen, lies back by 200 days.
  private func age(_ world: World) throws {
    world.stopServer()
    let run = try Program.run(
      "sqlite3", ["-bail", world.serverFolder + "/hub.sqlite"], in: world.folder,
      input: """
        UPDATE history SET merged_at = merged_at - 200 * 86400000;
        UPDATE devices SET last_seen_at = last_seen_at - 200 * 86400000 WHERE number = 3;
        """)
    guard run.status == 0 else { throw TestFailure(run.errors) }
    try world.startServer()
  }

  private func names(_ world: World, _ rep: String) throws -> String {
    try world.sql(rep, "SELECT group_concat(name, ', ') FROM (SELECT name FROM customers ORDER BY name);")
  }

  @Test func sleeperFindsOutWhatWent_itsWorkIsKept_nothingComesBack() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try world.join("Ben")
    for name in ["Adler", "Birke", "Ceder", "Distel"] {
      try world.sql(
        "Ann",
        """
        INSERT INTO customers(territory_id, name, visit_count) SELECT \(Self.north), '\(name)', 0;
        INSERT INTO contacts(customer_id, name) SELECT id, 'of \(name)' FROM customers WHERE name='\(name)';
        """)
    }
    try world.sync("Ann")
    try world.sync("Ben")
    try world.sync("Ben")
    try world.sql("Ann", "DELETE FROM customers WHERE name='Birke';")
    try world.sync("Ann")
    // A manager gives a customer away.
    try world.join("Mia")
    try world.sql(
      "Mia",
      "UPDATE customers SET territory_id=(SELECT id FROM territories WHERE name='South') WHERE name='Ceder';")
    for rep in ["Mia", "Mia", "Ann"] { try world.sync(rep) }
    try age(world)
    try world.sync("Ann")
    try world.sync("Ann")

    let trial = try world.office("collect", world.serverFolder, "--dry-run", "--json").json()
    #expect(trial["tombstones"] as? Int == 2 && trial["departures"] as? Int == 2 && trial["sleepers"] as? Int == 1)
    let report = try world.office("collect", world.serverFolder, "--json").json()
    #expect(report["tombstones"] as? Int == 2 && report["departures"] as? Int == 2)
    #expect(
      try world.office("collect", world.serverFolder).output.contains("0 deleted rows and 0 departures forgotten"))
    #expect(try world.office("status", world.serverFolder).output.contains("1 sleepers"))

    // Ben, who knows nothing of it, works on; both with what is there and with what is not.
    #expect(try names(world, "Ben") == "Adler, Birke, Ceder, Distel")
    try world.sql(
      "Ben", "INSERT INTO contacts(customer_id, name) SELECT id, 'another' FROM customers WHERE name='Birke';")
    try world.sync("Ben", status: 3)
    try world.sql("Ben", "UPDATE customers SET visit_count=visit_count+1 WHERE name='Adler';")
    _ = try world.godwit("Ben", "sync")
    #expect(try names(world, "Ben") == "Adler, Distel")
    #expect(
      try world.sql("Ben", "SELECT group_concat(name, ', ') FROM (SELECT name FROM contacts ORDER BY name);")
        == "of Adler, of Distel")
    #expect(try world.godwit("Ben", "attention", "list").output.contains("does not exist on the server"))
    #expect(try world.verify("Ben"))
    try world.sync("Ann")
    #expect(try names(world, "Ann") == "Adler, Distel")
    #expect(try world.sql("Ann", "SELECT visit_count FROM customers WHERE name='Adler';") == "1")
    #expect(try world.office("status", world.serverFolder).output.contains("0 sleepers"))
    try world.office("verify", world.serverFolder)
  }

  @Test func sleeperOfTenThousandRows_isBroughtForwardByWhatDiffers() throws {
    let world = try World()
    try world.startServer()
    let proxy = try FaultyProxy(to: world.port)
    defer { proxy.close() }
    try world.join("Ann")
    try world.sql(
      "Ann",
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO customers(territory_id, name, code, email, visit_count)
        SELECT \(Self.north), 'Customer ' || i, 'C-' || i, lower(hex(randomblob(8))) || '@x.example', 0 FROM n;
      """)
    try world.sync("Ann")
    let run = try Program.run(
      "godwit",
      ["join", "http://127.0.0.1:\(proxy.port)", "--code", try world.code(for: "Ben"), "--home", world.home("Ben")],
      in: world.folder)
    guard run.status == 0 else { throw TestFailure(run.errors) }
    let download = proxy.passedBytes
    #expect(try world.sql("Ben", "SELECT count(*) FROM customers;") == "10000")
    try world.sync("Ben")

    try world.sql("Ann", "DELETE FROM customers WHERE CAST(substr(code, 3) AS INTEGER) % 200 = 7;")
    try world.sync("Ann")
    try age(world)
    try world.sync("Ann")
    try world.sync("Ann")
    let report = try world.office("collect", world.serverFolder, "--json").json()
    #expect(report["tombstones"] as? Int == 50)
    let before = proxy.passedBytes
    try world.sync("Ben")
    let sleeper = proxy.passedBytes - before
    #expect(try world.sql("Ben", "SELECT count(*) FROM customers;") == "9950")
    print("a first download took \(download) bytes, the sleeper \(sleeper)")
    #expect(sleeper > 0 && sleeper * 5 < download)
    #expect(try world.verify("Ben"))
  }
}
