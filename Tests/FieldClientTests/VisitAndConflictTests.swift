import ChangeModel
import Testing

@testable import FieldClient

@Suite struct VisitBookTests {
  private let trial: TrialDesk
  private let book: VisitBook

  init() throws {
    trial = try TrialDesk()
    book = VisitBook(trial.desk)
  }

  @Test func checkInAtACustomer_takesThePlannedVisit() throws {
    let planned = try book.add(["planned_at": .integer(TrialDesk.now + 3_600_000)], customer: "C-1")
    let visit = try book.checkIn("C-1", [:])
    #expect(visit.id == planned.id)
    #expect(visit.integer("check_in_at") == TrialDesk.now)
    #expect(visit.text("state") == "there")
  }

  @Test func aVisitPlannedForTheDayAlone_isTheOneThatIsMade_inTheEveningToo() throws {
    let morning = TrialDesk.now - 72_000_000
    let day = Day(start: morning, end: morning + Day.length, date: try #require(CalendarDate("2027-01-15")))
    let planned = try book.add(["planned_at": .integer(morning)], customer: "C-1")
    #expect(try book.checkIn("C-1", [:], day: day).id == planned.id)
  }

  @Test func anArrivalThatIsNotedLater_isAtTheVisitOfThatTime() throws {
    let lastWeek = TrialDesk.now - 7 * Day.length
    let planned = try book.add(["planned_at": .integer(lastWeek)], customer: "C-1")
    _ = try book.add(["planned_at": .integer(TrialDesk.now)], customer: "C-1")
    #expect(try book.checkIn("C-1", ["check_in_at": .integer(lastWeek + 600_000)]).id == planned.id)
  }

  @Test func checkInUnplanned_makesAVisit_onceOnly() throws {
    let visit = try book.checkIn("C-2", [:])
    #expect(visit.text("customer") == "Twin")
    #expect(visit.text("rep") == "Anna")
    let id = try #require(visit.id).description
    #expect(throws: FieldError.self) { try book.checkIn(id, [:]) }
  }

  @Test func checkOutCountsTheVisitWithTheCustomer_inOneChangeSet() throws {
    #expect(throws: FieldError.self) { try book.checkOut("C-1", [:]) }
    _ = try book.checkIn("C-1", [:])
    let before = try trial.outbox().count
    let visit = try book.checkOut("C-1", ["outcome": .text("order")])
    #expect(visit.text("state") == "made")
    #expect(try trial.outbox().count == before + 1)
    #expect(try trial.lastTables() == ["customers", "visits"])
    let customer = try CustomerBook(trial.desk).show("C-1").customer
    #expect(customer.integer("visit_count") == 1)
    #expect(customer.integer("last_contact_at") == TrialDesk.now)
    #expect(throws: FieldError.self) { try book.checkOut(try #require(visit.id).description, [:]) }
  }
}

@Suite struct ConflictBookTests {
  private let trial: TrialDesk
  private let book: ConflictBook
  private let id = TrialDesk.id(51).description

  init() throws {
    trial = try TrialDesk()
    book = ConflictBook(trial.desk)
  }

  private func legalName() throws -> String? { try CustomerBook(trial.desk).show("C-1").customer.text("legal_name") }

  @Test func takingWhatWasLost_writesItAndTheDecision_inOneChangeSet() throws {
    #expect(try book.list(all: false).map { $0.text("row_label") } == ["Acme"])
    let decided = try book.decide(id, .takeLost, note: "asked them")
    #expect(decided.text("decision") == "restore")
    #expect(decided.text("decided_by_name") == "Anna")
    #expect(try legalName() == "Acme GmbH")
    #expect(try trial.outbox().count == 1)
    #expect(try trial.lastTables() == ["customers", "conflicts"])
    #expect(try book.list(all: false).isEmpty)
    #expect(try book.list(all: true).count == 1)
  }

  @Test func keeping_writesTheDecisionAlone_andItStands() throws {
    _ = try book.decide(id, .keep, note: nil)
    #expect(try trial.lastTables() == ["conflicts"])
    #expect(throws: FieldError.self) { try book.decide(id, .takeLost, note: nil) }
  }

  @Test func otherValuesAreWritten_unknownColumnsAreNot() throws {
    #expect(throws: FieldError.self) { try book.decide(id, .values([("godwit_row", "1")]), note: nil) }
    #expect(throws: FieldError.self) { try book.decide(id, .values([("visit_count", "many")]), note: nil) }
    #expect(try trial.outbox().isEmpty)
    _ = try book.decide(id, .values([("legal_name", "Acme SE")]), note: nil)
    #expect(try legalName() == "Acme SE")
  }
}
