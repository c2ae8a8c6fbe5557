import ChangeModel
import GRDB

@testable import FieldClient

extension TrialDesk {
  static let hour: Int64 = 3_600_000

  /// The trial's own day: 15 January 2027, midnight to midnight UTC; its present is 8 in the morning.
  static let today = day(0)

  /// The day so many days later.
  static func day(_ days: Int64) -> Day {
    guard var date = CalendarDate(year: 2027, month: 1, day: 15) else { preconditionFailure("no such day") }
    for _ in 0..<max(0, days) { date = date.next }
    let start = now - 8 * hour + days * Day.length
    return Day(start: start, end: start + Day.length, date: date)
  }

  /// The same desk so many hours later.
  func desk(hours: Int64) -> Desk {
    let now = Self.now + hours * Self.hour
    return Desk(replica, surroundings: Surroundings(now: { now }, random: { 5 }, sleep: { _ in }))
  }

  func desk(days: Int64) -> Desk { desk(hours: days * 24) }

  /// Writes as any program may.
  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    try replica.write(now: Self.now) { try $0.execute(sql: sql, arguments: arguments) }
  }

  /// A purchase of a customer so many days ago.
  func buy(_ number: String, customer: String = "C-1", sku: String = "P-1", daysAgo: Int64) throws {
    try execute(
      """
      INSERT INTO orders(customer_id, number, status, currency, placed_at, delivered_at)
      VALUES ((SELECT id FROM customers WHERE code = ?), ?, 'invoiced', 'EUR', ?, ?)
      """, [customer, number, Self.now - daysAgo * Day.length, Self.now - daysAgo * Day.length])
    try execute(
      """
      INSERT INTO order_lines(order_id, product_id, sku, quantity, unit_price)
      VALUES ((SELECT id FROM orders WHERE number = ?), (SELECT id FROM products WHERE sku = ?), ?, 1, 100)
      """, [number, sku, sku])
  }
}
