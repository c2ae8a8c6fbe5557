import Foundation
import Testing

/// A lost laptop, and a customer who goes to another territory, with the real programs.
@Suite(.serialized) struct MovesAndRevocationTests {
  private static let insert = """
    INSERT INTO customers(territory_id, code, name, phone)
      SELECT id, 'C-1', 'Adler', '0100' FROM territories WHERE name='North';
    """

  private func device(_ world: World, _ rep: String) throws -> Int {
    try world.godwit(rep, "status", "--json").json()["device"] as? Int ?? 0
  }

  @Test func revokedDevice_handsInWhatItHas_erasesItself_andIsReviewed() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try world.sql("Ann", Self.insert)
    try world.sync("Ann")
    try world.join("Ben")
    try world.sql("Ben", "UPDATE customers SET phone='0200' WHERE name='Adler';")
    try world.sync("Ben")
    let number = try device(world, "Ann")
    try world.sql("Ann", "UPDATE customers SET email='adler@example.org' WHERE name='Adler';")
    try world.office("device", "revoke", world.serverFolder, "\(number)")

    let run = try world.sync("Ann", status: 3)
    #expect(run.output.contains("the office revoked this device"), "\(run.output)")
    let left = try FileManager.default.contentsOfDirectory(atPath: world.home("Ann")).sorted()
    #expect(left == ["lock", "revoked"])
    let status = try world.godwit("Ann", "status", "--json").json()
    #expect(status["state"] as? String == "revoked")
    #expect(status["pending"] as? Int == 0)
    #expect(try world.godwit("Ann", "customer", "list").status == 1)

    // Nothing is merged before somebody has looked at it.
    try world.sync("Ben")
    #expect(try world.sql("Ben", "SELECT email IS NULL FROM customers;") == "1")
    let waiting = try world.office("review", "list", world.serverFolder, "--json").jsonRows()
    #expect(waiting.map { $0["rep"] as? String } == ["Ann"])
    let work = try #require(waiting.first?["work"] as? String)
    #expect(try world.office("review", "show", world.serverFolder, work).output.contains("adler@example.org"))
    try world.office("review", "accept", world.serverFolder, work)
    try world.office("review", "accept", world.serverFolder, work, status: 1)
    try world.sync("Ben")
    #expect(try world.sql("Ben", "SELECT email, phone FROM customers;") == "adler@example.org|0200")
    #expect(try world.verify("Ben"))
    try world.office("verify", world.serverFolder)

    // Whoever is erased is erased from what was kept, too.
    try world.office("erase", world.serverFolder, "C-1", "--yes")
    #expect(try !world.office("review", "show", world.serverFolder, work).output.contains("adler@example.org"))

    // The same folder may join again, as another device.
    try world.join("Ann")
    #expect(try device(world, "Ann") != number)
    #expect(try world.verify("Ann"))
  }

  @Test func territoryMoved_workOfBeforeIsMerged_andNothingStays() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try world.join("Cem")
    try world.join("Mia")
    try world.sql("Mia", Self.insert)
    for rep in ["Mia", "Ann", "Cem"] { try world.sync(rep) }
    try world.sql(
      "Ann",
      "INSERT INTO visits(customer_id, planned_at) SELECT id, 1 FROM customers; UPDATE customers SET phone='0199';")

    let plan = try world.office(
      "territory", "move", world.serverFolder, "North", "--to", "South", "--dry-run", "--json"
    ).json()
    #expect((plan["rows"] as? [String: Int])?["customers"] == 1)
    #expect(try world.office("territory", "move", world.serverFolder, "North", "--to", "South").output.contains("Ann"))

    #expect(try world.sync("Ann").status == 0)
    #expect(try world.sql("Ann", "SELECT (SELECT count(*) FROM customers) + (SELECT count(*) FROM visits);") == "0")
    for suffix in ["", "-wal"] {
      let bytes = FileManager.default.contents(atPath: world.home("Ann") + "/replica.sqlite" + suffix) ?? Data()
      #expect(bytes.range(of: Data("Adler".utf8)) == nil)
    }
    try world.sync("Cem")
    #expect(
      try world.sql("Cem", "SELECT name, phone, (SELECT count(*) FROM visits) FROM customers;") == "Adler|0199|1")
    for rep in ["Ann", "Cem"] { #expect(try world.verify(rep)) }
    #expect(try world.office("review", "list", world.serverFolder, "--json").jsonRows().isEmpty)
    try world.office("verify", world.serverFolder)
  }
}
