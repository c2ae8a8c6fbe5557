import ChangeModel
import FieldClient

/// What a line of the day's page says: who, and what to do.
struct AgendaWords {
  private let item: Record
  private let language: Language

  init(_ item: Record, language: Language = .english) {
    self.item = item
    self.language = language
  }

  /// The line in the user's language, with what helps at its end.
  func words(for kind: AgendaKind) -> String {
    let sentence = self.sentence(kind).text(in: language)
    return ([sentence] + details(kind)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func sentence(_ kind: AgendaKind) -> Phrase {
    switch kind {
    case .rejected: "\(item.integer("count") ?? 0) waiting: read why with `godwit attention list`"
    case .complaint: complaint
    case .lead: "\(who): call, \(level)"
    case .visit: "\(who)"
    case .appointment: "\(who): \(word: item.text("activity") ?? "", of: "kind")"
    case .task: "\(item.text("subject") ?? "")"
    case .nextStep: "\(who): \(item.text("subject") ?? "")"
    case .heldOrder: "\(who): tell them why \(item.text("number") ?? "") waits"
    case .overdue: "\(who): ask for \(money), overdue since then"
    case .quote: quote
    case .decision: "\(who): ask for the decision on \(item.text("subject") ?? "")"
    case .thanks: "\(who): say thanks for the purchase \(order)"
    case .satisfaction: "\(who): ask how satisfied they are with the purchase \(order)"
    case .birthday: birthday
    case .gift: gift
    case .replacement: "\(who): propose a new \(item.text("product") ?? ""), theirs nears its end"
    case .crossSell: proposal
    case .referral: "\(who) is satisfied: ask whom else to call"
    case .visitRhythm: "\(who): plan a visit"
    }
  }

  private func details(_ kind: AgendaKind) -> [String] {
    let phone = item.text("phone") ?? ""
    switch kind {
    case .rejected, .complaint: return []
    case .lead: return [item.text("interest").map { "(\($0))" } ?? "", phone]
    case .visit: return [word("purpose"), item.text("city") ?? ""]
    case .appointment: return [item.text("subject") ?? "", phone]
    case .task: return [item.text("customer").map { "(\($0))" } ?? ""]
    case .heldOrder: return [item.text("subject").map { "(\(Catalogue.sentence($0, in: language)))" } ?? ""]
    case .overdue, .gift: return item.integer("is_on_route") == 1 ? [onRoute.text(in: language)] : [phone]
    case .quote, .decision: return [item.integer("amount") == nil ? "" : money, phone]
    case .visitRhythm: return [item.text("city") ?? "", phone]
    default: return [phone]
    }
  }

  private var complaint: Phrase {
    let subject = item.text("subject") ?? ""
    let step: Phrase =
      switch item.text("next_step") {
      case "triage": "judge it and give it to someone"
      case "start": "start to work on it"
      case "answer": "answer the customer"
      default: "ask whether it helped"
      }
    let isEscalated = item.integer("is_escalated") == 1
    return isEscalated ? "ESCALATED \(who): \(subject) - \(step)" : "\(who): \(subject) - \(step)"
  }

  private var level: Phrase {
    switch item.text("level") {
    case "deposit": "deposit paid"
    case "week": "buys within a week"
    case "month": "buys within a month"
    case "quarter": "buys within 3 months"
    default: "buys later"
    }
  }

  private var birthday: Phrase {
    if let person = item.text("contact") { return "\(person) at \(who) has a birthday: congratulate" }
    return "\(who) has a birthday: congratulate"
  }

  private var quote: Phrase {
    let number = item.text("number") ?? ""
    if item.integer("is_over") == 1 { return "\(who): quote \(number) has run out, reprice it or cancel it" }
    return "\(who): ask for the answer to quote \(number), it runs out"
  }

  private var gift: Phrase {
    let name = item.text("name") ?? item.text("code") ?? ""
    let promise = item.text("promise") ?? name
    switch item.text("kind") {
    case "tier": return "\(who): tell them that they have reached \(name): \(promise)"
    default: return "\(who): give what they have earned: \(promise)"
    }
  }

  private var proposal: Phrase {
    guard let products = item.text("proposal") else { return "\(who): propose what goes with the purchase \(order)" }
    return "\(who): propose \(products): so many others like them buy it"
  }

  private var onRoute: Phrase { "(on today's route)" }
  private func word(_ column: String) -> String {
    item.text(column).map { Catalogue.word($0, of: column, in: language) } ?? ""
  }

  private var who: String { item.text("customer") ?? "-" }
  private var order: String { item.text("order_number") ?? "" }
  private var money: String { Field("", "amount", .money(currency: "currency")).text(of: item, in: language) }
}
