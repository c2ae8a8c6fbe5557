import ArgumentParser
import ChangeModel
import FieldClient
import ReplicaStore

struct AttentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention", abstract: "Changes that the server rejected: list, show, retry, discard.",
    discussion: """
      A rejected change is undone in the replica and kept here, with the reason. Put right what the reason names, \
      then retry; or discard it.
      """,
    subcommands: [AttentionList.self, AttentionShow.self, AttentionRetry.self, AttentionDiscard.self])
}

struct AttentionList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List rejected changes.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = AttentionBook(try common.desk())
    let items = try book.list()
    if common.json {
      return common.printer.document(.array(try items.map { AttentionShapes.json($0, try book.changes(of: $0)) }))
    }
    let records = try items.map { AttentionShapes.record($0, try book.changes(of: $0)) }
    common.printer.list(records, AttentionShapes.list, empty: "nothing needs attention")
  }
}

struct AttentionShow: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a rejected change.")

  @Argument(help: "The change's number, from the list.") var number: Int64
  @OptionGroup var common: CommonOptions

  func run() throws {
    let (item, changes) = try AttentionBook(common.desk()).show(number)
    if common.json { return common.printer.document(AttentionShapes.json(item, changes)) }
    common.printer.card(AttentionShapes.record(item, changes), AttentionShapes.card)
    for change in changes {
      print("\n\(AttentionShapes.verb(change.kind)) \(change.table) \(change.row?.description ?? "")")
      for cell in change.cells {
        let field = Field("  " + cell.column, cell.column)
        common.printer.card(Record(columns: [cell.column], values: [cell.value]), [field])
      }
    }
  }
}

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
