import Foundation
import TestSupport
import Testing

/// An org that moves from the embedded store to PostgreSQL and back while its laptops work.
@Suite(.serialized) struct MoveTests {
  /// What a laptop writes in a round: a new customer, and a visit to all that it has.
  private func work(_ world: World, _ rep: String, round: Int) throws {
    try world.sql(
      rep,
      """
      INSERT INTO customers(territory_id, name, visit_count) SELECT id, 'new \(rep) \(round)', 0 FROM territories LIMIT 1;
      UPDATE customers SET visit_count = visit_count + 1 WHERE name LIKE 'new %';
      """)
  }

  @Test func aGeneratedCompany_movesThereAndBack_whileTwoLaptopsWriteAndSync() throws {
    let database = try PrivateDatabase()
    let world = try World(generating: [
      "--customers", "60", "--reps", "2", "--years", "1", "--seed", "5", "--until", "2026-06-01",
    ])
    let people = try world.office("rep", "list", world.serverFolder, "--json").jsonRows()
    let all = try world.office("territory", "list", world.serverFolder, "--json").jsonRows()
    let territories = all.compactMap { $0["name"] as? String }.flatMap { ["--territory", $0] }
    let reps = people.filter { $0["role"] as? String == "rep" }.compactMap { $0["name"] as? String }.sorted()
    #expect(reps.count == 2)
    for rep in reps { try world.office(arguments: ["rep", "assign", world.serverFolder, rep] + territories) }
    try world.startServer()
    for rep in reps { try world.join(rep) }
    for rep in reps { try world.sync(rep) }

    for (round, place) in [database.addressText, "embedded", database.addressText].enumerated() {
      for rep in reps { try work(world, rep, round: round) }
      try world.sync(reps[0])
      // Beside a server there is no move.
      let refused = try world.office("migrate", world.serverFolder, "--to", place, status: 1)
      #expect(refused.errors.contains("Stop it first"))
      world.stopServer()
      let before = try world.office("verify", world.serverFolder, "--json").output
      let run = try world.office("migrate", world.serverFolder, "--to", place, "--json").json()
      #expect(run["contents"] != nil)
      #expect((run["kept"] != nil) == (place != "embedded"))
      try world.sync(reps[1], status: 75)
      let after = try world.office("verify", world.serverFolder, "--json").output
      #expect(before == after)
      try world.startServer()
      for rep in reps + reps {
        let output = try world.sync(rep).output
        #expect(!output.contains("goes on as device"), "\(output)")
      }
    }
    for rep in reps { #expect(try world.verify(rep)) }
    // Each round both of them visit what both added before, and one thing that each added itself: 2 + 6 + 10.
    let visits = "SELECT count(*) || ' ' || sum(visit_count) FROM customers WHERE name LIKE 'new %';"
    #expect(try world.sql(reps[0], visits) == "6 18")
    #expect(try world.dump(reps[0]) == world.dump(reps[1]))
    try world.office("verify", world.serverFolder)
  }

  @Test func serverInAnotherDirectory_isTurnedAwayWhenTheOrgLeaves_andLaptopsWait() throws {
    let database = try PrivateDatabase()
    let world = try World(store: database.addressText)
    let other = try OtherServer(of: world, store: database.addressText)
    try other.start()
    try other.join("Ann")
    try world.office("migrate", world.serverFolder, "--to", "embedded")
    try world.sql("Ann", "INSERT INTO customers(territory_id, name) SELECT id, 'Café Nord' FROM territories;")
    try world.sync("Ann", status: 75)
    let refused = try world.office("verify", other.folder, status: 1)
    #expect(refused.errors.contains("moved to the embedded store in \(world.serverFolder)"), "\(refused.errors)")
    let late = world.folder.path("late")
    try world.office("init", late, "--org", "Kiosk & Co", "--store", database.addressText, "--existing", status: 1)
    try world.office("verify", world.serverFolder)
  }

  @Test func fromOneDatabaseToAnother_andBack_onlyOneIsServed() throws {
    let (one, two) = (try PrivateDatabase(), try PrivateDatabase())
    let world = try World(store: one.addressText)
    let other = try OtherServer(of: world, store: one.addressText)
    let before = try world.office("verify", world.serverFolder, "--json").output
    for (target, left) in [(two, true), (one, false)] {
      try world.office("migrate", world.serverFolder, "--to", target.addressText)
      #expect(try world.office("verify", world.serverFolder, "--json").output == before)
      let run = try world.office("status", other.folder, status: left ? 1 : 0)
      #expect(run.errors.contains("has moved to") == left, "\(run.errors)")
    }
    let again = try world.office("migrate", world.serverFolder, "--to", one.addressText, status: 1)
    #expect(again.errors.contains("already"), "\(again.errors)")
    #expect(try one.query("SELECT count(*) FROM godwit.orgs") == "2")
  }
}
