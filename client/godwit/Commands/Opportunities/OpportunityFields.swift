import ArgumentParser
import ChangeModel
import FieldClient

/// What a rep writes about an opportunity.
struct OpportunityFields: ParsableArguments {
  @Option(help: "What it would bring, such as 12000.") var value: String?
  @Option(help: "Currency of the value (default: the customer's).") var currency: String?
  @Option(help: "Your own estimate in percent, 0 to 100 (default: the stage's).") var probability: String?
  @Option(help: "When a decision is expected.") var expectedCloseAt: String?
  @Option(help: "Who else offers.") var competitor: String?
  @Option(help: "What was offered and said.") var notes: String?
  @Option(help: "The person who decides.") var contact: String?
  @Option(help: "The campaign that brought it.") var campaign: String?
  @Option(help: "The order that it became.") var order: String?

  func cells() throws -> Cells {
    var cells = Cells()
    try cells.setAmount("value", value, currency: currency)
    if let probability {
      guard let points = Decimals.scaled(probability, digits: 2), (0...10_000).contains(points) else {
        throw FieldError(.usage, "\"\(probability)\" is no probability: write percent from 0 to 100")
      }
      cells["probability"] = .integer(points)
    }
    cells.set("expected_close_at", try moment(expectedCloseAt, option: "--expected-close-at"))
    cells.set("competitor", competitor)
    cells.set("notes", notes)
    return cells
  }

  var links: OpportunityBook.Links {
    var links = OpportunityBook.Links()
    links.contact = contact
    links.campaign = campaign
    links.order = order
    return links
  }
}
