import Foundation
import Testing

/// A laptop that went wrong: the office sees how a value came about, and undoes what the laptop did since.
@Suite(.serialized) struct UndoneWorkTests {
  @Test func wrongLaptop_isUndone_everywhere_whatOthersWroteStays() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    try world.sql(
      "Ann",
      """
      INSERT INTO customers(territory_id, name, code, phone, visit_count)
        SELECT id, '王府 & Söhne', 'C-1', '111', 2 FROM territories WHERE name = 'North';
      """)
    for rep in ["Ann", "Ben"] { try world.sync(rep) }
    // Both write without knowing of each other; Ben's laptop has gone wrong.
    try world.sql("Ann", "UPDATE customers SET visit_count = visit_count + 1, email = 'a@x' WHERE code = 'C-1';")
    try world.sql(
      "Ben",
      """
      UPDATE customers SET phone = '999', visit_count = visit_count + 50 WHERE code = 'C-1';
      INSERT INTO customers(territory_id, name, code) SELECT id, 'Nobody', 'C-2' FROM territories WHERE name = 'North';
      """)
    for rep in ["Ann", "Ben", "Ann"] { try world.sync(rep) }
    #expect(try world.sql("Ann", "SELECT phone, visit_count FROM customers WHERE code = 'C-1';") == "999|53")

    let why = try world.office("why", world.serverFolder, "customers", "C-1", "visit_count", "--json").json()
    let steps = why["steps"] as? [[String: Any]] ?? []
    #expect(steps.map { $0["rep"] as? String } == ["Ann", "Ann", "Ben"])
    #expect(steps.map { $0["fate"] as? String } == ["counts", "counts", "counts"])
    #expect((steps.last?["unseen"] as? [Int])?.count == 1)

    // What people write can neither drive the operator's terminal nor look like another line.
    try world.sql(
      "Ann", "UPDATE customers SET website = char(27) || '[31m' || char(10) || '9  Olga  stands' WHERE code = 'C-1';")
    try world.sync("Ann")
    let story = try world.office("why", world.serverFolder, "customers", "C-1", "website").output
    #expect(!story.contains("\u{1B}") && !story.contains("\n9  Olga"), "\(story)")

    let undo = ["undo", world.serverFolder, "3", "--since", "2000-01-01", "--json"]
    let trial = try world.office(arguments: undo + ["--dry-run"]).json()
    #expect(trial["dry_run"] as? Bool == true)
    #expect(trial["changed"] as? [String: Int] == ["customers": 1])
    #expect(trial["deleted"] as? [String: Int] == ["customers": 1])
    try world.sync("Ann")
    #expect(try world.sql("Ann", "SELECT count(*) FROM customers;") == "2")

    try world.office(arguments: undo)
    for rep in ["Ann", "Ben"] {
      try world.sync(rep)
      #expect(try world.sql(rep, "SELECT code, phone, email, visit_count FROM customers;") == "C-1|111|a@x|3")
      #expect(try world.verify(rep))
    }
    #expect(try world.office(arguments: undo).json()["changed"] as? [String: Int] == [:])
    #expect(try world.office("audit", world.serverFolder, "--kind", "command").output.contains("undo device 3"))
    try world.office("undo", world.serverFolder, "99", "--since", "2000-01-01", status: 1)
    try world.office("undo", world.serverFolder, "3", "--since", "yesterday", status: 2)
    try world.office("verify", world.serverFolder)
  }
}
