import FieldSales
import GRDB

extension Database {
  /// What the org has set, read where it is used: a sync may have changed it.
  func settings() throws -> Settings {
    let rows = try records("SELECT key, value FROM settings WHERE value IS NOT NULL")
    let pairs = rows.compactMap { row in
      row.text("key").flatMap { key in row.text("value").map { (key, $0) } }
    }
    return Settings(Dictionary(pairs) { first, _ in first })
  }
}
