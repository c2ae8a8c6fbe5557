import ArgumentParser
import FieldClient

struct CustomerShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a customer with contacts, last visits and orders.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let card = try CustomerBook(common.desk()).show(customer)
    let printer = common.printer
    guard !common.json else {
      return printer.document(
        JSON(card.customer).adding(
          ("contacts", JSON(card.contacts)), ("visits", JSON(card.visits)), ("orders", JSON(card.orders)),
          ("leads", JSON(card.leads)), ("opportunities", JSON(card.opportunities)),
          ("complaints", JSON(card.complaints)), ("tasks", JSON(card.tasks))))
    }
    printer.card(card.customer, CustomerShapes.card)
    printer.section("Contacts", card.contacts, ContactShapes.ofCustomer)
    printer.section("Complaints", card.complaints, ComplaintShapes.ofCustomer)
    printer.section("Leads", card.leads, LeadShapes.ofCustomer)
    printer.section("Opportunities", card.opportunities, OpportunityShapes.ofCustomer)
    printer.section("Tasks", card.tasks, TaskShapes.ofCustomer)
    printer.section("Last visits", card.visits, VisitShapes.ofCustomer)
    printer.section("Last orders", card.orders, OrderShapes.ofCustomer)
  }
}
