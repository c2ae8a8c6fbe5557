import ArgumentParser
import ChangeModel
import FieldClient

struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "Edits that crossed: list, show, resolve.",
    discussion: """
      When two people changed the same value without knowing of each other, one stands and the other is kept. \
      Most settle themselves; an open one asks a person.
      """,
    subcommands: [ConflictsList.self, ConflictsShow.self, ConflictsResolve.self])
}
