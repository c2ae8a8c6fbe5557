import ChangeModel
import Testing

@testable import FieldClient

@Suite struct StockBookTests {
  private let trial: TrialDesk
  private let book: StockBook
  private let orders: OrderBook

  init() throws {
    trial = try TrialDesk(role: .office)
    book = StockBook(trial.desk)
    orders = OrderBook(trial.desk)
    _ = try book.putWarehouse("HAM", ["name": .text("Hamburg")])
    _ = try book.putWarehouse("SHA", ["name": .text("上海")])
  }

  private func order(_ line: String, submit: Bool, placedAt: Int64 = TrialDesk.now) throws -> OrderBook.Sheet {
    try orders.add(
      ["placed_at": .integer(placedAt)], customer: "C-1", lines: [try LineRequest(line)], submit: submit)
  }

  private func available() throws -> Int64? { try book.show("P-1").product.integer("available") }

  @Test func freeIsOnHand_lessReserved_lessWhatWasOrderedSinceTheCount() throws {
    _ = try book.set(warehouse: "HAM", product: "P-1", ["on_hand": .integer(10), "reserved": .integer(2)])
    _ = try book.set(warehouse: "sha", product: "P-1", ["on_hand": .integer(5)])
    #expect(try available() == 13)
    _ = try order("P-1:4", submit: false)
    _ = try order("P-1:3", submit: true, placedAt: TrialDesk.now - 1)
    #expect(try available() == 13)
    _ = try order("P-1:4", submit: true)
    let sheet = try book.show("P-1")
    #expect(sheet.product.integer("promised") == 4)
    #expect(sheet.product.integer("available") == 9)
    #expect(sheet.places.map { $0.text("warehouse") } == ["HAM", "SHA"])
    #expect(sheet.places.map { $0.integer("free") } == [8, 5])
    #expect(sheet.product.integer("counted_at") == TrialDesk.now)
  }

  @Test func aClosedWarehouseCountsNot() throws {
    _ = try book.set(warehouse: "HAM", product: "P-1", ["on_hand": .integer(10)])
    _ = try book.putWarehouse("HAM", ["active": .integer(0)])
    #expect(try available() == nil)
    #expect(try book.show("P-1").places.isEmpty)
    #expect(try book.warehouses().count == 2)
  }

  @Test func withoutWarehouses_theProductsOneFigureCounts() throws {
    _ = try ProductBook(trial.desk).edit("P-1", ["stock_quantity": .integer(7)])
    #expect(try available() == 7)
    #expect(try book.list().map { $0.integer("available") } == [7, nil])
    #expect(try book.list(short: true).isEmpty)
  }

  @Test func moreThanIsFree_isSaidWhenTheOrderIsTaken_andItsOwnGoodsAreNotCountedTwice() throws {
    _ = try book.set(
      warehouse: "HAM", product: "P-1", ["on_hand": .integer(10), "incoming": .integer(50)])
    #expect(try order("P-1:10", submit: true).notices.isEmpty)
    let short = try order("P-1:3", submit: false)
    #expect(short.notices.map(\.topic) == [.stock])
    let text = try #require(short.notices.first?.text.english)
    #expect(text.hasPrefix("P-1: 3 ordered, 0 free as of "))
    #expect(text.hasSuffix("; 50 more. Agree on a part delivery or a later day"))
    let chinese = try #require(short.notices.first?.text.text(in: .chinese))
    #expect(chinese.hasPrefix("P-1：订 3，截至 "))
    #expect(chinese.hasSuffix(" 可用 0；另有 50 在途。请商定分批交货或改期"))
  }

  @Test func anOrderFromOneWarehouse_isHeldAgainstWhatIsThere() throws {
    _ = try book.set(warehouse: "HAM", product: "P-1", ["on_hand": .integer(2)])
    _ = try book.set(warehouse: "SHA", product: "P-1", ["on_hand": .integer(50)])
    let lines = [try LineRequest("P-1:5")]
    #expect(try orders.add([:], customer: "C-1", lines: lines, submit: false).notices.isEmpty)
    let sheet = try orders.add(["warehouse": .text("ham")], customer: "C-1", lines: lines, submit: false)
    #expect(sheet.notices.first?.text.english.hasPrefix("P-1: 5 ordered, 2 free as of ") == true)
  }

  @Test func aRepReadsOnly() throws {
    let rep = StockBook(try TrialDesk().desk)
    #expect(throws: FieldError.self) { try rep.putWarehouse("X", [:]) }
    #expect(try rep.list().count == 2)
  }
}
