import ArgumentParser
import ChangeModel
import FieldClient

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
