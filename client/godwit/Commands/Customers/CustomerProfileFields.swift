import ArgumentParser
import ChangeModel
import FieldClient

/// What makes a customer more than an address. An empty text clears a column.
struct CustomerProfileFields: ParsableArguments {
  @Option(help: "How the person is addressed.") var salutation: String?
  @Option(help: "Preferred language, such as en or zh.") var language: String?
  @Option(help: "A person's habits of buying.") var consumption: String?
  @Option(help: "A person's education.") var education: String?
  @Option(help: "A person's work.") var career: String?
  @Option(help: "A person's family.") var family: String?
  @Option(help: "What a person likes and does.") var lifestyle: String?
  @Option(help: "How a person decides.") var character: String?
  @Option(help: "What marks a company.") var traits: String?
  @Option(help: "People who work there.") var employees: Int64?
  @Option(help: "A company's sales of a year, such as 1500000.") var annualRevenue: String?
  @Option(help: "How a company's business goes.") var businessState: String?
  @Option(help: "How it trades with us.") var tradeState: String?
  @Option(help: "Agreed to messages.") var consentMessage: YesNo?
  @Option(help: "Agreed to letters.") var consentPost: YesNo?
  @Option(help: "The customer who named this one.") var referredBy: String?
  @Option(
    help: ArgumentHelp(
      "One of your org's own fields; repeat it, leave the value empty to clear.", valueName: "name=value"))
  var field: [String] = []

  func cells(currency: String?) throws -> Cells {
    var cells = Cells()
    let texts = [
      ("salutation", salutation), ("language", language), ("consumption", consumption), ("education", education),
      ("career", career), ("family", family), ("lifestyle", lifestyle), ("character", character), ("traits", traits),
      ("business_state", businessState), ("trade_state", tradeState),
    ]
    for (column, text) in texts { cells.set(column, text) }
    cells.set("employees", employees)
    if let annualRevenue {
      guard let amount = Money.minorUnits(annualRevenue, currency: currency), amount >= 0 else {
        throw FieldError(.usage, "\"\(annualRevenue)\" is no amount: write a decimal such as 1500000")
      }
      cells["annual_revenue"] = .integer(amount)
    }
    if let consent = consentMessage { cells["consent_message"] = consent.value }
    if let consent = consentPost { cells["consent_post"] = consent.value }
    return cells
  }

  func customFields() throws -> [(name: String, value: String)] {
    try field.map { text in
      guard let field = CustomFields.parse(text) else {
        throw FieldError(.usage, "\"\(text)\" is no field: write name=value")
      }
      return field
    }
  }
}

extension Cells {
  /// These cells, and those.
  func merging(_ others: Cells) -> Cells {
    var result = self
    for (column, value) in zip(others.columns, others.values) { result[column] = value }
    return result
  }
}
