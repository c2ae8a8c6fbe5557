import ArgumentParser
import FieldClient
import FieldSales

extension LeadLevel: ExpressibleByArgument {}
extension LeadSignal: ExpressibleByArgument {}

/// What a contact shows of a lead.
struct JudgementOptions: ParsableArguments {
  @Option(
    help: "What the lead showed: none, interest, intention, comparing, asking_price, negotiating, deposit.")
  var signal: LeadSignal?
  @Option(help: "The level: deposit, week, month, quarter, later (default: what the signal suggests).")
  var level: LeadLevel?
  @Option(help: "Why you judge so.") var because: String?

  var judgement: LeadJudgement { LeadJudgement(signal: signal, level: level, note: because) }
}
