import ArgumentParser
import FieldClient

struct TodayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "What to do today, the most pressing first.",
    discussion: "A rep sees one's own and what is nobody's; managers and the office see all. Nothing is written.")

  @Option(help: "Another day, such as tomorrow.") var day: String?
  @Flag(help: "Of everyone in your territories.") var all = false
  @Flag(help: "Only your own (for managers).") var mine = false
  @Option(help: "At most so many lines of one kind; 0 for all.") var limit = 5
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard limit >= 0 else { throw FieldError(.usage, "--limit takes a number from 0 on") }
    let desk = try common.desk()
    let isAll = all || !mine && desk.replica.identity.role != .rep
    let agenda = try TodayBook(desk).agenda(
      localDay(day, now: desk.now, option: "--day"), isAll: isAll, limit: limit == 0 || common.json ? nil : limit)
    common.printer.show(agenda, now: desk.now)
  }
}

extension Printer {
  /// The day's page.
  func show(_ agenda: Agenda, now: Int64) {
    guard !isJSON else {
      return document(
        .object([
          ("date", .string(agenda.day.date.description)),
          (
            "sections",
            .array(
              agenda.sections.map { section in
                .object([
                  ("kind", .string(section.kind.rawValue)), ("total", JSON(section.total)),
                  ("items", JSON(section.items)),
                ])
              })
          ),
        ]))
    }
    guard !agenda.sections.isEmpty else {
      return say(
        "\(agenda.day.date): nothing presses; plan a visit with `godwit visit plan`, or see `godwit lead list`")
    }
    print(terminal.paint.bold(agenda.day.date.description))
    for section in agenda.sections { show(section, of: agenda.day, now: now) }
  }

  private func show(_ section: Agenda.Section, of day: Day, now: Int64) {
    print("\n\(terminal.paint.bold(said(AgendaLine.title(section.kind))))")
    for item in section.items {
      print(AgendaLine(section.kind, item, day: day, now: now, language: language).text(terminal.paint))
    }
    let left = section.total - section.items.count
    guard left > 0 else { return }
    let more: Phrase = "and \(left) more: `\(AgendaLine.command(section.kind))`"
    print("  " + terminal.paint.dim(said(more)))
  }
}
