import CPostgres
import ChangeModel
import HubStore

/// The answer to one statement: rows in binary form, or how many rows it wrote. It comes from outside, so every reading
/// of it may fail.
final class QueryAnswer {
  private let result: OpaquePointer
  let rowCount: Int32

  /// Takes over the result.
  init(_ result: OpaquePointer) {
    self.result = result
    rowCount = PQntuples(result)
  }

  deinit { PQclear(result) }

  var rows: Range<Int32> { 0..<rowCount }

  /// How many rows an INSERT, UPDATE or DELETE touched.
  var touched: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  /// What was done, such as COMMIT.
  var tag: String { String(cString: PQcmdStatus(result)) }

  func isNull(_ row: Int32, _ column: Int32) -> Bool { PQgetisnull(result, row, column) != 0 }

  /// A number of 1, 2, 4 or 8 bytes.
  func integer(_ row: Int32, _ column: Int32) throws -> Int64 {
    let field = try field(row, column)
    switch field.count {
    case 1: return Int64(field[0])
    case 2: return Int64(Int16(bitPattern: UInt16(truncatingIfNeeded: Self.number(field))))
    case 4: return Int64(Int32(bitPattern: UInt32(truncatingIfNeeded: Self.number(field))))
    case 8: return Int64(bitPattern: Self.number(field))
    default: throw HubStoreError.damaged(what: "PostgreSQL gave \(field.count) bytes where a number was asked for")
    }
  }

  func optionalInteger(_ row: Int32, _ column: Int32) throws -> Int64? {
    isNull(row, column) ? nil : try integer(row, column)
  }

  func boolean(_ row: Int32, _ column: Int32) throws -> Bool { try integer(row, column) != 0 }

  func byteCount(_ row: Int32, _ column: Int32) -> Int { Int(PQgetlength(result, row, column)) }

  func bytes(_ row: Int32, _ column: Int32) throws -> [UInt8] { Array(try field(row, column)) }

  func text(_ row: Int32, _ column: Int32) throws -> String {
    String(decoding: try field(row, column), as: UTF8.self)
  }

  /// The 16 bytes of a column, or nil when it has another length.
  func rowID(_ row: Int32, _ column: Int32) throws -> RowID? { RowID(try field(row, column)) }

  /// The bytes of a field. They lie in the result, which lives as long as this object.
  private func field(_ row: Int32, _ column: Int32) throws -> UnsafeRawBufferPointer {
    guard row >= 0, row < rowCount, column >= 0, column < PQnfields(result), !isNull(row, column),
      let start = PQgetvalue(result, row, column)
    else { throw HubStoreError.damaged(what: "PostgreSQL left out row \(row), column \(column) of an answer") }
    return UnsafeRawBufferPointer(start: start, count: byteCount(row, column))
  }

  private static func number(_ field: UnsafeRawBufferPointer) -> UInt64 {
    field.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
  }
}
