import ChangeModel

/// One customer from the first contact to the present: who it is, how it buys and pays, and whether it left.
struct CustomerStory {
  enum Grade: String {
    case a = "A"
    case b = "B"
    case c = "C"
  }
  enum Payer { case prompt, late, failing }

  let number: Int
  let stage: Stage
  let territory: Stage.Territory
  let id: RowID
  let grade: Grade
  let segment: String
  let payer: Payer
  /// The first order; nil for one that has not bought yet.
  let begin: Int64?
  /// The last day on which it bought, when it left since.
  let end: Int64?
  let paymentDays: Int
  var dice: Dice

  init(number: Int, stage: Stage) {
    self.number = number
    self.stage = stage
    dice = stage.dice(10, number)
    territory = stage.territories[number % stage.territories.count]
    id = stage.ids.id("customers", number + 1)
    grade =
      switch dice.roll(100) {
      case ..<10: .a
      case ..<40: .b
      default: .c
      }
    segment = dice.pick(["cafe", "cafe", "retail", "retail", "restaurant", "hotel", "wholesale"], or: "retail")
    payer =
      switch dice.roll(100) {
      case ..<72: .prompt
      case ..<93: .late
      default: .failing
      }
    paymentDays = dice.pick([14, 30, 30, 30, 60], or: 30)
    let span = stage.options.now - stage.beginning
    let days = Int(span / Calendar.day)
    // Two in three were customers before the history begins, one in twelve only may become one.
    let kind = dice.roll(12)
    let start =
      kind < 8
      ? stage.beginning + Int64(dice.roll(30)) * Calendar.day : stage.beginning + Int64(dice.roll(days)) * Calendar.day
    begin = kind == 11 ? nil : start
    let leaves = dice.percent(min(60, 8 * stage.options.years))
    end = leaves && kind != 11 ? start + Int64(dice.roll(max(1, days - 60))) * Calendar.day : nil
  }

  /// All rows, parents before children.
  var rows: [CompanyRow] {
    var rest = dice
    let contacts = contacts(&rest)
    let sales = sales(&rest)
    let visits = visits(contacts: contacts, &rest)
    let card = customer(sales, &rest)
    let fulfilment = fulfilment(sales, &rest)
    let talks = pipeline(card, contacts: contacts, orders: sales.orders) + complaints(sales, contacts: contacts)
    return [card.contacted(by: visits + talks)] + contacts + priceList + visits + sales.orders + sales.lines
      + sales.entries + fulfilment + talks
  }

  /// Whether it still buys.
  var isActive: Bool {
    guard let begin, begin < stage.options.now else { return false }
    return end.map { $0 > stage.options.now } ?? true
  }

  private var priceList: [CompanyRow] {
    guard grade == .a else { return [] }
    return [
      CompanyRow(
        "customer_price_lists", stage.ids.id("customer_price_lists", number + 1),
        ["customer_id": .row(id), "price_list_id": .row(stage.ids.id("price_lists", 2))])
    ]
  }
}
