import ArgumentParser
import ChangeModel
import FieldClient

struct ConflictsList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List open conflicts.")

  @Flag(help: "Also those that need nobody (any more).") var all = false
  @OptionGroup var which: ConflictsFilter
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let limit = try limit.limit(isJSON: common.json)
    let conflicts = try ConflictBook(common.desk()).list(all: all, which.filter, limit: limit)
    common.printer.list(
      common.json ? conflicts : conflicts.map { ConflictShapes.inWords($0, in: common.printer.language) },
      ConflictShapes.list,
      empty: all ? "no conflicts" : "no open conflicts; --all shows those that settled themselves", limit: limit)
  }
}
