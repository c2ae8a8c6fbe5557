import ArgumentParser
import ChangeModel
import FieldClient

/// What a manager writes about a campaign.
struct CampaignFields: ParsableArguments {
  @Option(help: "call, mail, message, visit, fair, event, advertisement or partner.") var kind: String?
  @Option(help: "What it is to bring about.") var goal: String?
  @Option(help: "When it begins.") var from: String?
  @Option(help: "When it ends.") var until: String?
  @Option(help: "What it may cost.") var budget: String?
  @Option(help: "What it did cost.") var cost: String?
  @Option(help: "Currency, three letters.") var currency: String?
  @Option(help: "Only customers of this segment.") var segment: String?
  @Option(help: "Only customers of this grade.") var grade: String?
  @Option(help: "Only customers in this state.") var status: String?
  @Option(help: "Only customers with this tag.") var tag: String?
  @Option(help: "What reps should say and bring.") var notes: String?

  func cells() throws -> Cells {
    var cells = Cells()
    cells.set("kind", kind)
    cells.set("goal", goal)
    cells.set("starts_at", try moment(from, option: "--from"))
    cells.set("ends_at", try moment(until, option: "--until"))
    try cells.setAmount("budget", budget, currency: currency)
    try cells.setAmount("cost", cost, currency: currency)
    cells.set("target_segment", segment)
    cells.set("target_grade", grade)
    cells.set("target_status", status)
    cells.set("target_tag", tag)
    cells.set("notes", notes)
    return cells
  }
}
