import ChangeModel
import GRDB

/// Makes a first download cheap: nothing is captured or looked up by index meanwhile, so triggers and indexes are taken
/// away and made again at the end, in the same transaction.
struct BulkLoad {
  let schema: Schema

  func run<Result>(_ db: Database, _ body: () throws -> Result) throws -> Result {
    let tables = schema.tables.indices.map { TableDDL(schema: schema, index: $0) }
    for sql in tables.flatMap(\.dropTriggers) + tables.flatMap(\.dropIndexes) { try db.execute(sql: sql) }
    let result = try body()
    for sql in tables.flatMap(\.indexes) + tables.flatMap(\.triggers) { try db.execute(sql: sql) }
    return result
  }
}
