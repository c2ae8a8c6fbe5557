import ChangeModel
import FieldSales
import Testing

@testable import FieldClient

@Suite struct OpportunityBookTests {
  private let trial: TrialDesk
  private let book: OpportunityBook

  init() throws {
    trial = try TrialDesk()
    book = OpportunityBook(trial.desk)
  }

  private func add(_ name: String, value: Int64, stage: String = "initial_contact") throws {
    _ = try book.add(
      ["name": .text(name), "value": .integer(value), "stage": .text(stage)], customer: "C-1")
  }

  @Test func stepsAreWrittenWithTheStage_inOneChangeSet() throws {
    try add("tea for all", value: 1000)
    #expect(try trial.lastTables() == ["opportunities", "opportunity_steps"])
    _ = try OpportunityBook(trial.desk(days: 4)).move("tea for all", to: "negotiation")
    let card = try book.show("C-1")
    #expect(card.opportunity.text("currency") == "EUR")
    #expect(card.steps.map { $0.text("stage") } == ["negotiation", "initial_contact"])
    #expect(card.opportunity.integer("weighted") == 600)
  }

  @Test func aLossNeedsAReason_andMayComeBack_aContractIsTheEnd() throws {
    try add("a", value: 1)
    #expect(throws: FieldError.self) { try book.move("a", to: "lost") }
    #expect(try book.move("a", to: "lost", reason: "cheaper").integer("closed_at") == TrialDesk.now)
    #expect(try book.move("a", to: "intent").integer("closed_at") == nil)
    _ = try book.move("a", to: "contract")
    let error = #expect(throws: FieldError.self) { try book.move("a", to: "lost", reason: "x") }
    #expect(error?.message.contains("nothing follows it") == true)
    #expect(throws: FieldError.self) { try book.move("a", to: "eaten") }
  }

  @Test func aContractWinsTheLeadThatItGrewFrom() throws {
    _ = try LeadBook(trial.desk).add([:], customer: "C-1")
    var links = OpportunityBook.Links()
    links.lead = "C-1"
    _ = try book.add(["name": .text("from a lead")], customer: nil, links)
    #expect(try book.show("from a lead").opportunity.text("customer") == "Acme")
    _ = try book.move("from a lead", to: "contract")
    var won = LeadBook.Filter()
    won.status = "won"
    #expect(try LeadBook(trial.desk).list(won).count == 1)
  }

  @Test func theFunnelCountsWeighsAndMeasures() throws {
    try add("a", value: 100_000)
    try add("b", value: 50_000, stage: "negotiation")
    try add("c", value: 1, stage: "initial_contact")
    _ = try OpportunityBook(trial.desk(days: 2)).move("c", to: "lost", reason: "r")
    _ = try OpportunityBook(trial.desk(days: 10)).move("b", to: "contract")
    let sheet = try Funnel(trial.desk(days: 11)).sheet()
    #expect(sheet.stages.map { $0.text("stage") } == ["initial_contact"])
    #expect(sheet.stages.first?.integer("weighted") == 10_000)
    let first = try #require(sheet.passage.first { $0.text("stage") == "initial_contact" })
    #expect(first.integer("entered") == 2)
    #expect(first.integer("lost") == 1)
    #expect(first.integer("conversion") == 0)
    #expect(first["days"] == .real(2))
    let last = try #require(sheet.passage.first { $0.text("stage") == "negotiation" })
    #expect(last.integer("conversion") == 10_000)
    #expect(last["days"] == .real(10))
  }

  @Test func fiveDealsNeed25Leads_untilTheOrgHasARateOfItsOwn() throws {
    let book = LeadBook(trial.desk)
    func needed() throws -> Int64? {
      Funnel.leadsNeeded(deals: 5, conversion: try Funnel(trial.desk).sheet().conversion)
    }
    #expect(try needed() == 25)
    for index in 0..<12 {
      _ = try book.add([:], customer: "C-1")
      _ = try book.close("C-1", lostReason: index < 6 ? nil : "no")
    }
    #expect(try needed() == 10)
    #expect(Funnel.leadsNeeded(deals: .max, conversion: try Funnel(trial.desk).sheet().conversion) == nil)
  }

  @Test func theForecastIsByMonth_andGreatValuesDoNotOverflow() throws {
    try add("great", value: LineTotal.grossMax)
    _ = try book.edit("great", ["expected_close_at": .integer(TrialDesk.now), "probability": .integer(9999)])
    let months = try Funnel(trial.desk).sheet().months
    #expect(months.map { $0.text("month") } == ["2027-01"])
    #expect(months.first?.integer("weighted") == LineTotal.grossMax / 10_000 * 9999)
  }
}
