import ArgumentParser
import ChangeModel
import FieldClient

struct AttentionList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List rejected changes.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = AttentionBook(try common.desk())
    let items = try book.list()
    if common.json {
      return common.printer.document(.array(try items.map { AttentionShapes.json($0, try book.changes(of: $0)) }))
    }
    let records = try items.map { AttentionShapes.record($0, try book.changes(of: $0), in: common.printer.language) }
    common.printer.list(records, AttentionShapes.list, empty: "nothing needs attention")
  }
}
