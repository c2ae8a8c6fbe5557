import ArgumentParser
import FieldClient

struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer", abstract: "Customers: list, search, show, add, edit, delete.",
    discussion: "A customer is named by its number, its exact name, its ID, or the beginning of the ID.",
    subcommands: [
      CustomerList.self, CustomerSearch.self, CustomerShow.self, CustomerAdd.self, CustomerEdit.self,
      CustomerDelete.self, CustomerLifeCycle.self, CustomerData.self,
    ])
}
