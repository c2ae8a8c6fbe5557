import Foundation
import Testing

/// An ERP and a server that leave each other files: nothing lost, nothing twice, every refusal explained.
@Suite(.serialized) struct ERPLinkTests {
  private let world: World
  private let link: URL

  init() throws {
    world = try World()
    link = URL(filePath: world.folder.path("erp"))
    try exchange()
    try leave("products-1.csv", "sku,name,unit_price,currency\nP-1,Tea,450,EUR\nP-2,绿茶,900,EUR\n")
    try leave("customers-1.csv", "code,name,territory_id,currency\nC-1,Café Nord,North,EUR\nC-2,Süd-Imbiss,South,EUR\n")
    try exchange()
  }

  @discardableResult
  private func exchange(status: Int32 = 0) throws -> [String: Any] {
    try world.office("erp", world.serverFolder, link.path, "--json", status: status).json()
  }

  private func leave(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: link.appending(path: "in/\(name)"))
  }

  private func names(_ place: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: link.appending(path: place).path).sorted()
  }

  private func files(_ report: [String: Any]) -> [[String: Any]] { report["files"] as? [[String: Any]] ?? [] }

  private func text(_ place: String, _ name: String) throws -> String {
    try String(contentsOf: link.appending(path: "\(place)/\(name)"), encoding: .utf8)
  }

  /// The value of a column in a row that the server exports.
  private func value(_ table: String, _ key: (String, String), _ column: String) throws -> String? {
    let rows = try world.office("export", world.serverFolder, table, "--json").jsonRows()
    return rows.first { "\($0[key.0] ?? "")" == key.1 }.flatMap { $0[column] }.map { "\($0)" }
  }

  private func order(_ number: String, status: String = "submitted") throws {
    try world.sql(
      "Ann",
      """
      INSERT INTO orders(customer_id, rep_id, number, status, currency, placed_at)
        SELECT c.id, (SELECT id FROM reps WHERE name = 'Ann'), '\(number)', 'draft', 'EUR', 1790000000000 FROM customers c
        WHERE code = 'C-1';
      INSERT INTO order_lines(order_id, line_number, product_id, sku, quantity, unit_price, discount)
        SELECT o.id, 1, p.id, p.sku, 3, 450, 1000 FROM orders o, products p WHERE o.number = '\(number)' AND p.sku = 'P-1';
      UPDATE orders SET status = '\(status)' WHERE number = '\(number)';
      """)
    try world.sync("Ann")
  }

  @Test func ordersGoOutOnce_areAnswered_andTheAnswerReachesTheRep() throws {
    try world.startServer()
    try world.join("Ann")
    try world.sync("Ann")
    try order("A-1")
    try order("A-2")
    try order("A-3", status: "draft")
    #expect(try exchange()["orders_out"] as? [String] == ["A-1", "A-2"])
    #expect(try exchange()["orders_out"] as? [String] == [])
    let out = try names("out")
    #expect(out.count == 2)
    let sheet = try text("out", try #require(out.first { $0.hasPrefix("order-A-1-") }))
    #expect(sheet.contains("A-1,2026-09-21T14:13:20Z,C-1,Café Nord"))
    #expect(sheet.contains("1,P-1,Tea,3,4.50,10.00,12.15\n"))
    try leave("acknowledgements-1.csv", "order,answer,reason\nA-1,accepted,\nA-2,refused,gesperrt\nA-9,accepted,\n")
    let report = try exchange(status: 3)
    #expect(files(report).first?["reason"] as? String == "line 4: there is no order \"A-9\"")
    #expect(report["acknowledged"] as? Int == 1)
    #expect(report["returned"] as? Int == 1)
    #expect(try names("acknowledged").count == 1)
    try world.sync("Ann")
    #expect(
      try world.sql("Ann", "SELECT number, status, hold_reason FROM orders ORDER BY number;")
        == "A-1|confirmed|\nA-2|on_hold|The ERP refused the order: gesperrt\nA-3|draft|")
    // The same answers once more change nothing, and the unknown order is still told of.
    #expect(files(try exchange(status: 3)).first?["written"] as? Int == 0)
    #expect(try exchange(status: 3)["orders_out"] as? [String] == [])
  }

  @Test func aLostFileOfAnOrderIsWrittenAgain_anAnsweredOneIsNot() throws {
    try world.startServer()
    try world.join("Ann")
    try world.sync("Ann")
    try order("A-1")
    try exchange()
    try FileManager.default.removeItem(at: link.appending(path: "out"))
    #expect(try exchange()["orders_out"] as? [String] == ["A-1"])
    try leave("acknowledgements.csv", "order,answer\nA-1,accepted\n")
    try exchange()
    #expect(try names("out").isEmpty)
    #expect(try exchange()["orders_out"] as? [String] == [])
  }

  @Test func theSameFileTwiceWritesNothing() throws {
    try leave("products-1.csv", "sku,name,unit_price,currency\nP-1,Tea,450,EUR\nP-2,绿茶,900,EUR\n")
    let report = try exchange()
    #expect(files(report).first?["written"] as? Int == 0)
    #expect(files(report).first?["result"] as? String == "done")
    #expect(try names("in").isEmpty)
  }

  @Test func wrongRowsAreExplained_theOthersLand_andTheFileIsTriedAgain() throws {
    try leave("warehouses-1.csv", "code,name\nHAM,Hamburg\n")
    try leave("stock_levels-1.csv", "warehouse_id,product_id,on_hand\nHAM,P-1,12\nHAM,P-7,5\n")
    let report = try exchange(status: 3)
    let stock = try #require(files(report).last)
    #expect(stock["refused"] as? Int == 1)
    #expect((stock["reason"] as? String)?.contains("there is no row \"P-7\" in products") == true)
    #expect(try text("refused", "stock_levels-1.csv.reasons.csv").contains("P-7"))
    #expect(try world.office("export", world.serverFolder, "stock_levels", "--json").jsonRows().count == 1)
    // What it lacked comes: the file is read whole, and what it said stands once.
    try leave("products-2.csv", "sku,name\nP-7,Mate\n")
    #expect(files(try exchange()).allSatisfy { $0["result"] as? String == "done" })
    #expect(try names("refused").isEmpty)
    #expect(try world.office("export", world.serverFolder, "stock_levels", "--json").jsonRows().count == 2)
    try leave("stock_levels-2.csv", "warehouse_id,product_id,on_hand\nHAM,P-1,9\n")
    try exchange()
    let levels = try world.office("export", world.serverFolder, "stock_levels", "--json").jsonRows()
    #expect(levels.compactMap { $0["on_hand"] as? Int }.sorted() == [5, 9])
  }

  @Test func anOlderFileThatComesLate_doesNotUndoANewerOne() throws {
    try leave("products-10.csv", "sku,unit_price\nP-1,500\n")
    try exchange()
    try leave("products-9.csv", "sku,unit_price\nP-1,480\n")
    let report = try exchange(status: 3)
    #expect((files(report).first?["reason"] as? String)?.contains("products-10.csv is newer") == true)
    #expect(try value("products", ("sku", "P-1"), "unit_price") == "500")
    #expect(try names("refused").contains("products-9.csv"))
  }

  @Test func invoicesAndPayments_comeInAnyOrder_andSetTheBalance() throws {
    try leave(
      "payments-2.csv",
      "number,customer_id,kind,amount,booked_at,currency\nZ-1,C-1,payment,-300,2026-11-02T00:00:00Z,EUR\n")
    try exchange()
    try leave(
      "invoices-1.csv",
      "number,customer_id,kind,amount,booked_at,currency\nI-1,C-1,invoice,1000,2026-11-01T00:00:00Z,EUR\n")
    try exchange()
    #expect(try value("customers", ("code", "C-1"), "balance") == "700")
    try leave("customers-2.csv", "code,credit_limit\nC-1,5000\nC-9,100\n")
    #expect(files(try exchange(status: 3)).first?["refused"] as? Int == 1)
    #expect(try value("customers", ("code", "C-1"), "credit_limit") == "5000")
  }

  @Test func whatIsNoFileOfOurs_isPutAside_andWhatIsStillWritten_isLeft() throws {
    try leave("holiday.jpg", "x")
    try leave("products-5.csv.part", "sku,na")
    try leave("prices-1.csv", "sku;price\n1;2\n")
    let report = try exchange(status: 3)
    #expect(files(report).count == 2)
    #expect(files(report).allSatisfy { $0["reason"] is String })
    #expect(try names("in") == ["products-5.csv.part"])
  }
}
