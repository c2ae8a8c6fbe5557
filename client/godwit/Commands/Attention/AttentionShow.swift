import ArgumentParser
import ChangeModel
import FieldClient

struct AttentionShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a rejected change.")

  @Argument(help: "The change's number, from the list.") var number: Int64
  @OptionGroup var common: CommonOptions

  func run() throws {
    let (item, changes) = try AttentionBook(common.desk()).show(number)
    if common.json { return common.printer.document(AttentionShapes.json(item, changes)) }
    common.printer.card(AttentionShapes.record(item, changes, in: common.printer.language), AttentionShapes.card)
    for change in changes {
      common.printer.say("")
      common.printer.say("\(AttentionShapes.phrase(change)) \(change.row?.description ?? "")")
      for cell in change.cells {
        let field = Field("  " + cell.column, cell.column)
        common.printer.card(Record(columns: [cell.column], values: [cell.value]), [field])
      }
    }
  }
}
