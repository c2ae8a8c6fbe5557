import ChangeModel
import Testing

@testable import FieldClient

@Suite struct ActivityBookTests {
  private let trial: TrialDesk
  private let book: ActivityBook
  private let acme = ActivityBook.Subject(customer: "C-1")

  init() throws {
    trial = try TrialDesk()
    book = ActivityBook(trial.desk)
  }

  private func lastContact() throws -> Int64? {
    try CustomerBook(trial.desk).show("C-1").customer.integer("last_contact_at")
  }

  @Test func aCallIsAContact_oneThatReachedNobodyIsNone() throws {
    _ = try book.add(["outcome": .text("not_reached")], acme)
    #expect(try lastContact() == nil)
    _ = try book.add(["kind": .text("call")], acme)
    #expect(try lastContact() == TrialDesk.now)
    #expect(try book.list().map { $0.text("state") } == ["done", "done"])
  }

  @Test func anAppointmentIsOpenUntilItTookPlace() throws {
    _ = try book.add(
      ["kind": .text("appointment"), "planned_at": .integer(TrialDesk.now + Day.length)], acme)
    var open = ActivityBook.Filter()
    open.isOpen = true
    #expect(try book.list(open).count == 1)
    #expect(try lastContact() == nil)
    _ = try ActivityBook(trial.desk(days: 1)).finish("C-1", ["outcome": .text("promise")])
    #expect(try book.list(open).isEmpty)
    #expect(try lastContact() == TrialDesk.now + Day.length)
    #expect(throws: FieldError.self) { try book.finish("C-1", [:]) }
  }

  @Test func whoRefusesCalls_isNotCalled_butMayCall() throws {
    _ = try CustomerBook(trial.desk).edit("C-1", ["consent_phone": .integer(0)])
    let error = #expect(throws: FieldError.self) { try book.add(["kind": .text("call")], acme) }
    #expect(error?.message.contains("--anyway") == true)
    #expect(try book.add(["kind": .text("mail")], acme).text("kind") == "mail")
    #expect(try book.add(["kind": .text("call"), "direction": .text("in")], acme).text("direction") == "in")
    #expect(try book.add(["kind": .text("call")], acme, despiteRefusal: true).text("kind") == "call")
  }

  @Test func thePersonsOwnAnswerCountsBeforeTheCustomers() throws {
    _ = try CustomerBook(trial.desk).edit("C-1", ["consent_phone": .integer(0)])
    _ = try ContactBook(trial.desk).add(["name": .text("王伟"), "consent_phone": .integer(1)], customer: "C-1")
    let subject = ActivityBook.Subject(customer: "C-1", contact: "王伟")
    #expect(try book.add(["kind": .text("call")], subject).text("contact") == "王伟")
  }
}

@Suite struct TaskBookTests {
  private let trial: TrialDesk
  private let book: TaskBook

  init() throws {
    trial = try TrialDesk()
    book = TaskBook(trial.desk)
  }

  @Test func aTaskIsSeenWhereItsCustomerIs_andOneOfOnesOwnAtHome() throws {
    var links = TaskBook.Links()
    links.customer = "C-1"
    let ofCustomer = try book.add(["subject": .text("send the list")], links)
    let own = try book.add(["subject": .text("wash the car")])
    #expect(ofCustomer.rowID("territory_id") == TrialDesk.id(11))
    #expect(own.rowID("territory_id") == TrialDesk.id(11))
    #expect(own.text("rep") == "Anna")
    #expect(throws: FieldError.self) { try book.add(["subject": .text("  ")]) }
  }

  @Test func dueOnesComeInTime_remindersBefore_doneOnesGo() throws {
    let now = TrialDesk.now
    _ = try book.add(["subject": .text("later"), "due_at": .integer(now + 3 * Day.length)])
    _ = try book.add(
      ["subject": .text("prepare"), "due_at": .integer(now + 5 * Day.length), "remind_at": .integer(now)])
    _ = try book.add(["subject": .text("now"), "due_at": .integer(now)])
    var due = TaskBook.Filter()
    due.dueBefore = TrialDesk.today.end
    #expect(try book.list(due).map { $0.text("subject") } == ["now", "prepare"])
    #expect(try book.finish("now", outcome: "well").integer("done_at") == now)
    #expect(throws: FieldError.self) { try book.finish("now", outcome: nil) }
    #expect(try book.list().map { $0.text("subject") } == ["later", "prepare"])
  }

  @Test func aTaskAboutAComplaintIsForItsCustomer() throws {
    _ = try ComplaintBook(trial.desk).add(["subject": .text("broken")], customer: "C-1")
    var links = TaskBook.Links()
    links.complaint = "C-1"
    #expect(try book.add(["subject": .text("fetch it")], links).text("customer") == "Acme")
  }
}
