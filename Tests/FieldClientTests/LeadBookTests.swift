import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct LeadBookTests {
  private let trial: TrialDesk
  private let book: LeadBook

  init() throws {
    trial = try TrialDesk()
    book = LeadBook(trial.desk)
  }

  @Test func theLevelFollowsTheTimeOfPurchase_andIsHistory() throws {
    let lead = try book.add(["expected_at": .integer(TrialDesk.now + 20 * Day.length)], customer: "C-1")
    #expect(lead.text("level") == "month")
    #expect(lead.text("rep") == "Anna")
    let card = try book.show("C-1")
    #expect(card.judgements.map { $0.text("level") } == ["month"])
    #expect(try trial.outbox().count == 1)
    #expect(try trial.lastTables() == ["leads", "lead_judgements"])
  }

  @Test func aLeadNobodySpokeTo_isDueAtOnce_thenOneRhythmAfterTheContact() throws {
    _ = try book.add([:], customer: "C-1", judgement: LeadJudgement(level: .week))
    var due = LeadBook.Filter()
    due.dueBefore = TrialDesk.today.end
    #expect(try book.list(due).count == 1)
    _ = try ActivityBook(trial.desk).add([:], ActivityBook.Subject(customer: "C-1"))
    #expect(try book.list(due).isEmpty)
    due.dueBefore = TrialDesk.day(1).end
    #expect(try book.list(due).map { $0.integer("due_at") } == [TrialDesk.now + Day.length])
  }

  @Test func theOfficesRhythmCounts() throws {
    _ = try book.add([:], customer: "C-1", judgement: LeadJudgement(level: .quarter))
    try trial.execute("INSERT INTO settings(key, value) VALUES ('lead.rhythm.quarter_days', '10')")
    _ = try ActivityBook(trial.desk).add([:], ActivityBook.Subject(customer: "C-1"))
    #expect(try book.show("C-1").lead.integer("due_at") == TrialDesk.now + 10 * Day.length)
    // What no setting may hold is not read: the default counts.
    try trial.execute("UPDATE settings SET value = '0'")
    #expect(try book.show("C-1").lead.integer("days") == 15)
  }

  @Test func aContactJudgesTheLeadAnew_inOneChangeSet() throws {
    _ = try book.add([:], customer: "C-1")
    let before = try trial.outbox().count
    let later = trial.desk(days: 2)
    _ = try ActivityBook(later).add(
      ["kind": .text("call")], ActivityBook.Subject(customer: "C-1", lead: "C-1"),
      judgement: LeadJudgement(signal: .negotiating, note: "asked for terms"))
    #expect(try trial.outbox().count == before + 1)
    let card = try LeadBook(later).show("C-1")
    #expect(card.lead.text("level") == "week")
    #expect(card.lead.integer("last_contact_at") == TrialDesk.now + 2 * Day.length)
    #expect(card.judgements.map { $0.text("level_before") } == ["later", nil])
    #expect(card.judgements.first?.text("note") == "asked for terms")
    #expect(card.activities.count == 1)
  }

  @Test func aVisitJudgesTheLeadToo_andAnAbsentCustomerWasNotSpokenTo() throws {
    _ = try book.add([:], customer: "C-1")
    _ = try VisitBook(trial.desk).checkIn("C-1", [:])
    _ = try VisitBook(trial.desk).checkOut("C-1", ["outcome": .text("absent")])
    #expect(try book.show("C-1").lead.integer("last_contact_at") == nil)
    let later = trial.desk(hours: 30)
    _ = try VisitBook(later).checkIn("C-1", [:])
    _ = try VisitBook(later).checkOut("C-1", [:], judgement: LeadJudgement(signal: .deposit))
    #expect(try book.show("C-1").lead.text("level") == "deposit")
  }

  @Test func aLostLeadHasAReason_andLeavesTheList() throws {
    _ = try book.add([:], customer: "C-1")
    #expect(throws: FieldError.self) { try book.close("C-1", lostReason: " ") }
    #expect(try book.close("C-1", lostReason: "price").text("status") == "lost")
    #expect(try book.list().isEmpty)
    #expect(throws: FieldError.self) { try book.close("C-1", lostReason: nil) }
  }

  @Test func twoOpenLeadsOfACustomer_mustBeNamed() throws {
    _ = try book.add([:], customer: "C-1")
    let second = try #require(try book.add([:], customer: "C-1").id)
    let error = #expect(throws: FieldError.self) { try book.show("C-1") }
    #expect(error?.message.contains("more than one open lead") == true)
    #expect(try book.show(second.description).lead.id == second)
  }

  @Test(arguments: [(0, "week"), (7, "week"), (8, "month"), (31, "month"), (92, "quarter"), (93, "later")])
  func levels(days: Int64, level: String) {
    #expect(LeadLevel(expectedAt: days * Day.length, now: 0).rawValue == level)
  }

  @Test func levelsOfImpossibleTimes_doNotTrap() {
    #expect(LeadLevel(expectedAt: .min, now: .max) == .week)
    #expect(LeadLevel(expectedAt: .max, now: .min) == .later)
  }
}
