import ChangeModel
import FieldClient

/// How territories and their realignments are shown.
enum TerritoryShapes {
  static let list = [
    Field("TERRITORY", "name"), Field("CODE", "code"), Field("CUSTOMERS", "customer_count", .number),
    Field("SALES", "net", .money(currency: "currency")), Field("VISITS", "visits", .number),
    Field("IN THE MAKING", "weighted", .money(currency: "currency")),
  ]
  static let moves = [
    Field("CODE", "customer_code"), Field("CUSTOMER", "customer"), Field("CITY", "city"), Field("REP", "rep"),
    Field("FROM", "territory"), Field("TO", "to"), Field("SALES", "net", .money(currency: "currency")),
    Field("VISITS", "visits", .number),
  ]
  static let weights = [
    Field("TERRITORY", "territory"), Field("CUSTOMERS BEFORE", "customers_before", .number),
    Field("AFTER", "customers_after", .number), Field("SALES BEFORE", "net_before", .money(currency: "currency")),
    Field("AFTER", "net_after", .money(currency: "currency")), Field("VISITS BEFORE", "visits_before", .number),
    Field("AFTER", "visits_after", .number),
  ]

  static func show(_ realignment: Realignment, limit: Int?, _ printer: Printer) {
    let count = realignment.moves.count
    let moves = limit.map { Array(realignment.moves.prefix($0)) } ?? realignment.moves
    guard !printer.isJSON else {
      return printer.document(
        .object([
          ("moves", JSON(moves)), ("territories", JSON(realignment.territories)), ("count", JSON(count)),
          ("is_done", .bool(realignment.isDone)),
        ]))
    }
    if count == 0 { return printer.say("nobody would move: nothing is to be done") }
    printer.section("Who moves", moves, Self.moves)
    printer.section("Before and after", realignment.territories, weights)
    printer.say("")
    if realignment.isDone {
      printer.say("\(Count.of(count, "customer")) moved")
    } else {
      printer.say("\(Count.of(count, "customer")) would move: nothing is changed without --set")
    }
    if moves.count < count { printer.note("\(moves.count) of \(count) rows are shown; --limit 0 shows all") }
  }
}
