import ArgumentParser
import FieldClient

/// What is agreed about an order besides its lines.
struct OrderFields: ParsableArguments {
  @Option(help: "What else was agreed.") var memo: String?
  @Option(help: "The customer's own order number.") var reference: String?
  @Option(help: "When delivery was promised.") var deliverBy: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("memo", memo)
    cells.set("customer_reference", reference)
    cells.set("expected_at", try moment(deliverBy, option: "--deliver-by"))
    return cells
  }
}
