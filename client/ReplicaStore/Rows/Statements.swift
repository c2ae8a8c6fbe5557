import GRDB

/// The statements of one piece of work. The connection keeps them prepared for the next one.
final class Statements {
  /// What a statement for one table is for. Where every row counts, statements are found by this instead of their text,
  /// which would have to be put together for each row.
  enum Purpose: Hashable {
    case read, readWithRoot, upsert, update, remove, renumber, rowOfID, idOfRow
  }

  private struct Key: Hashable {
    var purpose: Purpose
    var table: Int
    var mask: UInt64
  }

  let db: Database
  private var byText: [String: RawStatement] = [:]
  private var byKey: [Key: RawStatement] = [:]

  init(_ db: Database) {
    self.db = db
  }

  func callAsFunction(_ sql: String) throws -> RawStatement {
    if let statement = byText[sql] { return statement }
    let statement = try RawStatement(kept: sql, on: db)
    byText[sql] = statement
    return statement
  }

  /// - Parameter mask: the columns that the statement is for, where that varies.
  func callAsFunction(
    _ purpose: Purpose, table: Int, mask: UInt64 = 0, _ sql: () -> String
  ) throws -> RawStatement {
    let key = Key(purpose: purpose, table: table, mask: mask)
    if let statement = byKey[key] { return statement }
    // There may be very many different masks, so only those of one column and of all are kept.
    let isCommon = mask & (mask &- 1) == 0 || mask & (mask &+ 1) == 0
    let statement = isCommon ? try RawStatement(kept: sql(), on: db) : try RawStatement(sql(), on: db)
    byKey[key] = statement
    return statement
  }
}
