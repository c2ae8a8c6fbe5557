import ChangeModel
import FieldClient

/// One line of the day's page: when, who, and what to do.
struct AgendaLine {
  private let when: String
  private let isLate: Bool
  private let words: String

  init(_ kind: AgendaKind, _ item: Record, day: Day, now: Int64, language: Language) {
    let due = item.integer("due_at")
    when = due.map { Self.when($0, day, language) } ?? ""
    isLate = due.map { $0 < (Self.hasTime(kind) ? now : day.start) } ?? false
    words = AgendaWords(item, language: language).words(for: kind)
  }

  func text(_ paint: Paint) -> String {
    let time = DisplayWidth.padded(when, to: 10)
    return "  \(isLate ? paint.red(time) : paint.dim(time))  \(Printable.line(words))"
  }

  /// The time for what is due that day, else the date.
  private static func when(_ time: Int64, _ day: Day, _ language: Language) -> String {
    let text = Moment.text(time)
    if time == day.start { return Catalogue.word("today", in: language) }
    if time > day.start, time < day.end { return String(text.suffix(5)) }
    return time <= 0 ? "" : String(text.prefix(10))
  }

  /// Whether the hour matters.
  private static func hasTime(_ kind: AgendaKind) -> Bool {
    kind == .complaint || kind == .visit || kind == .appointment || kind == .quote
  }

  static func title(_ kind: AgendaKind) -> Phrase {
    switch kind {
    case .rejected: "Rejected changes"
    case .complaint: "Complaints"
    case .lead: "Leads to contact"
    case .visit: "Visits"
    case .appointment: "Appointments and calls"
    case .task: "Tasks"
    case .nextStep: "Next steps agreed"
    case .heldOrder: "Orders on hold"
    case .overdue: "Overdue payments"
    case .quote: "Quotes that run out"
    case .decision: "Decisions that are due"
    case .thanks: "Thanks"
    case .satisfaction: "Ask how satisfied they are"
    case .birthday: "Birthdays"
    case .gift: "Earned and not given yet"
    case .replacement: "Replacements"
    case .crossSell: "Propose what goes with it"
    case .referral: "Ask for a referral"
    case .visitRhythm: "Not seen for too long"
    }
  }

  /// Where the rest is.
  static func command(_ kind: AgendaKind) -> String {
    switch kind {
    case .rejected: "godwit attention list"
    case .complaint: "godwit complaint list"
    case .lead: "godwit lead list --due"
    case .visit: "godwit route"
    case .appointment: "godwit activity list --open"
    case .task: "godwit task list --due"
    case .heldOrder: "godwit order list --status on_hold"
    case .quote: "godwit order list --status quote"
    case .decision: "godwit opportunity list"
    case .gift: "godwit loyalty due"
    case .thanks, .satisfaction, .birthday, .replacement, .crossSell, .referral:
      "godwit care list --kind \(kind.rawValue)"
    case .nextStep, .overdue, .visitRhythm: "godwit today --limit 0"
    }
  }
}
