import ArgumentParser
import FieldClient

struct VisitShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a visit.")

  @Argument(help: "The visit's ID, or its beginning.") var visit: String
  @OptionGroup var common: CommonOptions

  func run() throws { common.printer.show(try VisitBook(common.desk()).show(visit), VisitShapes.card) }
}
