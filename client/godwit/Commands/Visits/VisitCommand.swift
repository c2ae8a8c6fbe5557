import ArgumentParser
import FieldClient

struct VisitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visit", abstract: "Visits: list, show, plan, check in and out, add, edit, attach, delete.",
    discussion: "Times are written 2026-11-22 09:30, 09:30, now, today or tomorrow, in local time.",
    subcommands: [
      VisitList.self, VisitShow.self, VisitPlan.self, VisitCheckIn.self, VisitCheckOut.self, VisitAdd.self,
      VisitEdit.self, VisitAttach.self, VisitAttachments.self, VisitDelete.self,
    ])
}
