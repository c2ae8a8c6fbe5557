import ChangeModel
import Testing

@testable import FieldClient

@Suite struct SurveyBookTests {
  private let trial: TrialDesk
  private let book: SurveyBook

  init() throws {
    trial = try TrialDesk(role: .manager)
    book = SurveyBook(trial.desk)
    _ = try book.add(["name": .text("Spring")], [SurveyBook.Question("How was it?")])
    _ = try book.ask("Spring", SurveyBook.Question("Which?", kind: "choice", choices: ["红茶", "green"]))
    _ = try book.ask("Spring", SurveyBook.Question("Again?", kind: "yes_no"))
  }

  @Test func answersAreCheckedAndCounted() throws {
    let before = try trial.outbox().count
    _ = try book.answer("Spring", customer: "C-1", answers: [(1, "4"), (2, "红茶"), (3, "yes")])
    #expect(try trial.outbox().count == before + 1)
    _ = try book.answer("Spring", customer: "C-3", answers: [(1, "5"), (3, "no")])
    let card = try book.show("Spring")
    #expect(card.survey.integer("response_count") == 2)
    #expect(card.questions.map { $0.integer("average") } == [450, nil, 50])
    #expect(card.questions.map { $0.integer("answers") } == [2, 1, 2])
    #expect(card.texts.map { $0.text("text") } == ["红茶"])
  }

  @Test(arguments: [(1, "6"), (1, "good"), (2, "blue"), (3, "perhaps"), (9, "1")] as [(Int64, String)])
  func anAnswerThatDoesNotFit_isRefused_andNothingIsWritten(position: Int64, text: String) throws {
    #expect(throws: FieldError.self) {
      try book.answer("Spring", customer: "C-1", answers: [(1, "4"), (position, text)])
    }
    #expect(try book.show("Spring").survey.integer("response_count") == 0)
  }

  @Test func aRepMakesNoSurvey_butTakesAnswers() throws {
    let rep = try TrialDesk()
    #expect(throws: FieldError.self) { try SurveyBook(rep.desk).add(["name": .text("x")], []) }
    #expect(throws: FieldError.self) { try book.ask("Spring", SurveyBook.Question("?", kind: "choice")) }
  }

  @Test func aSurveyFullOfPraise_asksForAReferral() throws {
    _ = try book.answer("Spring", customer: "C-1", answers: [(1, "5"), (3, "no")])
    let due = try CareBook(trial.desk).due(TrialDesk.today, isMine: false, kinds: [.referral])
    #expect(due.items.map { $0.text("customer") } == ["Acme"])
  }
}

@Suite struct CampaignBookTests {
  private let trial: TrialDesk
  private let book: CampaignBook

  init() throws {
    trial = try TrialDesk(role: .manager)
    book = CampaignBook(trial.desk)
    _ = try book.add([
      "name": .text("Fresh"), "kind": .text("mail"), "cost": .integer(1000), "currency": .text("EUR"),
      "target_tag": .text("tea"),
    ])
  }

  @Test func targetsFitTheTarget_andDoNotRefuse_andHaveNotResponded() throws {
    let customers = CustomerBook(trial.desk)
    for code in ["C-1", "C-2", "C-3"] { _ = try customers.edit(code, [:], tagsAdded: ["tea"]) }
    _ = try customers.edit("C-2", ["consent_email": .integer(0)])
    #expect(try book.targets("Fresh", isMine: false).map { $0.text("code") } == ["C-1", "C-3"])
    _ = try book.respond("Fresh", customer: "C-1", response: "interested")
    #expect(try book.targets("Fresh", isMine: false).map { $0.text("code") } == ["C-3"])
  }

  @Test func theReturnCountsOrdersOnce() throws {
    try trial.buy("A-1", daysAgo: 1)
    try trial.execute("UPDATE order_lines SET quantity = 30")
    _ = try book.respond("Fresh", customer: "C-1", response: "bought", order: "A-1")
    _ = try book.respond("Fresh", customer: "C-1", response: "bought", order: "A-1")
    var card = try book.show("Fresh")
    #expect(card.campaign.integer("revenue") == 3000)
    #expect(card.campaign.integer("return_points") == 20_000)
    #expect(card.responses.map { $0.integer("count") } == [2])
    var links = OpportunityBook.Links()
    links.campaign = "Fresh"
    _ = try OpportunityBook(trial.desk).add(
      ["name": .text("o"), "value": .integer(500), "stage": .text("contract")], customer: "C-1", links)
    card = try book.show("Fresh")
    #expect(card.campaign.integer("revenue") == 3500)
  }

  @Test func aCampaignThatCostNothing_hasNoReturn() throws {
    _ = try book.add(["name": .text("Free")])
    #expect(try book.show("Free").campaign["return_points"] == .null)
    #expect(throws: FieldError.self) { try CampaignBook(try TrialDesk().desk).add(["name": .text("x")]) }
  }
}

@Suite struct CustomerRecordTests {
  private let trial: TrialDesk
  private let book: CustomerBook

  init() throws {
    trial = try TrialDesk()
    book = CustomerBook(trial.desk)
  }

  @Test func ownFieldsAreSetChangedAndCleared_eachByItself() throws {
    _ = try book.edit("C-1", [:], fields: [("dock", "yes"), ("hours", "8=17")])
    _ = try book.edit("C-1", [:], fields: [("dock", "no")])
    let fields = CustomFields.read(try book.show("C-1").customer.text("custom_fields"))
    #expect(fields.map(\.name) == ["dock", "hours"])
    #expect(fields.map(\.value) == ["no", "8=17"])
    _ = try book.edit("C-1", [:], fields: [("dock", "")])
    #expect(CustomFields.read(try book.show("C-1").customer.text("custom_fields")).map(\.name) == ["hours"])
    #expect(CustomFields.read("no JSON").isEmpty)
    #expect(CustomFields.parse("=x") == nil)
  }

  @Test func aLostCustomerHasAReason() throws {
    let error = #expect(throws: FieldError.self) { try book.edit("C-1", ["status": .text("lost")]) }
    #expect(error?.message.contains("--lost-reason") == true)
    _ = try book.edit("C-1", ["status": .text("lost"), "lost_reason": .text("moved")])
    #expect(try book.edit("C-1", ["status": .text("lost")]).text("status") == "lost")
  }

  @Test func whoIsReferredIsKnown_andDeletingTakesAllThatHangsOnIt() throws {
    _ = try book.add(["name": .text("新客户")], territory: nil, referredBy: "C-1")
    #expect(try book.show("新客户").customer.text("referred_by") == "Acme")
    _ = try LeadBook(trial.desk).add([:], customer: "C-1")
    _ = try ActivityBook(trial.desk).add([:], ActivityBook.Subject(customer: "C-1", lead: "C-1"))
    _ = try ComplaintBook(trial.desk).add(["subject": .text("s")], customer: "C-1")
    var links = TaskBook.Links()
    links.complaint = "C-1"
    _ = try TaskBook(trial.desk).add(["subject": .text("t")], links)
    _ = try OpportunityBook(trial.desk).add(["name": .text("o")], customer: "C-1")
    _ = try VisitBook(trial.desk).checkIn("C-1", [:])
    _ = try AttachmentBook(trial.desk).add(visit: "C-1", ["kind": .text("photo")], content: [1, 2])
    _ = try book.delete("C-1")
    #expect(throws: FieldError.self) { try book.show("C-1") }
    #expect(try book.show("新客户").customer.text("referred_by") == nil)
    #expect(try TaskBook(trial.desk).list().isEmpty)
  }

  @Test func aPictureComesBackAsItWas_andATooLargeOneIsRefused() throws {
    _ = try VisitBook(trial.desk).checkIn("C-1", [:])
    let attachments = AttachmentBook(trial.desk)
    let picture = try attachments.add(
      visit: "C-1", ["kind": .text("signature"), "name": .text("陈")], content: [0, 255, 7])
    #expect(picture.integer("bytes") == 3)
    #expect(try attachments.content("陈") == [0, 255, 7])
    #expect(throws: FieldError.self) {
      try attachments.add(visit: "C-1", [:], content: Array(repeating: 1, count: AttachmentBook.bytesMax + 1))
    }
    #expect(throws: FieldError.self) { try attachments.add(visit: "C-1", [:], content: nil) }
    _ = try attachments.add(visit: "C-1", ["location": .text("https://example.org/a.jpg")], content: nil)
    #expect(try attachments.list(visit: "C-1").count == 2)
    #expect(throws: FieldError.self) { try attachments.add(visit: "C-3", [:], content: [1]) }
  }
}
