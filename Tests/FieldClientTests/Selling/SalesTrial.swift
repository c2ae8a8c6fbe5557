import ChangeModel
import FieldSales
import GRDB

@testable import FieldClient

/// The office's desk with a customer who has bought: P-1, a tea at 4.50 EUR.
struct SalesTrial {
  let trial: TrialDesk
  let orders: OrderBook

  init(role: Role = .office) throws {
    trial = try TrialDesk(role: role)
    orders = OrderBook(trial.desk)
  }

  var desk: Desk { trial.desk }

  /// Takes an order and brings it to a state, as the office's books would tell of it.
  /// - Returns: its number.
  func sell(
    _ lines: String..., customer: String = "C-1", status: String = "invoiced", at time: Int64 = TrialDesk.now
  ) throws -> String {
    let sheet = try orders.add(
      ["placed_at": .integer(time)], customer: customer, lines: try lines.map { try LineRequest($0) }, submit: true)
    let number = sheet.order.text("number") ?? ""
    try write("UPDATE orders SET status = '\(status)' WHERE number = '\(number)'")
    return number
  }

  func write(_ sql: String) throws {
    try trial.replica.write(now: TrialDesk.now) { db in try db.execute(sql: sql) }
  }
}
