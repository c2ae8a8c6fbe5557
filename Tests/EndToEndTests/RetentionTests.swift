import Foundation
import Testing

/// What is kept no longer is emptied by the office, and replicas follow.
@Suite(.serialized) struct RetentionTests {
  @Test func oldNotesGo_figuresAndYoungOnesStay_onTheReplicaToo() throws {
    let world = try World()
    try world.startServer()
    try world.join("Ann")
    try world.sync("Ann")
    try world.sql(
      "Ann",
      """
      INSERT INTO customers(territory_id, name, code) SELECT id, 'Acme', 'C-1' FROM territories WHERE name = 'North';
      INSERT INTO visits(customer_id, check_in_at, notes, purpose) SELECT id, 1000, 'old words', 'sale' FROM customers;
      INSERT INTO visits(customer_id, check_in_at, notes, purpose)
        SELECT id, unixepoch() * 1000, 'new words', 'sale' FROM customers;
      """)
    try world.sync("Ann")
    #expect(try world.office("retain", world.serverFolder).output.contains("visits: kept for ever"))
    try world.office("setting", "set", world.serverFolder, "retention.visit_notes_days", "365")
    let trial = try world.office("retain", world.serverFolder, "--json").json()
    #expect(trial["dry_run"] as? Bool == true)
    #expect(((trial["rules"] as? [[String: Any]])?.first)?["rows"] as? Int == 1)
    try world.sync("Ann")
    #expect(try world.sql("Ann", "SELECT count(*) FROM visits WHERE notes IS NOT NULL;") == "2")
    try world.office("retain", world.serverFolder, "--yes")
    try world.sync("Ann")
    #expect(try world.sql("Ann", "SELECT notes, purpose FROM visits ORDER BY check_in_at;") == "|sale\nnew words|sale")
    #expect(try world.verify("Ann"))
    #expect(try world.office("retain", world.serverFolder, "--yes").output.contains("emptied notes of 0 rows"))
    // Whoever asks is shown all of it, and that is told.
    let file = world.folder.path("subject.json")
    try world.office("subject", world.serverFolder, "C-1", "--to", file)
    let shown = try String(contentsOfFile: file, encoding: .utf8)
    #expect(shown.contains("\"visits\"") && shown.contains("new words") && !shown.contains("old words"))
    try world.office("subject", world.serverFolder, "C-9", status: 1)
    let told = try world.office("audit", world.serverFolder, "--customer", "C-1").output
    #expect(told.contains("subject data") && told.contains("devices that can see it"))
  }
}
