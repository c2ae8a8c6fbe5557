import ChangeModel
import FieldSales
import GRDB
import Testing

@testable import FieldClient

@Suite struct QuoteTests {
  private let trial: TrialDesk
  private let book: OrderBook

  init() throws {
    trial = try TrialDesk(role: .office)
    book = OrderBook(trial.desk)
    let prices = PriceBook(trial.desk)
    _ = try prices.putList("ALL", ["currency": .text("EUR"), "applies_to": .text("all")])
    _ = try prices.setPrice(list: "ALL", product: "P-1", price: "4.00", from: 1)
  }

  private func quote(_ lines: String..., until: Int64? = nil) throws -> String {
    var cells = Cells()
    if let until { cells["valid_until"] = .integer(until) }
    let sheet = try book.quote(cells, customer: "C-1", lines: try lines.map { try LineRequest($0) })
    return try #require(sheet.order.text("number"))
  }

  private func topics(_ sheet: OrderBook.Sheet) -> [Notice.Topic] { sheet.notices.filter(\.isWarning).map(\.topic) }

  @Test func aQuoteKeepsPriceAndReason_andAsOfWhenTheyWereKnown() throws {
    let sheet = try book.show(try quote("P-1:10", "P-1:1:3.90"))
    #expect(sheet.order.text("status") == "quote")
    #expect(sheet.order.integer("priced_at") == TrialDesk.now)
    #expect(sheet.order.integer("prices_known_at") == TrialDesk.now)
    #expect(sheet.order.integer("valid_until") == TrialDesk.now + 30 * 86_400_000)
    #expect(sheet.lines.map { $0.text("price_source") } == ["list", "manual"])
    #expect(sheet.lines.map { $0.text("price_list") } == ["ALL", nil])
    #expect(sheet.lines.map { $0.integer("list_price") } == [400, 400])
    #expect(sheet.order.integer("total") == 4390)
  }

  @Test func acceptedInTime_itIsAnOrderAtTheQuotedPrices() throws {
    let number = try quote("P-1:10", until: TrialDesk.now + 1)
    _ = try PriceBook(trial.desk).setPrice(list: "ALL", product: "P-1", price: "9.00", from: 1)
    let sheet = try book.accept(number, submit: true)
    #expect(sheet.order.text("status") == "submitted")
    #expect(sheet.order.integer("total") == 4000)
    #expect(throws: FieldError.self) { try book.accept(number, submit: true) }
  }

  @Test func acceptedTooLate_itAsksForTodaysPrices() throws {
    let number = try quote("P-1:10", until: TrialDesk.now)
    let error = #expect(throws: FieldError.self) { try book.accept(number, submit: false) }
    #expect(error?.message.contains("reprice") == true)
    #expect(throws: FieldError.self) { try book.setStatus(number, to: "submitted") }
    #expect(try topics(book.check(number)) == [.validity])
    _ = try PriceBook(trial.desk).setPrice(list: "ALL", product: "P-1", price: "9.00", from: 1)
    #expect(try topics(book.check(number)) == [.validity, .price])
    #expect(try book.reprice(number).order.integer("total") == 9000)
    #expect(try topics(book.check(number)) == [])
    #expect(try book.accept(number, submit: false).order.text("status") == "draft")
  }

  @Test func repricing_reckonsFreeGoodsAnew_andLeavesWhatAPersonSet() throws {
    let promotions = PromotionBook(trial.desk)
    _ = try promotions.put(
      "FREE", ["kind": .text("free_goods"), "free_quantity": .integer(1), "min_quantity": .integer(5)], product: "P-1")
    let number = try quote("P-1:12", "P-1:1:3.90")
    let first = try book.show(number)
    #expect(first.lines.map { $0.integer("quantity") } == [12, 2, 1])
    #expect(first.lines.map { $0.integer("total") } == [4800, 0, 390])
    #expect(first.lines.map { $0.text("promotion") } == ["FREE", "FREE", nil])
    _ = try promotions.put("FREE", ["active": .integer(0)], product: nil)
    let second = try book.reprice(number)
    #expect(second.lines.map { $0.integer("quantity") } == [12, 1])
    #expect(second.lines.map { $0.text("promotion") } == [nil, nil])
    #expect(second.lines.map { $0.integer("unit_price") } == [400, 390])
  }

  @Test func freeGoodsGoWithTheLineThatEarnedThem() throws {
    _ = try PromotionBook(trial.desk).put(
      "FREE", ["kind": .text("free_goods"), "free_quantity": .integer(1), "min_quantity": .integer(5)], product: "P-1")
    let number = try quote("P-1:1:3.90", "P-1:5")
    #expect(try book.show(number).lines.count == 3)
    #expect(try book.removeLine(number, line: 1).lines.map { $0.integer("line_number") } == [2, 3])
    #expect(try book.removeLine(number, line: 2).lines.isEmpty)
  }

  @Test func overTheLimit_theRepIsToldBeforeSubmitting() throws {
    _ = try CustomerBook(trial.desk).edit(
      "C-1", ["credit_limit": .integer(10_000), "balance": .integer(3000), "currency": .text("EUR")])
    let draft = try book.add([:], customer: "C-1", lines: [try LineRequest("P-1:10")], submit: false)
    #expect(
      draft.notices.map(\.text.english) == [
        "within the credit limit of 100.00 EUR: balance 30.00 EUR + other open orders 0.00 EUR + this order 40.00 EUR"
          + " = 70.00 EUR; 30.00 EUR is left"
      ])
    #expect(
      draft.notices.first?.text.text(in: .chinese)
        == "在信用额度 100.00 欧元 以内：欠款 30.00 欧元 + 其他未结订单 0.00 欧元 + 本单 40.00 欧元 = 70.00 欧元；还剩 30.00 欧元")
    _ = try book.add([:], customer: "C-1", lines: [try LineRequest("P-1:5")], submit: true)
    let number = try #require(draft.order.text("number"))
    let more = try book.addLines(number, [try LineRequest("P-1:3")])
    #expect(topics(more) == [.credit])
    #expect(
      more.notices.first?.text.english.hasPrefix(
        "over the credit limit of 100.00 EUR by 2.00 EUR: balance 30.00 EUR + other open orders 20.00 EUR + this order"
          + " 52.00 EUR = 102.00 EUR. If you submit it, it will wait on hold") == true)
    #expect(try book.setStatus(number, to: "submitted").notices.first?.text.english.contains(". It will wait") == true)
  }

  @Test func overdueInvoicesAreNamed() throws {
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(
        sql: """
          INSERT INTO ledger_entries(customer_id, kind, amount, outstanding, due_at, currency)
          SELECT id, 'invoice', 5000, 2500, \(TrialDesk.now - 3 * 86_400_000), 'EUR' FROM customers WHERE code = 'C-1'
          """)
    }
    let sheet = try book.add([:], customer: "C-1", lines: [try LineRequest("P-1:1")], submit: false)
    #expect(
      sheet.notices.map(\.text.english) == [
        "25.00 EUR of 1 invoice is overdue, the oldest for 3 days: ask for the payment"
      ])
    #expect(sheet.notices.map { $0.text.text(in: .chinese) } == ["1 张发票共 25.00 欧元 已逾期，最久的逾期 3 天：请催款"])
    #expect(sheet.notices.first?.record.text("text") == sheet.notices.first?.text.english)
  }

  @Test func debtsOfTwoCurrencies_areNotAddedUp() throws {
    for (amount, currency) in [(2500, "EUR"), (9900, "USD")] {
      try trial.execute(
        """
        INSERT INTO ledger_entries(customer_id, kind, amount, outstanding, due_at, currency)
        SELECT id, 'invoice', ?, ?, ?, ? FROM customers WHERE code = 'C-1'
        """, [amount, amount, TrialDesk.now - 3 * 86_400_000, currency])
    }
    let sheet = try book.add([:], customer: "C-1", lines: [try LineRequest("P-1:1")], submit: false)
    #expect(sheet.notices.map { $0.text.english.prefix(9) } == ["25.00 EUR", "99.00 USD"])
  }

  @Test func anOrderByForeignSQL_isShownCheckedAndRepriced() throws {
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(
        sql: """
          INSERT INTO orders(id, customer_id, number) SELECT x'0000000000000000000000000000ABCD', id, 'F-1'
          FROM customers WHERE code = 'C-2';
          INSERT INTO order_lines(order_id, sku) VALUES (x'0000000000000000000000000000ABCD', 'unknown');
          INSERT INTO order_lines(order_id, product_id, quantity, unit_price)
          SELECT x'0000000000000000000000000000ABCD', id, 3, 1 FROM products WHERE sku = 'P-1';
          """)
    }
    #expect(try book.check("F-1").lines.count == 2)
    #expect(try book.reprice("F-1").order.integer("total") == 1200)
  }
}
