import ChangeModel
import FieldSales

extension CustomerStory {
  /// A customer's orders with their lines, and its account.
  struct Sales {
    var orders: [CompanyRow] = []
    var lines: [CompanyRow] = []
    var entries: [CompanyRow] = []
    /// What is owed, in minor units.
    var balance: Int64 = 0
  }

  private static let ordersMax = 9_999
  private static let linesMax = 12

  /// The number among all orders of the customer's order at this place.
  func orderNumber(_ place: Int) -> Int { number * (Self.ordersMax + 1) + place }

  func sales(_ dice: inout Dice) -> Sales {
    var sales = Sales()
    guard let begin else { return sales }
    let now = stage.options.now
    let last = min(now, end ?? now)
    let favourites = (0..<14).map { _ in dice.roll(stage.articles.count) }
    var time = begin
    while time < last, sales.orders.count < Self.ordersMax {
      let placed = Calendar.workTime(time, &dice)
      if placed < now { add(placed, favourites, &sales, &dice) }
      let days = dice.around(everyDays) * 100 / Self.season[Calendar.month(time) - 1]
      time += Int64(max(1, days)) * Calendar.day
    }
    return sales
  }

  /// Days between two orders.
  private var everyDays: Int {
    switch grade {
    case .a: 20
    case .b: 42
    case .c: 80
    }
  }

  /// How much more is ordered in each month from January, in percent.
  private static let season = [85, 80, 95, 100, 100, 95, 90, 85, 105, 115, 130, 120]

  private func add(_ placed: Int64, _ favourites: [Int], _ sales: inout Sales, _ dice: inout Dice) {
    let order = orderNumber(sales.orders.count)
    let id = stage.ids.id("orders", order)
    let status = status(placed, &dice)
    let handedOver = placed + Int64(dice.roll(3...7)) * Calendar.day
    let isDelivered = status == "invoiced" || status == "delivered"
    sales.orders.append(
      CompanyRow(
        "orders", id,
        [
          "customer_id": .row(self.id), "rep_id": .row(territory.rep),
          "number": .text("S\(10_001 + number)-\(sales.orders.count + 1)"),
          "status": .text(status), "currency": Stage.currency, "placed_at": .integer(placed),
          "expected_at": .integer(Calendar.start(of: placed) + 6 * Calendar.day),
          "delivered_at": isDelivered ? .integer(handedOver) : .null,
          "hold_reason": status == "on_hold" ? .text("An invoice is long overdue.") : .null,
        ]))
    let net = addLines(order, id, placed, status, favourites, &sales, &dice)
    if status == "invoiced" { book(order, net, at: handedOver, &sales, &dice) }
  }

  private func status(_ placed: Int64, _ dice: inout Dice) -> String {
    let days = (stage.options.now - placed) / Calendar.day
    if dice.percent(2) { return "cancelled" }
    if payer == .failing, days < 20, dice.percent(40) { return "on_hold" }
    switch days {
    case ..<1: return "submitted"
    case ..<3: return "confirmed"
    case ..<4: return "picked"
    case ..<6: return "shipped"
    case ..<9: return "delivered"
    default: return "invoiced"
    }
  }

  /// - Returns: what the lines come to without tax, in minor units.
  private func addLines(
    _ order: Int, _ id: RowID, _ placed: Int64, _ status: String, _ favourites: [Int], _ sales: inout Sales,
    _ dice: inout Dice
  ) -> Int64 {
    var net: Int64 = 0
    var chosen = Set<Int>()
    let month = Calendar.month(placed) - 1
    let wanted = min(Self.linesMax, dice.roll(1...(grade == .a ? 11 : grade == .b ? 10 : 8)))
    for place in 0..<wanted {
      var index = dice.percent(75) ? dice.pick(favourites, or: 0) : dice.roll(stage.articles.count)
      // What is out of season gives way to another choice.
      if dice.roll(170) > stage.articles[index].season[month] { index = dice.roll(stage.articles.count) }
      guard chosen.insert(index).inserted else { continue }
      let article = stage.articles[index]
      let quantity = article.price > 6_000 ? dice.roll(1...2) : dice.around(grade == .a ? 36 : grade == .b ? 18 : 8)
      let discount = grade == .a && dice.percent(40) ? 500 : dice.percent(6) ? 1_000 : 0
      net += LineTotal(quantity: Int64(quantity), unitPrice: Int64(article.price), discount: Int64(discount))?.net ?? 0
      let picked = ["picked", "shipped", "delivered", "invoiced"].contains(status)
      sales.lines.append(
        CompanyRow(
          "order_lines", stage.ids.id("order_lines", order * 16 + place),
          [
            "order_id": .row(id), "line_number": .number(place + 1), "product_id": .row(article.id),
            "sku": .text(article.sku), "description": .text(article.name), "quantity": .number(quantity),
            "unit_price": .number(article.price), "discount": .number(discount), "tax_rate": .integer(1_900),
            "picked_quantity": picked ? .number(quantity) : .null,
          ]))
    }
    return net
  }
}
