import FieldClient
import FieldSales

/// What people do in the week, each as the commands do it, on their own replica.
extension WorkingWeek {
  /// Makes the visits that stand on the rep's page of each morning.
  func makePlannedVisits(_ rep: String) throws {
    for day in Int64(0)...6 {
      for visit in try page(rep, day: day, hour: 6, .visit) {
        guard let id = visit.id?.description, let planned = visit.integer("due_at") else { continue }
        _ = try VisitBook(try desk(rep, at: planned)).checkIn(id, [:])
        _ = try VisitBook(try desk(rep, at: planned + 1_800_000))
          .checkOut(id, ["outcome": .text("promise"), "notes": .text("谈妥了下次送样")])
      }
    }
  }

  /// Drops in at a customer on Thursday.
  func dropIn(_ rep: String, at customer: String, hour: Int64) throws {
    let book = VisitBook(try desk(rep, at: Self.time(day: 3, hour: hour)))
    _ = try book.checkIn(customer, [:])
    _ = try book.checkOut(customer, ["outcome": .text("order")])
  }

  /// Notes a lead on Monday, and speaks to it on Wednesday and Friday; each time it is nearer.
  func winALead(_ rep: String, _ customer: String) throws {
    let monday = try desk(rep, at: Self.time(day: 0, hour: 9))
    _ = try LeadBook(monday).add(
      ["interest": .text("乌龙茶")], customer: customer, judgement: LeadJudgement(signal: .intention))
    for (day, signal) in [(Int64(2), LeadSignal.negotiating), (4, .deposit)] {
      let desk = try desk(rep, at: Self.time(day: day, hour: 10))
      _ = try ActivityBook(desk).add(
        ["kind": .text("call")], .init(customer: customer, lead: customer), judgement: LeadJudgement(signal: signal))
    }
  }

  /// Calls on Tuesday the leads that stand on the rep's page; they ask what it costs.
  /// - Returns: how many there were.
  func callDueLeads(_ rep: String) throws -> Int64 {
    let due = try page(rep, day: 1, hour: 8, .lead)
    let book = ActivityBook(try desk(rep, at: Self.time(day: 1, hour: 14)))
    for lead in due {
      guard let id = lead.id, let customer = lead.rowID("customer_id") else { continue }
      _ = try book.add(
        ["kind": .text("call")], .init(customer: customer.description, lead: id.description),
        judgement: LeadJudgement(signal: .askingPrice), despiteRefusal: true)
    }
    return Int64(due.count)
  }

  /// Takes an order of so many pieces of the cheapest product, at 1.00 each.
  /// - Returns: its number, and whether the rep was warned of the credit limit.
  func order(_ rep: String, _ customer: String, pieces: Int64, day: Int64) throws -> (number: String, isWarned: Bool) {
    let sku = try world.sql(rep, "SELECT sku FROM products WHERE active = 1 ORDER BY unit_price, sku LIMIT 1;")
    let sheet = try OrderBook(try desk(rep, at: Self.time(day: day, hour: 11))).add(
      [:], customer: customer, lines: [LineRequest(product: sku, quantity: pieces, price: "1.00")], submit: true)
    guard let number = sheet.order.text("number") else { throw TestFailure("an order without a number") }
    return (number, sheet.notices.contains { $0.topic == .credit && $0.isWarning })
  }

  /// Notes on Tuesday morning what a customer complains of, and does no more about it.
  func complain(_ rep: String, _ customer: String) throws {
    let desk = try desk(rep, at: Self.time(day: 1, hour: 9))
    _ = try ComplaintBook(desk).add(["subject": .text("Wet boxes"), "severity": .integer(1)], customer: customer)
  }

  /// The office confirms on Sunday what was handed in during the week and waits for nothing.
  /// - Returns: the numbers of the orders.
  func confirmOrders() throws -> [String] {
    let waiting = try world.sql(
      office, "SELECT number FROM orders WHERE status = 'submitted' AND placed_at > \(Self.monday) ORDER BY placed_at;"
    ).split(separator: "\n").map(String.init)
    let book = OrderBook(try desk(office, at: Self.end))
    for number in waiting { _ = try book.setStatus(number, to: "confirmed") }
    return waiting
  }
}
