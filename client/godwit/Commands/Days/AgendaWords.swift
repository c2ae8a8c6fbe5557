import ChangeModel
import FieldClient

/// What a line of the day's page says: who, and what to do.
struct AgendaWords {
  private let item: Record

  init(_ item: Record) {
    self.item = item
  }

  func words(for kind: AgendaKind) -> String {
    switch kind {
    case .rejected: "\(item.integer("count") ?? 0) waiting: read why with `godwit attention list`"
    case .complaint: complaint
    case .lead: lead
    case .visit: join([item.integer("route_order").map { "\($0)." }, who, item.text("purpose"), item.text("city")])
    case .appointment: join([who, item.text("activity"), item.text("subject"), phone])
    case .task:
      join([item.integer("priority") == 1 ? "!" : nil, item.text("subject"), item.text("customer").map { "(\($0))" }])
    case .nextStep: join([who + ":", item.text("subject"), phone])
    case .heldOrder:
      join([who + ":", "tell them why \(item.text("number") ?? "the order") waits,", item.text("subject")])
    case .overdue:
      join([
        who + ":", "ask for \(money), due since then", item.integer("is_on_route") == 1 ? "(on today's route)" : phone,
      ])
    case .decision: join([who + ":", "ask for the decision on \(item.text("subject") ?? "the offer")", amount, phone])
    case .thanks: join([who + ":", "say thanks for \(order)", phone])
    case .satisfaction: join([who + ":", "ask how satisfied they are with \(order)", phone])
    case .birthday:
      join([
        item.text("contact") ?? who, item.text("contact").map { _ in "at \(who)" }, "has a birthday: congratulate",
        phone,
      ])
    case .replacement: join([who + ":", "propose a new \(item.text("product") ?? "one"), theirs nears its end", phone])
    case .crossSell: join([who + ":", "propose what goes with \(order)", phone])
    case .referral: join([who + ":", "is satisfied: ask whom else to call", phone])
    case .visitRhythm: join([who + ":", "plan a visit", item.text("city"), phone])
    }
  }

  private var complaint: String {
    let step =
      switch item.text("next_step") {
      case "triage": "judge it and give it to someone"
      case "start": "start to work on it"
      case "answer": "answer the customer"
      default: "ask whether it helped"
      }
    let mark = item.integer("is_escalated") == 1 ? "ESCALATED" : nil
    return join([mark, who + ":", "\(item.text("subject") ?? "a complaint") -", step])
  }

  private var lead: String {
    let level =
      switch item.text("level") {
      case "deposit": "deposit paid"
      case "week": "buys within a week"
      case "month": "buys within a month"
      case "quarter": "buys within 3 months"
      default: "buys later"
      }
    return join([who + ":", "call, \(level)", item.text("interest").map { "(\($0))" }, phone])
  }

  private var who: String { item.text("customer") ?? "a customer" }
  private var phone: String? { item.text("phone") }
  private var order: String { item.text("order_number") ?? "the purchase" }
  private var money: String { Field("", "amount", .money(currency: "currency")).text(of: item) }
  private var amount: String? { item.integer("amount") == nil ? nil : money }

  private func join(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
