import ArgumentParser
import FieldClient

struct CustomerLifeCycle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle", abstract: "List customers whose purchases tell another stage than is noted, and note it.",
    discussion: "`godwit report lifecycle` counts the stages, and says how they follow from purchases.")

  @Flag(help: "Note the stages that purchases tell.") var set = false
  @Option(help: "Only this territory.") var territory: String?
  @Option(help: "Only this rep.") var rep: String?
  @OptionGroup var limit: LimitOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let book = ReportBook(try common.desk())
    let scope = ReportScope(territory: territory, rep: rep)
    let changes = try set ? book.setStages(scope) : book.lifeCycle(scope).part("changes")
    let most = try limit.limit(isJSON: common.json)
    let shown = most.map { Array(changes.prefix($0)) } ?? changes
    common.printer.list(shown, ReportShapes.changes, empty: "every stage is noted as purchases tell", limit: most)
    if !common.json, !changes.isEmpty {
      common.printer.say(
        set
          ? "\(Count.of(changes.count, "customer")) noted anew"
          : "\(Count.of(changes.count, "customer")) noted otherwise: --set notes what purchases tell")
    }
  }
}
