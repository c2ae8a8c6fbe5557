import ArgumentParser
import FieldClient

struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer", abstract: "Customers: list, search, show, add, edit, delete.",
    discussion: "A customer is named by its number, its exact name, its ID, or the beginning of the ID.",
    subcommands: [
      CustomerList.self, CustomerSearch.self, CustomerShow.self, CustomerAdd.self, CustomerEdit.self,
      CustomerDelete.self,
    ])
}

struct CustomerList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List customers by name.")

  @Option(help: "Only of this territory.") var territory: String?
  @Option(help: "Only in this state, such as active.") var status: String?
  @Option(help: "Only of this grade.") var grade: String?
  @Option(help: "Only with this tag.") var tag: String?
  @Flag(help: "Only those you look after.") var mine = false
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    var filter = CustomerBook.Filter()
    filter.territory = territory
    filter.status = status
    filter.grade = grade
    filter.tag = tag
    filter.isMine = mine
    filter.limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CustomerBook(common.desk()).list(filter), CustomerShapes.list,
      empty: "no customers; add one with `godwit customer add NAME`", limit: filter.limit)
  }
}

struct CustomerSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find customers in which every word occurs.")

  @Argument(help: "Words in name, number, city, phone, mail, notes or tags.") var words: [String]
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try CustomerBook(common.desk()).search(words.joined(separator: " "), limit: limit), CustomerShapes.list,
      empty: "no customer has all of these words", limit: limit)
  }
}

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
          ("contacts", JSON(card.contacts)), ("visits", JSON(card.visits)), ("orders", JSON(card.orders))))
    }
    printer.card(card.customer, CustomerShapes.card)
    printer.section("Contacts", card.contacts, ContactShapes.ofCustomer)
    printer.section("Last visits", card.visits, VisitShapes.ofCustomer)
    printer.section("Last orders", card.orders, OrderShapes.ofCustomer)
  }
}

struct CustomerAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a customer.")

  @Argument(help: "The name, if not given with --name.") var newName: String?
  @OptionGroup var fields: CustomerFields
  @Option(help: "The territory; yours when you have one.") var territory: String?
  @Option(help: "A tag; may be repeated.") var tag: [String] = []
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = fields.cells
    cells.set("name", newName ?? fields.name)
    guard cells["name"]?.text != nil else { throw FieldError(.usage, "name the customer: godwit customer add NAME") }
    if !tag.isEmpty { cells["tags"] = .text(Tags.write(tag)) }
    let customer = try CustomerBook(common.desk()).add(cells, territory: territory)
    if common.json { return common.printer.document(JSON(customer)) }
    common.printer.card(customer, CustomerShapes.card)
  }
}

struct CustomerEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a customer; an empty text clears a column.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var fields: CustomerFields
  @Option(help: "Move to this territory.") var territory: String?
  @Option(help: "The rep who looks after the customer.") var owner: String?
  @Option(help: "A tag to add; may be repeated.") var tag: [String] = []
  @Option(help: "A tag to remove; may be repeated.") var untag: [String] = []
  @OptionGroup var common: CommonOptions

  func run() throws {
    let others = territory != nil || owner != nil || !tag.isEmpty || !untag.isEmpty
    let cells = others ? fields.cells : try fields.cells.required()
    let edited = try CustomerBook(common.desk()).edit(
      customer, cells, territory: territory, owner: owner, tagsAdded: tag, tagsRemoved: untag)
    if common.json { return common.printer.document(JSON(edited)) }
    common.printer.card(edited, CustomerShapes.card)
  }
}

struct CustomerDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a customer who has no orders, with contacts and visits.")

  @Argument(help: "The customer.") var customer: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try CustomerBook(common.desk()).delete(customer)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted \(deleted.text("name") ?? customer)")
  }
}
