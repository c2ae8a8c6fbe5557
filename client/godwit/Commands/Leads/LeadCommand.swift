import ArgumentParser
import FieldClient

struct LeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lead", abstract: "Leads: list, show, add, contact, judge, edit, win, lose.",
    discussion: """
      A level says how soon a lead may buy, and how often to speak to it: deposit (paid), week, month, quarter, later. \
      A lead is named by its ID, or by its customer when that has one open lead.
      """,
    subcommands: [
      LeadList.self, LeadShow.self, LeadAdd.self, LeadContact.self, LeadJudge.self, LeadEdit.self, LeadWin.self,
      LeadLose.self,
    ])
}
