import ChangeModel
import Testing

@testable import FieldClient

@Suite struct TodayBookTests {
  private let trial: TrialDesk
  private let book: TodayBook

  init() throws {
    trial = try TrialDesk()
    book = TodayBook(trial.desk)
  }

  private func kinds(isAll: Bool = false, days: Int64 = 0) throws -> [AgendaKind] {
    try TodayBook(trial.desk(days: days)).agenda(TrialDesk.day(days), isAll: isAll).sections.map(\.kind)
  }

  @Test func aDayWithNothing_isEmpty() throws {
    #expect(try kinds().isEmpty)
  }

  @Test func whatMattersMostComesFirst() throws {
    let now = TrialDesk.now
    try trial.buy("A-1", daysAgo: 5)
    _ = try TaskBook(trial.desk).add(["subject": .text("t"), "due_at": .integer(now)])
    _ = try VisitBook(trial.desk).add(["planned_at": .integer(now)], customer: "C-1")
    _ = try LeadBook(trial.desk).add([:], customer: "C-1")
    _ = try ComplaintBook(trial.desk).add(["subject": .text("s")], customer: "C-3")
    _ = try OpportunityBook(trial.desk).add(
      ["name": .text("o"), "expected_close_at": .integer(now)], customer: "C-1")
    _ = try ActivityBook(trial.desk).add(
      ["kind": .text("appointment"), "planned_at": .integer(now)], ActivityBook.Subject(customer: "C-1"))
    try trial.execute("UPDATE customers SET birth_date = '1970-01-16' WHERE code = 'C-1'")
    try trial.execute(
      """
      INSERT INTO orders(customer_id, number, status, hold_reason, placed_at)
      VALUES ((SELECT id FROM customers WHERE code = 'C-1'), 'H-1', 'on_hold', 'limit', 1)
      """)
    try trial.execute(
      """
      INSERT INTO ledger_entries(customer_id, kind, due_at, amount, outstanding, currency)
      VALUES ((SELECT id FROM customers WHERE code = 'C-1'), 'invoice', 1000, 500, 300, 'EUR')
      """)
    #expect(
      try kinds() == [
        .complaint, .lead, .visit, .appointment, .task, .heldOrder, .overdue, .decision, .thanks, .birthday,
      ])
    let overdue = try #require(try book.agenda(TrialDesk.today, isAll: false).sections.first { $0.kind == .overdue })
    #expect(overdue.items.first?.integer("amount") == 300)
    #expect(overdue.items.first?.integer("is_on_route") == 1)
  }

  @Test func aNextStepIsOpenUntilTheNextContact() throws {
    _ = try VisitBook(trial.desk).checkIn("C-1", [:])
    _ = try VisitBook(trial.desk).checkOut(
      "C-1", ["next_step": .text("send samples"), "next_step_at": .integer(TrialDesk.now + Day.length)])
    #expect(try kinds().isEmpty)
    #expect(try kinds(days: 1) == [.nextStep])
    _ = try ActivityBook(trial.desk(days: 1)).add([:], ActivityBook.Subject(customer: "C-1"))
    #expect(try kinds(days: 2).isEmpty)
  }

  @Test func aBrokenVisitRhythmIsShown_aPlannedVisitMendsIt() throws {
    try trial.execute(
      "UPDATE customers SET visit_every_days = 10, last_contact_at = ? WHERE code = 'C-1'",
      [
        TrialDesk.now - 11 * Day.length
      ])
    #expect(try kinds() == [.visitRhythm])
    _ = try VisitBook(trial.desk).add(["planned_at": .integer(TrialDesk.now + 3 * Day.length)], customer: "C-1")
    #expect(try kinds().isEmpty)
  }

  @Test func whatIsAnothersIsNotMine_aManagerSeesAll() throws {
    try trial.execute("INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000099', 'Bob')")
    _ = try LeadBook(trial.desk).add([:], customer: "C-1")
    try trial.execute("UPDATE leads SET rep_id = x'01900000000070000000000000000099'")
    #expect(try kinds().isEmpty)
    #expect(try kinds(isAll: true) == [.lead])
  }

  @Test func aLongListIsCut_andSaysHowMuchIsLeft() throws {
    for index in 0..<7 { _ = try TaskBook(trial.desk).add(["subject": .text("t\(index)"), "due_at": .integer(0)]) }
    let section = try #require(try book.agenda(TrialDesk.today, isAll: false, limit: 5).sections.first)
    #expect(section.items.count == 5)
    #expect(section.total == 7)
  }

  @Test func aComplaintOfALongTimeAgo_isTheFirstLineForTheManager() throws {
    _ = try ComplaintBook(trial.desk).add(["subject": .text("slight"), "severity": .integer(3)], customer: "C-1")
    _ = try ComplaintBook(trial.desk).escalate("C-1", reason: "angry")
    _ = try ComplaintBook(trial.desk).add(["subject": .text("grave"), "severity": .integer(1)], customer: "C-3")
    let section = try #require(try book.agenda(TrialDesk.today, isAll: true).sections.first)
    #expect(section.items.map { $0.text("subject") } == ["slight", "grave"])
    #expect(section.items.map { $0.integer("is_escalated") } == [1, 0])
  }

  @Test func aQuoteIsShownBeforeItRunsOut_andForAWhileAfter() throws {
    let orders = OrderBook(trial.desk)
    let sheet = try orders.quote(
      ["valid_until": .integer(TrialDesk.now + 20 * Day.length)], customer: "C-1", lines: [try LineRequest("P-1:10")])
    #expect(try kinds().isEmpty)
    #expect(try [14, 15, 25, 26].map { try kinds(days: $0) } == [[], [.quote], [.quote], []])
    func line(_ days: Int64) throws -> Record? {
      try TodayBook(trial.desk(days: days)).agenda(TrialDesk.day(days), isAll: false).sections.first?.items.first
    }
    #expect(try [19, 20].map { try line($0)?.integer("is_over") } == [0, 1])
    #expect(try line(19)?.integer("amount") == 4500)
    #expect(try line(19)?.integer("due_at") == TrialDesk.now + 20 * Day.length - 1)
    _ = try orders.accept(try #require(sheet.order.text("number")), submit: false)
    #expect(try kinds(days: 19).isEmpty)
  }

  @Test func whatACustomerHasEarnedIsGiven_managersSeeThoseOfTheDaysVisits() throws {
    try trial.execute(
      """
      INSERT INTO loyalty_thresholds(code, name, kind, basis, amount, currency, promise)
      VALUES ('CUP', 'Cup', 'gift', 'purchases', 100, 'EUR', 'a cup'), ('SILVER', 'Silver', 'tier', 'points', 5, NULL, NULL)
      """)
    try trial.buy("A-1", daysAgo: 60)
    try trial.execute(
      "INSERT INTO loyalty_entries(customer_id, kind, points) SELECT id, 'earn', 5 FROM customers WHERE code = 'C-3'")
    func codes(isAll: Bool = false) throws -> [String?] {
      let sections = try book.agenda(TrialDesk.today, isAll: isAll).sections
      return sections.first { $0.kind == .gift }?.items.map { $0.text("code") } ?? []
    }
    #expect(try codes() == ["CUP", "SILVER"])
    #expect(try codes(isAll: true) == [])
    _ = try VisitBook(trial.desk).add(["planned_at": .integer(TrialDesk.now)], customer: "C-3")
    #expect(try codes() == ["SILVER", "CUP"])
    #expect(try codes(isAll: true) == ["SILVER"])
    _ = try LoyaltyBook(trial.desk).grant("C-1", threshold: "CUP", reason: nil)
    #expect(try codes() == ["SILVER"])
    try trial.execute("INSERT INTO reps(id, name) VALUES (x'01900000000070000000000000000099', 'Bob')")
    try trial.execute("UPDATE customers SET owner_rep_id = x'01900000000070000000000000000099'")
    #expect(try codes() == [])
    #expect(try codes(isAll: true) == ["SILVER"])
  }
}
