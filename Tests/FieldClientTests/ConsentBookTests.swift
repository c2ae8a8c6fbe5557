import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct ConsentBookTests {
  private let sales: SalesTrial
  private let book: ConsentBook

  init() throws {
    sales = try SalesTrial(role: .manager)
    book = ConsentBook(sales.desk)
    _ = try CampaignBook(sales.desk).add(["name": .text("Spring"), "kind": .text("mail")])
  }

  private func subject(_ customer: String = "C-1", contact: String? = nil, purpose: String = "marketing")
    -> ConsentBook.Subject
  {
    ConsentBook.Subject(customer: customer, contact: contact, channel: "mail", purpose: purpose)
  }

  private func targets() throws -> [String] {
    try CampaignBook(sales.desk).targets("Spring", isMine: false).compactMap { $0.text("code") }
  }

  private func isAllowed(_ subject: ConsentBook.Subject) throws -> Bool {
    try book.check(subject).integer("allowed") == 1
  }

  @Test func whoTakesConsentBack_isLeftOutOfCampaigns_untilTheyAgreeAnew() throws {
    #expect(try targets() == ["C-1", "C-2", "C-3"])
    let given = try book.note(.given, subject(), ["proof": .text("form 17"), "answered_at": .integer(5)])
    #expect(given.text("state") == "given")
    #expect(given.text("rep") == "Anna")
    let withdrawn = try book.withdraw(subject(), ["withdrawn_at": .integer(9), "withdrawal": .text("by phone")])
    #expect(withdrawn.text("state") == "withdrawn")
    #expect(try targets() == ["C-2", "C-3"])
    #expect(try isAllowed(subject(purpose: "service")))
    #expect(throws: FieldError.self) { try book.withdraw(subject(), [:]) }
    _ = try book.note(.given, subject(), ["proof": .text("form 18"), "answered_at": .integer(12)])
    #expect(try targets() == ["C-1", "C-2", "C-3"])
    #expect(try book.list(customer: "C-1").map { $0.text("state") } == ["given", "withdrawn"])
  }

  @Test func aRefusalOfTheChannelStandsForAllPurposes_untilTheyAgree() throws {
    _ = try CustomerBook(sales.desk).edit("C-1", ["consent_email": .integer(0)])
    #expect(try !isAllowed(subject(purpose: "survey")))
    _ = try book.note(.given, subject(), ["proof": .text("mail of 3 May")])
    #expect(try isAllowed(subject()))
    #expect(throws: FieldError.self) { try book.note(.given, subject(), [:]) }
    #expect(throws: FieldError.self) { try book.note(.given, subject(), ["proof": .text("  ")]) }
    #expect(throws: FieldError.self) { try book.check(subject(purpose: "fun")) }
  }

  @Test func whereTheOrgAsksFirst_onlyThoseWhoAgreedAreAddressed() throws {
    _ = try book.note(.given, subject("C-2"), ["proof": .text("form")])
    try sales.write(
      "INSERT INTO settings(key, value) VALUES ('\(Setting.consentAskFirst.key)', '1')")
    #expect(try targets() == ["C-2"])
    _ = try book.note(.refused, subject("C-2"), ["answered_at": .integer(TrialDesk.now + 1)])
    #expect(try targets().isEmpty)
  }

  @Test func theContactsOwnAnswerCountsBeforeTheCustomers() throws {
    _ = try ContactBook(sales.desk).add(["name": .text("王伟")], customer: "C-1")
    _ = try book.note(.refused, subject(), [:])
    _ = try book.note(.given, subject(contact: "王伟"), ["proof": .text("card")])
    #expect(try isAllowed(subject(contact: "王伟")))
    #expect(try !isAllowed(subject()))
    let activities = ActivityBook(sales.desk)
    #expect(throws: FieldError.self) {
      try activities.add(["kind": .text("mail")], .init(customer: "C-1"), purpose: "marketing")
    }
    _ = try activities.add(["kind": .text("mail")], .init(customer: "C-1", contact: "王伟"), purpose: "marketing")
    _ = try activities.add(["kind": .text("mail")], .init(customer: "C-1"), purpose: "service")
    #expect(throws: FieldError.self) {
      try activities.add(["kind": .text("mail")], .init(customer: "C-1"), purpose: "fun")
    }
  }

  @Test func aCorrectionKeepsItsReasonBesideIt_inOneChangeSet() throws {
    _ = try CustomerBook(sales.desk).edit("C-1", ["phone": .text("030")], correction: "asked by mail on 3 May")
    #expect(try sales.trial.lastTables() == ["customers", "corrections"])
    let parts = try SubjectBook(sales.desk).data(of: "C-1")
    let correction = try #require(parts.first { $0.table == "corrections" }?.rows.first)
    #expect(correction.text("reason") == "asked by mail on 3 May")
    #expect(correction.text("columns") == "[\"phone\"]")
    #expect(throws: FieldError.self) {
      try CustomerBook(sales.desk).edit("C-1", ["phone": .text("031")], correction: " ")
    }
    #expect(try CustomerBook(sales.desk).show("C-1").customer.text("phone") == "030")
  }

  @Test func ofAnErasedPersonNothingPersonalIsTakenAgain() throws {
    try sales.write("UPDATE customers SET erased_at = 5, name = '(erased)', phone = NULL WHERE code = 'C-1'")
    let book = CustomerBook(sales.desk)
    #expect(throws: FieldError.self) { try book.edit("C-1", ["phone": .text("030")]) }
    #expect(try book.edit("C-1", ["grade": .text("C"), "phone": .null]).text("grade") == "C")
  }

  @Test func anAuditorIsRefusedBeforeAnythingIsWritten() throws {
    let trial = try TrialDesk(role: .auditor)
    #expect(throws: FieldError.self) { try CustomerBook(trial.desk).edit("C-1", ["phone": .text("1")]) }
    #expect(try CustomerBook(trial.desk).show("C-1").customer.text("name") == "Acme")
    #expect(try trial.outbox().isEmpty)
  }
}
