import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct TerritoryBookTests {
  private let sales: SalesTrial
  private let book: TerritoryBook

  init() throws {
    sales = try SalesTrial()
    book = TerritoryBook(sales.desk)
    _ = try sales.sell("P-1:60:1.00", customer: "C-1")
    _ = try sales.sell("P-1:30:1.00", customer: "C-2")
    _ = try sales.sell("P-1:20:1.00", customer: "C-3")
    try sales.write("UPDATE customers SET city = 'Lyon', postal_code = '69001', grade = 'B' WHERE code = 'C-2'")
  }

  private func territories() throws -> [String?] {
    try sales.desk.read { db in
      try db.records(
        "SELECT t.name FROM customers AS c JOIN territories AS t ON t.id = c.territory_id ORDER BY c.code")
    }.map { $0.text("name") }
  }

  @Test func territoriesAreListedWithWhatTheyWeigh() throws {
    let rows = try book.list()
    #expect(rows.map { $0.text("name") } == ["North", "South"])
    #expect(rows.map { $0.integer("customer_count") } == [3, 0])
    #expect(rows.map { $0.integer("net") } == [11_000, 0])
  }

  @Test func aPreviewChangesNothing_andTellsWhatWouldBe() throws {
    var choice = TerritoryBook.Choice()
    choice.postal = "69"
    let preview = try book.move(choice, to: "South", isDone: false)
    #expect(preview.moves.map { $0.text("customer_code") } == ["C-2"])
    #expect(preview.moves.first?.text("to") == "South")
    #expect(preview.territories.map { $0.integer("net_before") } == [11_000, 0])
    #expect(preview.territories.map { $0.integer("net_after") } == [8000, 3000])
    #expect(preview.territories.map { $0.integer("customers_after") } == [2, 1])
    #expect(try territories() == ["North", "North", "North"])
  }

  @Test func aMoveIsOneChangeSet_ofWhatTheTerritoryNeeds() throws {
    var choice = TerritoryBook.Choice()
    choice.from = "North"
    choice.grade = "b"
    #expect(try book.move(choice, to: "South", owner: "Anna", isDone: true).moves.count == 1)
    #expect(try territories() == ["North", "South", "North"])
    #expect(try sales.trial.lastTables() == ["customers"])
    #expect(try book.move(choice, to: "South", isDone: true).moves.isEmpty)
    choice.customers = ["C-3"]
    #expect(try book.move(choice, to: "South", isDone: false).moves.isEmpty)
    #expect(throws: FieldError.self) { try book.move(TerritoryBook.Choice(), to: "South", isDone: true) }
  }

  @Test func balancingMovesAsLittleAsMakesThemAlike() throws {
    let preview = try book.balance(["North", "South"], by: .sales, isDone: false)
    #expect(preview.moves.map { $0.text("customer_code") } == ["C-1"])
    #expect(preview.territories.map { $0.integer("net_after") } == [5000, 6000])
    _ = try book.balance(["North", "South"], by: .sales, isDone: true)
    #expect(try territories() == ["South", "North", "North"])
    #expect(throws: FieldError.self) { try book.balance(["North", "North"], by: .sales, isDone: false) }
  }

  @Test func aRepRealignsNothing() throws {
    let rep = try SalesTrial(role: .rep)
    var choice = TerritoryBook.Choice()
    choice.from = "North"
    #expect(throws: FieldError.self) { try TerritoryBook(rep.desk).move(choice, to: "South", isDone: true) }
    #expect(try TerritoryBook(rep.desk).list().count == 2)
  }
}
