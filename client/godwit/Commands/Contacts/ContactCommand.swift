import ArgumentParser
import ChangeModel
import FieldClient

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "People at customers: list, show, add, edit, delete.",
    subcommands: [ContactList.self, ContactShow.self, ContactAdd.self, ContactEdit.self, ContactDelete.self])
}
