import GRDB

/// The statements of one piece of work, each prepared once.
final class Statements {
  let db: Database
  private var known: [String: RawStatement] = [:]

  init(_ db: Database) {
    self.db = db
  }

  func callAsFunction(_ sql: String) throws -> RawStatement {
    if let statement = known[sql] { return statement }
    let statement = try RawStatement(sql, on: db)
    known[sql] = statement
    return statement
  }
}
