import ChangeModel
import GRDB
import Testing

@testable import FieldClient

@Suite struct OrderBookTests {
  private let trial: TrialDesk
  private let book: OrderBook

  init() throws {
    trial = try TrialDesk()
    book = OrderBook(trial.desk)
  }

  private func add(_ lines: String..., submit: Bool = false) throws -> OrderBook.Sheet {
    try book.add([:], customer: "C-1", lines: try lines.map { try LineRequest($0) }, submit: submit)
  }

  @Test func anOrderWithItsLinesIsOneChangeSet() throws {
    let sheet = try add("P-1:10", "p-1:3:4.00:5%")
    #expect(sheet.order.text("number") == "D7-000001")
    #expect(sheet.order.text("status") == "draft")
    #expect(sheet.order.text("currency") == "EUR")
    #expect(sheet.order.integer("placed_at") == TrialDesk.now)
    #expect(sheet.lines.map { $0.integer("unit_price") } == [450, 400])
    #expect(sheet.lines.map { $0.integer("line_number") } == [1, 2])
    #expect(sheet.lines.map { $0.integer("total") } == [4500, 1140])
    #expect(sheet.order.integer("total") == 5640)
    #expect(try trial.outbox().count == 1)
    #expect(try trial.lastTables() == ["orders", "order_lines"])
  }

  @Test func numbersGoOn_alsoWhenTheLastOrderHasLeftTheReplica() throws {
    _ = try add()
    #expect(try add().order.text("number") == "D7-000002")
    try trial.replica.write(now: TrialDesk.now) { db in
      try db.execute(sql: "UPDATE orders SET number = NULL")
    }
    #expect(try add().order.text("number") == "D7-000003")
    _ = try book.add(["number": .text("D7-000041")], customer: "C-1", lines: [], submit: false)
    #expect(try add().order.text("number") == "D7-000042")
  }

  @Test func aNumberIsDrawnOnce() throws {
    _ = try add()
    let error = #expect(throws: FieldError.self) {
      try book.add(["number": .text("D7-000001")], customer: "C-1", lines: [], submit: false)
    }
    #expect(error?.message.contains("orders.number") == true)
    #expect(try book.list().count == 1)
  }

  @Test func anotherCurrency_needsAPrice() throws {
    let error = #expect(throws: FieldError.self) { try add("P-2:1") }
    #expect(error?.message.contains("JPY") == true)
    #expect(try add("P-2:1:9.99").lines.first?.integer("unit_price") == 999)
    #expect(throws: FieldError.self) { try add("P-2:1:9.999") }
  }

  @Test func whatHasLeftTheRangeOrIsUnknownIsRefused_andNothingIsWritten() throws {
    #expect(throws: FieldError.self) { try add("P-1:1", "P-3:1") }
    #expect(throws: FieldError.self) { try add("P-1:1", "X:1") }
    #expect(try book.list().isEmpty)
    #expect(try trial.outbox().isEmpty)
    #expect(try add().order.text("number") == "D7-000001")
  }

  @Test func onlyADraftsLinesChange() throws {
    let number = try #require(try add("P-1:1").order.text("number"))
    #expect(try book.addLines(number, [try LineRequest("P-1:2")]).lines.count == 2)
    #expect(try book.removeLine(number, line: 1).lines.map { $0.integer("line_number") } == [2])
    #expect(throws: FieldError.self) { try book.removeLine(number, line: 9) }
    #expect(try book.setStatus(number, to: "submitted").order.text("status") == "submitted")
    #expect(throws: FieldError.self) { try book.addLines(number, [try LineRequest("P-1:2")]) }
    #expect(throws: FieldError.self) { try book.removeLine(number, line: 2) }
  }

  @Test func theWorkflowLeadsTheWay() throws {
    let number = try #require(try add().order.text("number"))
    #expect(throws: FieldError.self) { try book.setStatus(number, to: "submitted") }
    #expect(throws: FieldError.self) { try book.setStatus(number, to: "shipped") }
    let unknown = #expect(throws: FieldError.self) { try book.setStatus(number, to: "eaten") }
    #expect(unknown?.kind == .usage)
    #expect(try book.setStatus(number, to: "cancelled").order.text("status") == "cancelled")
    let error = #expect(throws: FieldError.self) { try book.setStatus(number, to: "draft") }
    #expect(error?.message.contains("nothing follows it") == true)
  }
}
