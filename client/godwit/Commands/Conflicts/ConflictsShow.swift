import ArgumentParser
import ChangeModel
import FieldClient

struct ConflictsShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a conflict.")

  @Argument(help: "The conflict's ID, or its beginning.") var conflict: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    ConflictShapes.show(try ConflictBook(common.desk()).show(conflict), common.printer)
  }
}
