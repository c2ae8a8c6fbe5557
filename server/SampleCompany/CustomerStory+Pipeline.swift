import ChangeModel

extension CustomerStory {
  private static let leadsMax = 2
  private static let dealsMax = 2

  /// Leads with their levels and contacts, and opportunities with the stages that they passed.
  ///
  /// They have dice of their own: the rest of the customer's story is the same without them.
  func pipeline(_ card: CompanyRow, contacts: [CompanyRow], orders: [CompanyRow]) -> [CompanyRow] {
    var dice = stage.dice(11, number)
    let contact = contacts.first.map { Value.row($0.id) } ?? .null
    let leads = leads(card, contact, orders, &dice)
    let deals = deals(card, contact, leads, &dice)
    return leads.flatMap(\.rows) + deals.flatMap { $0.rows(orders: orders) }
  }

  /// One that may buy for the first time is a lead; for some who buy, one was won or lost, or is open for more.
  private func leads(_ card: CompanyRow, _ contact: Value, _ orders: [CompanyRow], _ dice: inout Dice) -> [LeadStory] {
    let now = stage.options.now
    func lead(_ place: Int, _ ending: LeadStory.Ending, closed: Int64? = nil) -> LeadStory {
      LeadStory(
        self, number: number * Self.leadsMax + place, ending: ending, closed: closed, contact: contact, &dice)
    }
    guard let first = orders.first?.values["placed_at"]?.integer else { return [lead(0, .open)] }
    var leads = [LeadStory]()
    // Those who were customers before the history begins have brought no lead along.
    if first > stage.beginning + 30 * Calendar.day, dice.percent(70) { leads.append(lead(0, .won, closed: first)) }
    if dice.percent(12) {
      leads.append(lead(1, .lost, closed: now - Int64(dice.roll(1...300)) * Calendar.day))
    } else if isActive, dice.percent(8) {
      leads.append(lead(1, .open))
    }
    return leads
  }

  /// The better a customer, the likelier there is a deal in the making, or was one in the last year.
  private func deals(_ card: CompanyRow, _ contact: Value, _ leads: [LeadStory], _ dice: inout Dice) -> [DealStory] {
    func deal(_ place: Int, isOpen: Bool = false, lead: RowID? = nil) -> DealStory {
      DealStory(
        self, number: number * Self.dealsMax + place, isOpen: isOpen, contact: contact, lead: lead, &dice)
    }
    if card.values["status"] == .text("opportunity") { return [deal(0, isOpen: true, lead: leads.first?.id)] }
    guard isActive else { return [] }
    let chance =
      switch grade {
      case .a: 70
      case .b: 30
      case .c: 12
      }
    guard dice.percent(chance) else { return [] }
    return dice.percent(chance / 2) ? [deal(0), deal(1)] : [deal(0)]
  }
}
