import ArgumentParser
import ChangeModel
import FieldClient

struct AttentionDiscard: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "discard", abstract: "Give a rejected change up.")

  @Argument(help: "The change's number, from the list.") var number: Int64
  @OptionGroup var common: CommonOptions

  func run() throws {
    try AttentionBook(common.desk()).discard(number)
    if common.json { return common.printer.document(.object([("discarded", JSON(number))])) }
    common.printer.say("change \(number) is discarded")
  }
}
