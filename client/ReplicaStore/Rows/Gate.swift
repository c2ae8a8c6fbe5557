import GRDB

/// Shuts capture for a piece of work within a transaction, so that no other writer ever sees it shut.
enum Gate {
  static func shut<Result>(_ db: Database, _ body: () throws -> Result) throws -> Result {
    try db.execute(sql: "UPDATE godwit_gate SET open = 0")
    let result = try body()
    try db.execute(sql: "UPDATE godwit_gate SET open = 1")
    return result
  }
}
