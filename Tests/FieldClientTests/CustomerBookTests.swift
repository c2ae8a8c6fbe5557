import ChangeModel
import Testing

@testable import FieldClient

@Suite struct CustomerBookTests {
  private let trial: TrialDesk
  private let book: CustomerBook

  init() throws {
    trial = try TrialDesk()
    book = CustomerBook(trial.desk)
  }

  @Test func aNewCustomerBelongsToTheOnlyTerritoryAndToTheRep() throws {
    let customer = try book.add(["name": .text("New Ltd")], territory: nil)
    #expect(customer.text("territory") == "North")
    #expect(customer.text("owner") == "Anna")
    #expect(customer.id != nil)
    #expect(try trial.lastTables() == ["customers"])
    #expect(customer.columns.allSatisfy { !$0.hasPrefix("godwit_") })
  }

  @Test func severalTerritories_oneMustBeNamed() throws {
    let wide = CustomerBook(try TrialDesk(territories: [1, 2]).desk)
    let error = #expect(throws: FieldError.self) { try wide.add(["name": .text("x")], territory: nil) }
    #expect(error?.kind == .usage)
    #expect(error?.message.contains("North, South") == true)
    #expect(try wide.add(["name": .text("x")], territory: "south").text("territory") == "South")
  }

  @Test(arguments: ["C-1", "c-1", "acme", "01900000-0000-7000-0000-000000000029", "01900000000070000000000000000029"])
  func aCustomerHasManyNames(name: String) throws {
    #expect(try book.show(name).customer.text("name") == "Acme")
  }

  @Test func anAmbiguousNameListsTheCandidates() throws {
    for name in ["Twin", "0190-0000"] {
      let error = #expect(throws: FieldError.self) { try book.show(name) }
      #expect(error?.message.contains("C-2") == true, "\(name)")
      #expect(error?.message.contains("C-3") == true, "\(name)")
    }
    let error = #expect(throws: FieldError.self) { try book.show("nobody") }
    #expect(error?.message.contains("`godwit customer list`") == true)
    let lost = #expect(throws: FieldError.self) { try book.edit("C-1", Cells(), territory: "West") }
    #expect(lost?.message.contains("North, South") == true)
  }

  @Test func everyWordMustOccur_andSignsAreNoPatterns() throws {
    #expect(try book.search("twin 100%_x").map { $0.text("code") } == ["C-3"])
    #expect(try book.search("twin %").map { $0.text("code") } == ["C-3"])
    #expect(try book.search("acme twin").isEmpty)
    #expect(try book.search("").count == 3)
  }

  @Test func tagsAreAddedAndRemoved() throws {
    _ = try book.edit("C-1", Cells(), tagsAdded: ["b", "a"])
    let edited = try book.edit("C-1", Cells(), tagsAdded: ["c"], tagsRemoved: ["b"])
    #expect(Tags.read(edited.text("tags")) == ["a", "c"])
    var filter = CustomerBook.Filter()
    filter.tag = "c"
    #expect(try book.list(filter).map { $0.text("code") } == ["C-1"])
  }

  @Test func deletingTakesVisitsAndContactsInOneChangeSet_butNotOrders() throws {
    _ = try ContactBook(trial.desk).add(["name": .text("Jane")], customer: "C-2")
    _ = try VisitBook(trial.desk).add(["planned_at": .integer(1)], customer: "C-2")
    let before = try trial.outbox().count
    _ = try book.delete("C-2")
    #expect(try trial.outbox().count == before + 1)
    #expect(try trial.lastTables() == ["customers", "contacts", "visits"])
    _ = try OrderBook(trial.desk).add([:], customer: "C-1", lines: [], submit: false)
    #expect(throws: FieldError.self) { try book.delete("C-1") }
  }

  @Test func customerWithPoints_isNotDeleted_andTheRepIsTold() throws {
    try trial.desk.write { db in
      try db.execute(
        sql:
          "INSERT INTO loyalty_entries(customer_id, kind, points) SELECT id, 'earn', 5 FROM customers WHERE code = 'C-2'"
      )
    }
    #expect(throws: FieldError.self) { try book.delete("C-2") }
    #expect(try book.list().map { $0.text("code") }.contains("C-2"))
  }
}
