import ChangeModel
import GRDB

/// Makes a first download cheap: nothing is captured or looked up by index meanwhile, so triggers and indexes are taken
/// away and made again at the end, in the same transaction. Indexes of the domain and of other clients are among them.
struct BulkLoad {
  let schema: Schema

  func run<Result>(_ db: Database, _ body: () throws -> Result) throws -> Result {
    let tables = schema.tables.indices.map { TableDDL(schema: schema, index: $0) }
    // Those that belong to a constraint have no text of their own, and cannot be dropped.
    let indexes = try Row.fetchAll(
      db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")
    for sql in tables.flatMap(\.dropTriggers) { try db.execute(sql: sql) }
    for index in indexes { try db.execute(sql: "DROP INDEX \(SQLText.name(index["name"]))") }
    let result = try body()
    for index in indexes { try db.execute(sql: index["sql"]) }
    for sql in tables.flatMap(\.triggers) { try db.execute(sql: sql) }
    return result
  }
}
