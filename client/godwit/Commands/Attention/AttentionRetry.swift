import ArgumentParser
import ChangeModel
import FieldClient

struct AttentionRetry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Make a rejected change again; the next sync hands it in.")

  @Argument(help: "The change's number, from the list.") var number: Int64
  @OptionGroup var common: CommonOptions

  func run() throws {
    try AttentionBook(common.desk()).retry(number)
    if common.json { return common.printer.document(.object([("retried", JSON(number))])) }
    common.printer.say("change \(number) is made again: `godwit sync` hands it in")
  }
}
