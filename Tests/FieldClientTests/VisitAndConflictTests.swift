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

  /// An open conflict in the phone of a customer.
  private func addConflict(_ number: UInt64, customer: UInt64, at time: Int64) throws {
    func blob(_ id: RowID) -> String { "x'" + id.bytes.hexadecimal + "'" }
    try trial.desk.replica.write(now: TrialDesk.now) { db in
      try db.execute(
        sql: """
          INSERT INTO conflicts(id, table_name, row_id, columns, kept, lost, status, recorded_at)
          VALUES (\(blob(TrialDesk.id(number))), 'customers', \(blob(TrialDesk.id(customer))), '["phone"]', '{"phone":null}',
            '{"phone":"\(number)"}', 'open', \(time))
          """)
    }
  }

  @Test func allOfAColumn_areDecidedAlike_theOldestFirst_andOneThatCannotBe_holdsUpNoOther() throws {
    try addConflict(52, customer: 42, at: 2)
    try addConflict(53, customer: 42, at: 1)
    try addConflict(54, customer: 49, at: 3)
    let phones = ConflictBook.Filter(table: "customers", column: "phone")
    #expect(try book.list(all: false).count == 4)
    #expect(try book.list(all: false, phones).count == 3)
    let (decided, left) = try book.decideAll(phones, .takeLost, note: "the newer")
    #expect(decided.map { $0.text("lost") } == ["{\"phone\":\"53\"}", "{\"phone\":\"52\"}"])
    #expect(left.map { $0.conflict.id } == [TrialDesk.id(54)])
    #expect(left.first?.reason.message.contains("--keep") == true)
    #expect(try CustomerBook(trial.desk).show("C-2").customer.text("phone") == "52")
    #expect(try book.list(all: false).count == 2)
    #expect(try book.decideAll(ConflictBook.Filter(), .keep, note: nil).decided.count == 2)
    #expect(try book.decideAll(ConflictBook.Filter(), .keep, note: nil).decided.isEmpty)
  }

  @Test func tablesAndColumnsThatAreNot_areSaid() {
    for filter in [ConflictBook.Filter(table: "custmers"), ConflictBook.Filter(table: "customers", column: "phon")] {
      #expect(throws: FieldError.self) { try book.list(all: false, filter) }
    }
  }
}
