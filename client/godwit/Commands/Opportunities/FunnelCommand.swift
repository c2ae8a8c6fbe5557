import ArgumentParser
import FieldClient

struct FunnelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "funnel", abstract: "What is in the making: count, value, forecast, conversion and days per stage.")

  @Option(help: "How many deals you want; shows the leads that they need.") var deals: Int64?
  @Flag(help: "Only your own.") var mine = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    if let deals, deals < 0 { throw FieldError(.usage, "--deals takes a number from 0 on") }
    let sheet = try Funnel(common.desk()).sheet(isMine: mine)
    let needed = deals.flatMap { Funnel.leadsNeeded(deals: $0, conversion: sheet.conversion) }
    let printer = common.printer
    guard !common.json else {
      return printer.document(
        .object([
          ("stages", JSON(sheet.stages)), ("passage", JSON(sheet.passage)), ("months", JSON(sheet.months)),
          ("conversion", JSON(sheet.conversion)), ("deals", JSON(deals)), ("leads_needed", JSON(needed)),
        ]))
    }
    if sheet.stages.isEmpty { printer.say("nothing is in the making: note it with `godwit opportunity add`") }
    printer.section("In the making", sheet.stages, OpportunityShapes.stages)
    printer.section("Passage", sheet.passage, OpportunityShapes.passage)
    printer.section("Forecast by month of decision", sheet.months, OpportunityShapes.months)
    printer.say("")
    printer.say(Self.rate(sheet.conversion))
    if let deals, let needed { printer.say("\(deals) deals need \(needed) new leads") }
  }

  static func rate(_ conversion: Record) -> Phrase {
    let rate = Decimals.text(conversion.integer("leads_per_deal_hundredths") ?? 0, digits: 2)
    let won = conversion.integer("won") ?? 0
    let closed = conversion.integer("closed") ?? 0
    if conversion.integer("is_own") == 1 { return "one deal takes \(rate) leads, measured: \(won) of \(closed) leads" }
    return "one deal takes \(rate) leads, as set, while there are few deals (\(won) of \(closed) leads)"
  }
}
