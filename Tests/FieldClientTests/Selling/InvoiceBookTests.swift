import ChangeModel
import Testing

@testable import FieldClient

@Suite struct InvoiceBookTests {
  private let sales: SalesTrial
  private let book: InvoiceBook
  private static let day: Int64 = 86_400_000

  init() throws {
    sales = try SalesTrial()
    book = InvoiceBook(sales.desk)
  }

  private func enter(
    _ kind: String, _ number: String, _ amount: Int64, dueInDays: Int64? = nil, outstanding: Int64? = nil,
    customer: String = "C-1"
  ) throws {
    let due = dueInDays.map { "\(TrialDesk.now + $0 * Self.day)" } ?? "NULL"
    try sales.write(
      """
      INSERT INTO ledger_entries(customer_id, kind, number, amount, due_at, booked_at, outstanding, currency)
      SELECT id, '\(kind)', '\(number)', \(amount), \(due), \(TrialDesk.now - 90 * Self.day),
        \(outstanding.map { "\($0)" } ?? "NULL"), 'EUR' FROM customers WHERE code = '\(customer)'
      """)
  }

  @Test func whatTheOfficeSaysIsOpenCounts() throws {
    try enter("invoice", "I-1", 1000, dueInDays: -10, outstanding: 400)
    try enter("invoice", "I-2", 2000, dueInDays: 10, outstanding: 2000)
    try enter("invoice", "I-3", 3000, dueInDays: -20, outstanding: 0)
    let open = try book.open()
    #expect(open.map { $0.text("number") } == ["I-1", "I-2"])
    #expect(open.map { $0.integer("open") } == [400, 2000])
    #expect(open.map { $0.integer("overdue_days") } == [10, nil])
    #expect(try book.open(overdue: true).count == 1)
  }

  @Test func elsePaymentsPayTheOldestInvoicesFirst() throws {
    try enter("invoice", "I-1", 1000, dueInDays: -30)
    try enter("invoice", "I-2", 2000, dueInDays: -20)
    try enter("invoice", "I-3", 3000, dueInDays: -10)
    try enter("payment", "P-1", -1500)
    try enter("credit", "C-1", -100)
    try enter("invoice", "I-9", 700, dueInDays: -1, customer: "C-2")
    let open = try book.open(customer: "C-1")
    #expect(open.map { $0.text("number") } == ["I-2", "I-3"])
    #expect(open.map { $0.integer("open") } == [1400, 3000])
    let reminders = try book.reminders()
    #expect(reminders.map { $0.text("code") } == ["C-1", "C-2"])
    #expect(reminders.map { $0.integer("overdue") } == [4400, 700])
    #expect(reminders.map { $0.integer("overdue_days") } == [20, 1])
  }

  @Test func anAccountShowsLimitBalanceAndOpenOrders() throws {
    _ = try CustomerBook(sales.desk).edit("C-1", ["credit_limit": .integer(50_000), "balance": .integer(1000)])
    try enter("invoice", "I-1", 1000, dueInDays: -1)
    _ = try sales.sell("P-1:2", status: "submitted")
    let account = try book.account("C-1")
    #expect(account.summary.integer("credit_limit") == 50_000)
    #expect(account.summary.integer("open") == 1000)
    #expect(account.summary.integer("overdue") == 1000)
    #expect(account.summary.integer("open_orders") == 900)
    #expect(account.entries.count == 1)
  }

  @Test func anEmptyAccountAndBrokenEntriesAreShownCalmly() throws {
    #expect(try book.open().isEmpty)
    #expect(try book.reminders().isEmpty)
    #expect(try book.account("C-1").summary.integer("open") == 0)
    try sales.write(
      "INSERT INTO ledger_entries(customer_id, kind, amount) SELECT id, 'invoice', 5 FROM customers WHERE code = 'C-1'")
    #expect(try book.open().map { $0.integer("open") } == [5])
    #expect(try book.open(overdue: true).isEmpty)
  }
}
