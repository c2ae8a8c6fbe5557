import ChangeModel
import GRDB

extension OrderBook {
  /// When the last of an order's goods were handed over, as far as anybody noted it; now otherwise.
  func handOver(of order: RowID, _ db: Database) throws -> Value {
    let noted = try db.record(
      "SELECT max(handed_over_at) AS at FROM deliveries WHERE order_id = ?", [Value(order).databaseValue])
    return .integer(noted?.integer("at") ?? desk.now)
  }
}
