import ArgumentParser
import ChangeModel
import FieldClient

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "People at customers: list, show, add, edit, delete.",
    subcommands: [ContactList.self, ContactShow.self, ContactAdd.self, ContactEdit.self, ContactDelete.self])
}

/// How contacts are shown.
enum ContactShapes {
  static let ofCustomer = [
    Field("NAME", "name"), Field("ROLE", "role"), Field("INFLUENCE", "influence"), Field("PHONE", "phone"),
    Field("MAIL", "email"), Field("ID", "id", .shortID),
  ]
  static let list = [Field("CUSTOMER", "customer")] + ofCustomer
  static let card = [
    Field("name", "name"), Field("customer", "customer"), Field("id", "id", .id), Field("role", "role"),
    Field("influence", "influence"), Field("ask first", "is_primary", .yesNo), Field("phone", "phone"),
    Field("mail", "email"), Field("birthday", "birth_date"), Field("notes", "notes"),
  ]
}

/// The columns of a contact that a rep may write.
struct ContactFields: ParsableArguments {
  @Option(help: "Name.") var name: String?
  @Option(help: "What the person does there.") var role: String?
  @Option(help: "decides, influences, uses, blocks or none.") var influence: String?
  @Option(help: "Phone.") var phone: String?
  @Option(help: "Mail address.") var email: String?
  @Option(help: "Birthday, YYYY-MM-DD.") var birthDate: String?
  @Option(help: "Notes.") var notes: String?
  @Option(help: "The person to ask first: true or false.") var primary: Bool?

  var cells: Cells {
    var cells = Cells()
    let texts = [
      ("name", name), ("role", role), ("influence", influence), ("phone", phone), ("email", email),
      ("birth_date", birthDate), ("notes", notes),
    ]
    for (column, text) in texts { cells.set(column, text) }
    if let primary { cells["is_primary"] = .integer(primary ? 1 : 0) }
    return cells
  }
}

struct ContactList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List contacts.")

  @Option(help: "Only of this customer.") var customer: String?
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    common.printer.list(
      try ContactBook(common.desk()).list(customer: customer, limit: limit), ContactShapes.list,
      empty: "no contacts; add one with `godwit contact add CUSTOMER NAME`", limit: limit)
  }
}

struct ContactShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a contact.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try ContactBook(common.desk()).show(contact), ContactShapes.card) }
}

struct ContactAdd: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a contact to a customer.")

  @Argument(help: "The customer.") var customer: String
  @Argument(help: "The name, if not given with --name.") var newName: String?
  @OptionGroup var fields: ContactFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    var cells = fields.cells
    cells.set("name", newName ?? fields.name)
    guard cells["name"]?.text != nil else {
      throw FieldError(.usage, "name the person: godwit contact add CUSTOMER NAME")
    }
    common.printer.show(try ContactBook(common.desk()).add(cells, customer: customer), ContactShapes.card)
  }
}

struct ContactEdit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a contact; an empty text clears a column.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var fields: ContactFields
  @OptionGroup var common: CommonOptions

  func run() throws {
    common.printer.show(
      try ContactBook(common.desk()).edit(contact, try fields.cells.required()), ContactShapes.card)
  }
}

struct ContactDelete: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "Delete a contact.")

  @Argument(help: "The contact.") var contact: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let deleted = try ContactBook(common.desk()).delete(contact)
    if common.json { return common.printer.document(.object([("deleted", JSON(deleted["id"] ?? .null))])) }
    common.printer.say("deleted \(deleted.text("name") ?? contact)")
  }
}
