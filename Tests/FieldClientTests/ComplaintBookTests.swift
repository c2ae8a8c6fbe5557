import ChangeModel
import Testing

@testable import FieldClient

@Suite struct ComplaintBookTests {
  private let trial: TrialDesk
  private let book: ComplaintBook

  init() throws {
    trial = try TrialDesk()
    book = ComplaintBook(trial.desk)
    _ = try book.add(["subject": .text("carton wet"), "severity": .integer(1)], customer: "C-1")
  }

  private func clock(hours: Int64) throws -> String? {
    try ComplaintBook(trial.desk(hours: hours)).show("C-1").text("clock")
  }

  @Test func theFirstClockRuns_isLate_thenItIsTheManagers() throws {
    #expect(try book.show("C-1").integer("due_at") == TrialDesk.now + 4 * TrialDesk.hour)
    #expect(try [3, 4, 27, 28].map { try clock(hours: $0) } == ["running", "late", "late", "escalated"])
    var late = ComplaintBook.Filter()
    late.isLate = true
    #expect(try book.list(late).isEmpty)
    #expect(try ComplaintBook(trial.desk(hours: 5)).list(late).count == 1)
    var escalated = ComplaintBook.Filter()
    escalated.isEscalated = true
    #expect(try ComplaintBook(trial.desk(hours: 5)).list(escalated).isEmpty)
    #expect(try ComplaintBook(trial.desk(hours: 28)).list(escalated).count == 1)
  }

  @Test func eachStepStartsTheNextClock_andTheLastStopsIt() throws {
    let triaged = try ComplaintBook(trial.desk(hours: 1)).triage("C-1", ["cause": .text("delivery")], rep: nil)
    #expect(triaged.text("next_step") == "start")
    #expect(triaged.text("rep") == "Anna")
    #expect(triaged.integer("due_at") == TrialDesk.now + 25 * TrialDesk.hour)
    let started = try ComplaintBook(trial.desk(hours: 2)).start("C-1")
    #expect(started.integer("due_at") == TrialDesk.now + 74 * TrialDesk.hour)
    let answered = try ComplaintBook(trial.desk(hours: 3)).answer("C-1", "a new carton comes on Friday")
    #expect(answered.text("next_step") == "follow_up")
    #expect(answered.integer("due_at") == TrialDesk.now + 171 * TrialDesk.hour)
    let done = try ComplaintBook(trial.desk(hours: 100)).followUp("C-1", satisfaction: 5)
    #expect(done.text("clock") == "done")
    #expect(try book.list().isEmpty)
  }

  @Test func aStepThatTheWayDoesNotHave_isRefused() throws {
    let error = #expect(throws: FieldError.self) { try book.followUp("C-1", satisfaction: 3) }
    #expect(error?.message.contains("cannot become followed_up") == true)
    #expect(throws: FieldError.self) { try book.answer("C-1", " ") }
    #expect(throws: FieldError.self) { try book.followUp("C-1", satisfaction: 6) }
  }

  @Test func anAnswerThatDidNotHelp_isWorkedOnAgain() throws {
    _ = try book.answer("C-1", "no")
    let again = try ComplaintBook(trial.desk(hours: 10)).start("C-1")
    #expect(again.text("next_step") == "answer")
    #expect(again.integer("due_at") == TrialDesk.now + 82 * TrialDesk.hour)
  }

  @Test func whoCallsForHelp_needsAReason_andIsHeardOnce() throws {
    #expect(throws: FieldError.self) { try book.escalate("C-1", reason: "") }
    let escalated = try book.escalate("C-1", reason: "they threaten to leave")
    #expect(escalated.text("clock") == "escalated")
    #expect(throws: FieldError.self) { try book.escalate("C-1", reason: "again") }
  }

  @Test func aComplaintThatAnotherProgramWroteWithoutTimes_isOverdueAndNotLost() throws {
    try trial.execute(
      "INSERT INTO complaints(customer_id, subject) VALUES ((SELECT id FROM customers WHERE code = 'C-3'), '很慢')")
    #expect(try book.list().map { $0.text("subject") } == ["很慢", "carton wet"])
    #expect(try book.show("C-3").text("clock") == "escalated")
  }
}
