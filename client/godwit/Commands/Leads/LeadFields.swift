import ArgumentParser
import ChangeModel
import FieldClient

/// What a rep writes about a lead.
struct LeadFields: ParsableArguments {
  @Option(help: "What they look for.") var interest: String?
  @Option(help: "What the deal may be worth, such as 1200.50.") var value: String?
  @Option(help: "Currency of the value, three letters.") var currency: String?
  @Option(help: "When they mean to buy.") var expectedAt: String?
  @Option(help: "How the lead came: survey, campaign, visit, fair, web, referral, ...") var source: String?
  @Option(help: "What the next one who calls should know.") var notes: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("interest", interest)
    try cells.setAmount("value", value, currency: currency)
    cells.set("expected_at", try moment(expectedAt, option: "--expected-at"))
    cells.set("source", source)
    cells.set("notes", notes)
    return cells
  }
}

extension Cells {
  /// Notes an amount that a person wrote, with its currency.
  mutating func setAmount(_ column: String, _ text: String?, currency: String?) throws {
    set("currency", currency?.uppercased())
    guard let text else { return }
    guard !text.isEmpty else {
      self[column] = .null
      return
    }
    guard let amount = Money.minorUnits(text, currency: currency), amount >= 0 else {
      throw FieldError(.usage, "\"\(text)\" is no amount: write a decimal such as 1200.50")
    }
    self[column] = .integer(amount)
  }
}
