import ArgumentParser
import FieldClient

/// What is agreed about an order besides its lines.
struct OrderFields: ParsableArguments {
  @Option(help: "What else was agreed.") var memo: String?
  @Option(help: "The customer's own order number.") var reference: String?
  @Option(help: "When delivery was promised.") var deliverBy: String?
  @Option(help: "The delivery window's beginning.") var deliverFrom: String?
  @Option(help: "The delivery window's end.") var deliverUntil: String?
  @Option(help: "The code of the warehouse that is to deliver.") var warehouse: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("memo", memo)
    cells.set("customer_reference", reference)
    cells.set("expected_at", try moment(deliverBy, option: "--deliver-by"))
    let window = (
      from: try moment(deliverFrom, option: "--deliver-from"),
      until: try moment(deliverUntil, option: "--deliver-until")
    )
    if let from = window.from, let until = window.until, from >= until {
      throw FieldError(.usage, "the delivery window ends before it begins: check --deliver-from and --deliver-until")
    }
    cells.set("deliver_from", window.from)
    cells.set("deliver_until", window.until)
    cells.set("warehouse", warehouse)
    return cells
  }
}
