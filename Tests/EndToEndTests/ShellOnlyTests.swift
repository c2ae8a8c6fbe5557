import Foundation
import Testing

/// Real processes on loopback; the reps use nothing but the stock sqlite3 shell to write.
@Suite(.serialized) struct ShellOnlyTests {
  private static let north = "(SELECT id FROM territories WHERE name='North')"
  private static let south = "(SELECT id FROM territories WHERE name='South')"

  private static func customer(_ name: String, _ territory: String = north) -> String {
    "INSERT INTO customers(territory_id, name) VALUES(\(territory), '\(name)');"
  }

  private static func order(for customer: String, number: String, lines: Int) -> String {
    var sql = """
      BEGIN;
      INSERT INTO orders(customer_id, rep_id, number, status, currency, placed_at)
        SELECT c.id, (SELECT id FROM reps LIMIT 1), '\(number)', 'draft', 'EUR', 1790000000000 FROM customers c WHERE name='\(customer)';
      """
    for line in 1...lines {
      sql += """
        INSERT INTO order_lines(order_id, sku, quantity, unit_price)
          SELECT id, 'SKU-\(line)', \(line), 100 FROM orders WHERE number='\(number)';
        """
    }
    return sql + "COMMIT;"
  }

  @Test func threeRepsAndAManager_serverAwayForAWhile_endEqual() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben", "Cem", "Mia"] { try world.join(rep) }
    try world.sql("Ann", Self.customer("Café Nord") + Self.customer("Northern Canary 4711"))
    try world.sql("Cem", Self.customer("Süd-Imbiss 南方小吃", Self.south))
    for rep in ["Ann", "Cem", "Ben", "Mia"] { try world.sync(rep) }

    // The server is away: everyone works on.
    world.stopServer()
    try world.sql("Ann", Self.order(for: "Café Nord", number: "A-1", lines: 3))
    try world.sql("Ann", "UPDATE customers SET phone='0100', visit_count=visit_count+1 WHERE name='Café Nord';")
    try world.sql("Ben", "UPDATE customers SET phone='0200', visit_count=visit_count+2 WHERE name='Café Nord';")
    try world.sql("Ben", Self.order(for: "Café Nord", number: "B-1", lines: 2))
    try world.sql("Mia", "UPDATE customers SET email='sued@example.org' WHERE name LIKE 'Süd%';")
    try world.sync("Ann", status: 75)
    #expect(try world.godwit("Ann", "status", "--json").json()["pending"] as? Int ?? 0 > 0)

    try world.startServer()
    for rep in ["Ann", "Ben", "Cem", "Mia", "Ann", "Ben", "Cem"] { try world.sync(rep) }
    for rep in ["Ann", "Ben", "Cem", "Mia"] { #expect(try world.verify(rep), "\(rep)") }
    let ann = try world.dump("Ann")
    #expect(ann == (try world.dump("Ben")))
    #expect(try world.sql("Mia", "SELECT visit_count FROM customers WHERE name='Café Nord';") == "3")
    #expect(
      try world.sql(
        "Mia", "SELECT o.number, count(*) FROM orders o JOIN order_lines l ON l.order_id=o.id GROUP BY 1 ORDER BY 1;")
        == "A-1|3\nB-1|2")
    #expect(try world.sql("Mia", "SELECT count(*) FROM customers;") == "3")
    #expect(try world.sql("Cem", "SELECT name, email FROM customers;") == "Süd-Imbiss 南方小吃|sued@example.org")
    #expect(try !world.folder.holds("Northern Canary 4711", below: "home-Cem"))
    #expect(try world.folder.holds("Northern Canary 4711", below: "home-Ann"))
    // One of the two phone numbers lost, and is kept.
    #expect(try world.sql("Mia", "SELECT count(*) FROM conflicts WHERE columns='[\"phone\"]';") == "1")
    try world.office("verify", world.serverFolder)
  }

  @Test func everyPolicy_throughTheWholePath() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    try world.sql("Ann", Self.customer("Café Nord"))
    try world.sql("Ann", "INSERT INTO visits(customer_id, notes) SELECT id, 'call before noon' FROM customers;")
    try world.sync("Ann")
    try world.sync("Ben")
    try world.sql(
      "Ann",
      """
      UPDATE customers SET grade='A', street='1 Main St', city='Lakeville', tags='["vip"]', notes='wants a discount',
        visit_count=visit_count+2;
      UPDATE visits SET check_in_at=1000, notes='call before ten';
      """)
    try world.sql(
      "Ben",
      """
      UPDATE customers SET grade='B', street='2 Oak Ave', city='Hillport', tags='["bio"]', notes='pays by cash',
        visit_count=visit_count+3;
      UPDATE visits SET check_in_at=2000, notes='call before noon, bring samples';
      """)
    // Foreign writes count from their sealing. Ben's are sealed later; Ann's arrive later.
    world.stopServer()
    try world.sync("Ann", status: 75)
    try world.sync("Ben", status: 75)
    try world.startServer()
    try world.sync("Ben")
    try world.sync("Ann")
    try world.sync("Ben")
    for rep in ["Ann", "Ben"] {
      #expect(
        try world.sql(rep, "SELECT grade, street, city FROM customers;") == "B|2 Oak Ave|Hillport", "latest, group")
      #expect(try world.sql(rep, "SELECT tags FROM customers;") == #"["bio","vip"]"#, "set")
      #expect(try world.sql(rep, "SELECT visit_count FROM customers;") == "5", "counter")
      #expect(
        try world.sql(rep, "SELECT notes FROM customers;") == "wants a discount pays by cash", "text, overlapping")
      #expect(try world.sql(rep, "SELECT notes FROM visits;") == "call before ten, bring samples", "text")
      #expect(try world.sql(rep, "SELECT check_in_at FROM visits;") == "1000", "first")
      #expect(try world.verify(rep))
    }
    let lost = try world.sql("Ben", "SELECT columns, lost FROM conflicts ORDER BY columns;")
    #expect(lost.contains(#"["check_in_at"]|{"check_in_at":2000}"#))
    #expect(lost.contains(#"["grade"]|{"grade":"A"}"#))
    #expect(lost.contains(#""street":"1 Main St","city":"Lakeville""#))
  }

  @Test func maxMinWorkflowAskAndDelete_throughTheWholePath() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Ben"] { try world.join(rep) }
    try world.sql("Ann", Self.customer("Café Nord") + Self.customer("Café West"))
    try world.sql("Ann", Self.order(for: "Café Nord", number: "A-1", lines: 1))
    try world.sync("Ann")
    try world.sync("Ben")
    try world.sql(
      "Ann",
      """
      UPDATE customers SET last_contact_at=9000, first_contact_at=500, legal_name='Nord GmbH' WHERE name='Café Nord';
      UPDATE orders SET status='cancelled';
      DELETE FROM customers WHERE name='Café West';
      """)
    try world.sql(
      "Ben",
      """
      UPDATE customers SET last_contact_at=7000, first_contact_at=300, legal_name='Nord KG' WHERE name='Café Nord';
      UPDATE orders SET status='submitted';
      UPDATE customers SET phone='0300' WHERE name='Café West';
      """)
    try world.sync("Ann")
    let ben = try world.godwit("Ben", "sync")
    #expect(ben.status == 3, "an open conflict needs a person: \(ben.errors)")
    _ = try world.godwit("Ann", "sync")
    for rep in ["Ann", "Ben"] {
      #expect(
        try world.sql(rep, "SELECT last_contact_at, first_contact_at FROM customers WHERE name='Café Nord';")
          == "9000|300", "max, min")
      #expect(try world.sql(rep, "SELECT status FROM orders;") == "cancelled", "workflow")
      #expect(try world.sql(rep, "SELECT legal_name FROM customers WHERE name='Café Nord';") == "Nord KG", "ask")
      #expect(try world.sql(rep, "SELECT phone FROM customers WHERE name='Café West';") == "0300", "update wins")
      #expect(try world.verify(rep))
    }
    let lost = try world.sql("Ann", "SELECT status, lost FROM conflicts ORDER BY 1, 2;")
    for part in [
      #"open|{"legal_name":"Nord GmbH"}"#, #"settled|{"last_contact_at":7000}"#, #"settled|{"first_contact_at":500}"#,
      #"settled|{"status":"submitted"}"#, #"settled|{"id":null}"#,
    ] {
      #expect(lost.contains(part), "\(part) in \(lost)")
    }
    // A person decides, on any replica.
    let open = try world.godwit("Ann", "conflicts", "list", "--json").jsonRows()
    #expect(open.count == 1)
    let decided = try world.godwit("Ann", "conflicts", "resolve", open.first?["id"] as? String ?? "", "--take-lost")
    #expect(decided.status == 0, "\(decided.errors)")
    try world.sync("Ann")
    try world.sync("Ben")
    #expect(try world.sql("Ben", "SELECT legal_name FROM customers WHERE name='Café Nord';") == "Nord GmbH")
  }

  @Test func rejectedChange_isUndoneAndExplained_andHoldsNothingUp() throws {
    let world = try World()
    try world.startServer()
    for rep in ["Ann", "Mia"] { try world.join(rep) }
    try world.sql("Ann", Self.customer("Café Nord"))
    try world.sync("Ann")
    // One union of a bad and two good transactions.
    try world.sql(
      "Ann",
      "UPDATE customers SET credit_limit=999999 WHERE name='Café Nord';" + Self.customer("Café West")
        + Self.order(for: "Café Nord", number: "A-1", lines: 2))
    try world.sync("Ann", status: 3)
    #expect(try world.sql("Ann", "SELECT quote(credit_limit) FROM customers WHERE name='Café Nord';") == "NULL")
    #expect(try world.sql("Ann", "SELECT count(*) FROM customers;") == "2")
    let items = try world.godwit("Ann", "attention", "list", "--json").jsonRows()
    #expect(items.count == 1)
    #expect("\(items)".contains("office"))
    #expect(try world.godwit("Ann", "status", "--json").json()["pending"] as? Int == 0)
    try world.sync("Mia")
    #expect(try world.sql("Mia", "SELECT count(*) FROM order_lines;") == "2")
    #expect(try world.sql("Mia", "SELECT count(*) FROM customers;") == "2")
    #expect(try world.verify("Ann"))
  }
}
