import ChangeModel
import MergeEngine

/// A row's table and number in one integer: the table in the bits from 48 up, the number below.
///
/// Its order is that of (table, row). Tables fit in one byte (`Limits.tablesMax`), numbers in 48 bits.
package enum RecordKey {
  package static let rowMax: Int64 = 1 << 48 - 1
  package static let tableMax = 255

  /// The key as stored.
  /// - Throws: `HubStoreError.inconsistent` for a table or number that no row can have.
  package static func encode(_ key: RowKey) throws -> Int64 {
    guard 0...tableMax ~= key.table, 1...rowMax ~= key.row else {
      throw HubStoreError.inconsistent(what: "no row can have number \(key.row) in table \(key.table)")
    }
    return Int64(key.table) << 48 | key.row
  }

  /// The key as stored, or nil when no row can have it.
  package static func encodeIfPossible(_ key: RowKey) -> Int64? { try? encode(key) }

  package static func decode(_ stored: Int64) -> RowKey {
    RowKey(table: Int(stored >> 48), row: stored & rowMax)
  }

  /// The greatest stored key that a mark's table and row do not lie before, whatever numbers a device sent.
  package static func bound(of mark: PullMark) -> Int64 { bound(of: RowKey(table: mark.table, row: mark.row)) }

  /// The greatest stored key that does not lie behind a key, whether any row can have that one or not.
  package static func bound(of key: RowKey) -> Int64 {
    if key.table > tableMax { return .max }
    if key.table < 0 { return -1 }
    let table = Int64(key.table) << 48
    return key.row < 0 ? table - 1 : table | min(key.row, rowMax)
  }
}
