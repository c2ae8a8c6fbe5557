import ArgumentParser
import ChangeModel
import FieldClient

/// What a person writes about a complaint.
struct ComplaintFields: ParsableArguments {
  @Option(help: "What happened, in the customer's words.") var description: String?
  @Option(help: "What the customer asks for.") var wanted: String?
  @Option(help: "quality, delivery, price, service, billing or other.") var cause: String?
  @Option(help: "1 grave, 2 usual, 3 slight.") var severity: Int64?
  @Option(help: "How it came: visit, phone, mail, web, letter.") var channel: String?
  @Option(help: "The person who complained.") var contact: String?
  @Option(help: "The order in question.") var order: String?
  @Option(help: "The product in question.") var product: String?

  func cells() throws -> Cells {
    if let severity, !(1...3).contains(severity) { throw FieldError(.usage, "--severity is 1, 2 or 3") }
    var cells = Cells()
    cells.set("description", description)
    cells.set("wanted", wanted)
    cells.set("cause", cause)
    cells.set("severity", severity)
    cells.set("channel", channel)
    return cells
  }

  var links: ComplaintBook.Links {
    var links = ComplaintBook.Links()
    links.contact = contact
    links.order = order
    links.product = product
    return links
  }
}
