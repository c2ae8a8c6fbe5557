import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct WarningBookTests {
  private let sales: SalesTrial
  private let book: WarningBook
  private static let now = TrialDesk.now

  init() throws {
    sales = try SalesTrial()
    book = WarningBook(sales.desk)
    try sales.write("UPDATE customers SET owner_rep_id = (SELECT id FROM reps)")
  }

  private func kinds() throws -> [String] { try book.list().compactMap { $0.text("kind") }.sorted() }

  private func invoice(_ customer: String, _ amount: Int, dueDaysAgo days: Int64) throws {
    try sales.write(
      """
      INSERT INTO ledger_entries(customer_id, kind, number, booked_at, due_at, amount, outstanding, currency)
      SELECT id, 'invoice', 'I-\(amount)', 0, \(Self.now - days * Day.length), \(amount), \(amount), 'EUR'
      FROM customers WHERE code = '\(customer)'
      """)
  }

  @Test func whatIsFound_isRaisedOnce_withOwnerAndDay() throws {
    try invoice("C-1", 5000, dueDaysAgo: 40)
    try invoice("C-1", 700, dueDaysAgo: 10)
    #expect(try book.check() == .init(raised: 1, ended: 0, open: 1))
    let warning = try #require(try book.list().first)
    #expect(warning.text("kind") == "overdue")
    #expect(warning.text("owner") == "Anna")
    #expect(warning.integer("amount") == 5700)
    #expect(warning.integer("since_at") == Self.now - 40 * Day.length)
    #expect(warning.integer("due_at") == Self.now + 3 * Day.length)
    #expect(try book.check() == .init(raised: 0, ended: 0, open: 1))
    #expect(try sales.trial.lastTables() == ["warnings"])
  }

  @Test func twoReplicasThatFindTheSame_writeTheSameRow() throws {
    let other = try SalesTrial(role: .rep)
    for trial in [sales, other] {
      try trial.write("UPDATE customers SET credit_limit = 100, balance = 500, currency = 'EUR' WHERE code = 'C-1'")
      #expect(try WarningBook(trial.desk).check().raised == 1)
    }
    #expect(try book.list().map(\.id) == WarningBook(other.desk).list().map(\.id))
  }

  @Test func whatIsNoMoreSo_endsByItself_andComesBackAsAnotherRow() throws {
    try invoice("C-1", 5000, dueDaysAgo: 40)
    _ = try book.check()
    let first = try #require(try book.list().first?.id)
    try sales.write("UPDATE ledger_entries SET outstanding = 0")
    #expect(try book.check() == .init(raised: 0, ended: 1, open: 0))
    #expect(try book.list().isEmpty)
    #expect(try book.show(first.description).text("state") == "ended")
    try sales.write("UPDATE ledger_entries SET outstanding = 100")
    #expect(try book.check().raised == 1)
    #expect(try book.list().first?.id != first)
    #expect(try book.list().first?.integer("turn") == 1)
  }

  @Test func anAnswerIsKept_andAskedForAgainOnlyLater() throws {
    try invoice("C-1", 5000, dueDaysAgo: 40)
    _ = try book.check()
    let answered = try book.finish("C-1", action: "答应周五付款")
    #expect(answered.text("state") == "done")
    #expect(answered.text("done_by") == "Anna")
    #expect(throws: FieldError.self) { try book.finish(answered.id?.description ?? "", action: "x") }
    #expect(throws: FieldError.self) { try book.finish("C-1", action: "  ") }
    #expect(try book.check() == .init(raised: 0, ended: 0, open: 0))
    try sales.write("UPDATE warnings SET done_at = \(Self.now - 14 * Day.length)")
    #expect(try book.check() == .init(raised: 1, ended: 1, open: 1))
  }

  @Test func somebodyElseMaySeeToIt() throws {
    try sales.write("INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000099', 'Zoë')")
    try invoice("C-1", 5000, dueDaysAgo: 40)
    _ = try book.check()
    #expect(try book.assign("C-1", to: "Zoë", dueAt: Self.now - 1).text("state") == "late")
    var filter = WarningBook.Filter()
    filter.isMine = true
    #expect(try book.list(filter).isEmpty)
    filter.isMine = false
    filter.isLate = true
    #expect(try book.list(filter).count == 1)
  }

  @Test func everyKindIsFound() throws {
    let past = Self.now - 100 * Day.length
    try sales.write("UPDATE customers SET credit_limit = 100, balance = 500 WHERE code = 'C-2'")
    try invoice("C-1", 5000, dueDaysAgo: 40)
    var aim = TargetBook.Aim(amount: "1000000", period: CalendarPeriod(.year, containing: Self.now))
    aim.customer = "C-1"
    _ = try TargetBook(sales.desk).add(aim)
    for days: Int64 in [130, 100, 70] {
      _ = try sales.sell("P-1:1:1.00", customer: "C-3", at: Self.now - days * Day.length)
    }
    try sales.write(
      """
      UPDATE customers SET visit_every_days = 10, last_contact_at = \(past) WHERE code = 'C-2';
      INSERT INTO complaints(customer_id, subject, received_at) SELECT id, '坏了', \(past) FROM customers WHERE code = 'C-1';
      INSERT INTO leads(customer_id, interest, opened_at) SELECT id, 'tea', \(past) FROM customers WHERE code = 'C-1';
      UPDATE products SET expected_life_days = 110 WHERE sku = 'P-3';
      """)
    try sales.write("UPDATE products SET active = 1")
    _ = try sales.sell("P-3:1:1.00", customer: "C-2", at: past)
    _ = try book.check()
    #expect(try Set(kinds()) == Set(WarningKind.allCases.map(\.rawValue)))
    #expect(try book.list().allSatisfy { $0.text("owner") == "Anna" })
    let subjects = try book.list().compactMap { $0.text("subject") }
    #expect(Set(subjects).isSuperset(of: ["坏了", "tea", "Old tea"]))
  }

  @Test func nothingToWarnOf_isCalm_andForeignRowsAreLeftAlone() throws {
    try sales.write(
      "INSERT INTO warnings(customer_id, kind) SELECT id, 'weather' FROM customers WHERE code = 'C-1'")
    #expect(try book.check() == .init(raised: 0, ended: 0, open: 0))
    #expect(try book.list().count == 1)
  }
}
