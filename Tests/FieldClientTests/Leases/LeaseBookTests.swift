import ChangeModel
import FieldSales
import GRDB
import Testing

@testable import FieldClient

@Suite struct LeaseBookTests {
  private let trial: TrialDesk
  private let book: LeaseBook
  private let orders: OrderBook

  /// On an office's replica, which may write what the server would: the lease's answer.
  init() throws {
    trial = try TrialDesk(role: .office)
    book = LeaseBook(trial.desk)
    orders = OrderBook(trial.desk)
    _ = try book.setPool(.stock, of: "P-1", "20", isMore: false)
  }

  private func grant(_ units: Int64, until: Int64 = TrialDesk.now + 1) throws -> String {
    let lease = try book.ask(.stock, of: "P-1", String(units))
    try trial.desk.write { db in
      try db.execute(
        sql: "UPDATE leases SET status = 'granted', granted = ?, spent = 0, expires_at = ? WHERE id = ?",
        arguments: [units, until, lease.id.map { Value($0).databaseValue }])
    }
    return try #require(lease.text("number"))
  }

  private func order(_ line: String, submit: Bool = true) throws -> OrderBook.Sheet {
    try orders.add([:], customer: "C-1", lines: [try LineRequest(line)], submit: submit)
  }

  private func leaseNotices(_ sheet: OrderBook.Sheet) -> [Notice] { sheet.notices.filter { $0.topic == .lease } }

  @Test func aLeaseIsAskedFor_withNumberAndDevice() throws {
    let lease = try book.ask(.stock, of: "P-1", "6")
    #expect(lease.text("number") == "L7-000001")
    #expect(lease.integer("device") == 7)
    #expect(lease.text("status") == "asked")
    #expect(try book.ask(.credit, of: "C-1", "12.50").integer("asked") == 1250)
    #expect(throws: FieldError.self) { try book.ask(.stock, of: "P-1", "0") }
    #expect(throws: FieldError.self) { try book.ask(.stock, of: "P-1", "2.5") }
    #expect(try book.list().count == 2)
    #expect(try book.giveBack("L7-000001").text("status") == "returned")
    #expect(throws: FieldError.self) { try book.giveBack("L7-000001") }
    #expect(try book.list().count == 1)
  }

  @Test func anOrderSpendsItsLease_andIsCertain_untilNothingIsLeft() throws {
    let number = try grant(6)
    let first = try order("P-1:4")
    #expect(first.lines.first?.rowID("stock_lease_id") != nil)
    #expect(leaseNotices(first).map(\.isWarning) == [false])
    #expect(try book.show(number).integer("left") == 2)
    let second = try order("P-1:3")
    #expect(leaseNotices(second).first?.text.english.hasPrefix("3 of P-1: only 2 is certain") == true)
    #expect(leaseNotices(try order("P-1:1")).first?.text.english.contains("not leased") == true)
    #expect(try book.show(number).integer("left") == 0)
    // What the server has judged is not taken off twice.
    try trial.desk.write { db in
      try db.execute(sql: "UPDATE order_lines SET stock_taken = quantity")
      try db.execute(sql: "UPDATE leases SET spent = 5")
    }
    #expect(try book.show(number).integer("left") == 1)
    #expect(leaseNotices(try orders.check(try #require(first.order.text("number")))) == [])
  }

  @Test func aDraftSpendsNothing_andIsToldWhatWouldBe() throws {
    let number = try grant(6)
    let draft = try order("P-1:4", submit: false)
    #expect(draft.lines.first?.rowID("stock_lease_id") == nil)
    #expect(leaseNotices(draft).map(\.isWarning) == [false])
    #expect(try book.show(number).integer("left") == 6)
    let submitted = try orders.setStatus(try #require(draft.order.text("number")), to: "submitted")
    #expect(submitted.lines.first?.rowID("stock_lease_id") != nil)
  }

  @Test func whatRanOut_orIsAnothersDevice_isNotSpent() throws {
    _ = try grant(6, until: TrialDesk.now)
    #expect(try order("P-1:4").lines.first?.rowID("stock_lease_id") == nil)
    let other = try grant(6)
    try trial.desk.write { try $0.execute(sql: "UPDATE leases SET device = 8 WHERE number = ?", arguments: [other]) }
    #expect(try order("P-1:4").lines.first?.rowID("stock_lease_id") == nil)
  }

  @Test func creditOnLeaseIsCertain_andWhatOthersHoldIsNotThere() throws {
    try trial.desk.write { db in
      try db.execute(sql: "UPDATE customers SET credit_limit = 5000, credit_leased = 4000 WHERE code = 'C-1'")
    }
    let over = try order("P-2:1:12.00")
    #expect(over.notices.contains { $0.topic == .credit && $0.isWarning })
    let lease = try book.ask(.credit, of: "C-1", "40.00")
    try trial.desk.write { db in
      try db.execute(
        sql: "UPDATE leases SET status = 'granted', granted = 4000, spent = 0, expires_at = ? WHERE id = ?",
        arguments: [TrialDesk.now + 1, lease.id.map { Value($0).databaseValue }])
    }
    let within = try order("P-2:1:12.00")
    #expect(within.order.rowID("credit_lease_id") == lease.id)
    #expect(within.notices.allSatisfy { !$0.isWarning })
  }

  @Test func aConflictAboutALeaseIsTheReps() throws {
    let lease = try book.ask(.stock, of: "P-1", "6")
    try trial.desk.write { db in
      try db.execute(
        sql: "INSERT INTO conflicts(table_name, row_id) VALUES ('leases', ?)",
        arguments: [lease.id.map { Value($0).databaseValue }])
    }
    let conflicts = FieldSales.schema.index(of: "conflicts")
    let scopes = try trial.replica.digests().filter { $0.table == conflicts && $0.count > 0 }.map(\.scope)
    #expect(scopes.sorted() == [.territory(1), .rep(1)])
  }

  @Test func anOrderSaysWhichPricesItWasTakenBy() throws {
    let prices = PriceBook(trial.desk)
    _ = try prices.putList("ALL", ["currency": .text("EUR"), "applies_to": .text("all")])
    _ = try prices.setPrice(list: "ALL", product: "P-1", price: "4.00", from: 1)
    let sheet = try order("P-1:1")
    #expect(sheet.order.integer("known_position") == 1)
    let price = try trial.desk.read { try $0.record("SELECT id FROM prices")?.id }
    #expect(sheet.lines.first?.rowID("price_id") == price)
  }

  @Test func thePoolGrows_isShown_andIsTheOffices() throws {
    #expect(try book.setPool(.stock, of: "P-1", "5", isMore: true).integer("total") == 25)
    #expect(try book.pool(.stock, of: "P-1").integer("free") == 25)
    #expect(throws: FieldError.self) { try book.setPool(.credit, of: "C-1", "5", isMore: false) }
    let rep = LeaseBook(try TrialDesk().desk)
    #expect(throws: FieldError.self) { try rep.setPool(.stock, of: "P-1", "5", isMore: false) }
  }
}
