import Foundation
import TestSupport
import Testing

/// A move that is killed: at no moment are two stores of one org in use, and the same command ends it or begins anew.
@Suite(.serialized) struct InterruptedMoveTests {
  private let database: PrivateDatabase
  private let world: World

  init() throws {
    database = try PrivateDatabase()
    world = try World()
  }

  private func file(_ name: String) -> String { world.serverFolder + "/" + name }

  private func rename(_ from: String, to: String) throws {
    try FileManager.default.moveItem(atPath: file(from), toPath: file(to))
  }

  private func setAside() throws -> String {
    try #require(
      try FileManager.default.contentsOfDirectory(atPath: world.serverFolder).first {
        $0.hasPrefix("hub.sqlite.moved-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
      })
  }

  /// What `verify` says of the org; nil when its store is refused, as it is amid a move.
  private func standing() throws -> String? {
    let run = try Program.run("godwit-server", ["verify", world.serverFolder, "--json"], in: world.folder)
    if run.status == 0 { return run.output }
    guard run.errors.contains("godwit-server migrate") else { throw TestFailure("verify: \(run.errors)") }
    return nil
  }

  private func expectRefused() throws {
    #expect(try standing() == nil)
    let serve = try world.office("serve", world.serverFolder, "--listen", "127.0.0.1:0", status: 1)
    #expect(serve.errors.contains("godwit-server migrate"), "\(serve.errors)")
    try world.office("backup", world.serverFolder, world.folder.path("refused.sqlite"), status: 1)
  }

  private func sqlite(_ name: String, _ sql: String) throws {
    let run = try Program.run("sqlite3", ["-bail", file(name)], in: world.folder, input: sql)
    guard run.status == 0 else { throw TestFailure("sqlite3: \(run.errors)") }
  }

  private func migrate(to place: String) throws {
    try world.office("migrate", world.serverFolder, "--to", place)
  }

  // MARK: The end of a move, step by step: each state is the one that a kill there leaves

  @Test func toTheDatabase_killedAfterTheLeaveTaking() throws {
    let before = try standing()
    try migrate(to: database.addressText)
    try database.query(
      """
      UPDATE godwit.properties SET value = convert_to(replace(convert_from(value, 'UTF8'), 'present', 'arriving'), 'UTF8')
      WHERE key = 'store.standing'
      """)
    try rename(setAside(), to: "hub.sqlite")
    try FileManager.default.removeItem(atPath: file("store.json"))
    try expectRefused()
    try world.office(
      "init", world.folder.path("early"), "--org", "Kiosk & Co", "--store", database.addressText, "--existing",
      status: 1)
    try migrate(to: database.addressText)
    #expect(try standing() == before)
  }

  @Test func toTheDatabase_killedBeforeThePointer_andAfterIt() throws {
    let before = try standing()
    try migrate(to: database.addressText)
    try rename(setAside(), to: "hub.sqlite")
    // With the pointer written there is no more to do than to put the old file aside.
    #expect(try standing() == before)
    try migrate(to: database.addressText)
    try world.office("migrate", world.serverFolder, "--to", database.addressText, status: 1)
    try rename(setAside(), to: "hub.sqlite")
    try FileManager.default.removeItem(atPath: file("store.json"))
    try expectRefused()
    // Elsewhere it has not arrived.
    let elsewhere = try PrivateDatabase()
    try world.office("migrate", world.serverFolder, "--to", elsewhere.addressText, status: 1)
    try migrate(to: database.addressText)
    #expect(try standing() == before)
  }

  @Test func toTheDirectory_killedAfterTheLeaveTaking_andBeforeThePointerIsGone() throws {
    let before = try standing()
    try migrate(to: database.addressText)
    let pointer = try Data(contentsOf: URL(fileURLWithPath: file("store.json")))
    try migrate(to: "embedded")
    for isArriving in [true, false] {
      try pointer.write(to: URL(fileURLWithPath: file("store.json")))
      if isArriving {
        try sqlite(
          "hub.sqlite",
          """
          UPDATE properties SET value = CAST(replace(CAST(value AS TEXT), 'present', 'arriving') AS BLOB)
          WHERE key = 'store.standing';
          """)
        try rename("hub.sqlite", to: "hub.sqlite.arriving")
      }
      try expectRefused()
      try migrate(to: "embedded")
      #expect(try standing() == before)
      #expect(!FileManager.default.fileExists(atPath: file("store.json")))
    }
  }

  @Test func copyOfAnEarlierTry_isNotTakenForTheStore() throws {
    try migrate(to: database.addressText)
    let pointer = try Data(contentsOf: URL(fileURLWithPath: file("store.json")))
    try migrate(to: "embedded")
    // Another directory's copy, by another move, must not be taken.
    try sqlite(
      "hub.sqlite", "UPDATE properties SET value = CAST('arriving 00ff' AS BLOB) WHERE key = 'store.standing';")
    try rename("hub.sqlite", to: "hub.sqlite.arriving")
    try pointer.write(to: URL(fileURLWithPath: file("store.json")))
    try world.office("migrate", world.serverFolder, "--to", "embedded", status: 1)
    try expectRefused()
  }

  // MARK: Kills wherever they hit

  @Test func killedAtAnyMoment_thereAndBack_nothingIsLost() throws {
    try world.startServer()
    try world.join("Ann")
    try world.sql(
      "Ann",
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO customers(territory_id, name) SELECT t.id, 'customer ' || i FROM n, territories t WHERE t.name = 'North';
      """)
    try world.sync("Ann")
    world.stopServer()
    let before = try #require(try standing())
    var kills = 0
    for place in [database.addressText, "embedded"] {
      var delay: useconds_t = 0
      while true {
        let victim = try Victim("godwit-server", ["migrate", world.serverFolder, "--to", place], in: world.folder)
        usleep(delay)
        guard victim.kill() else {
          let errors = try victim.errors
          #expect(victim.status == 0, "\(errors)")
          break
        }
        kills += 1
        if let now = try standing() { #expect(now == before) }
        // The move may have been all but done.
        if try isDone(place) { break }
        delay += 60_000
      }
      #expect(try standing() == before)
    }
    #expect(kills > 4)
    try world.startServer()
    try world.sync("Ann")
    #expect(try world.verify("Ann"))
  }

  private func isDone(_ place: String) throws -> Bool {
    let names = try FileManager.default.contentsOfDirectory(atPath: world.serverFolder)
    return names.contains("store.json") != (place == "embedded")
      && names.contains("hub.sqlite") == (place == "embedded")
  }
}
