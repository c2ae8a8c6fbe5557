import ChangeModel
import GRDB

/// Draws document numbers that no other device draws: the device's number, and a count of its own.
enum DocumentNumbers {
  /// What our own table keeps of the numbers drawn, so that none is drawn twice although its document has left the replica.
  private static let drawnNumbers = "godwit_document_numbers"

  /// The next number, such as `D7-000012`, in the transaction that writes the document.
  /// - Parameters:
  ///   - letter: which series it is of: D for orders.
  ///   - table: the program's own name of the table whose column `number` holds them.
  static func next(device: DeviceNumber, letter: String = "D", table: String = "orders", in db: Database) throws
    -> String
  {
    let prefix = "\(letter)\(device)-"
    try db.execute(
      sql: "CREATE TABLE IF NOT EXISTS \(drawnNumbers)(prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT")
    let drawn =
      try Int64.fetchOne(db, sql: "SELECT last FROM \(drawnNumbers) WHERE prefix = ?", arguments: [prefix]) ?? 0
    let used =
      try Int64.fetchOne(
        db,
        sql: """
          SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM \(table)
          WHERE number >= ? AND number < ? AND length(number) <= ?
          """, arguments: [prefix.count + 1, prefix, prefix + ":", prefix.count + 12]) ?? 0
    let next = max(drawn, used) + 1
    try db.execute(
      sql: "INSERT INTO \(drawnNumbers) VALUES (?, ?) ON CONFLICT(prefix) DO UPDATE SET last = excluded.last",
      arguments: [prefix, next])
    let digits = String(next)
    return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
