import ChangeModel
import MergeEngine
import PlantedBugs

/// One entry of the capture log, as a trigger wrote it.
struct LogEntry: Hashable {
  /// Its place in the log.
  var number: Int64 = 0
  var key: RowKey
  /// The bits of changed columns, or one of `LogMask`.
  var mask: Int64
  /// For deletes and perhaps replaced rows.
  var id: RowID?
  /// For deletes of rows that are part of another: the number of the row with which they land.
  var root: Int64?
  /// The column of which the entry holds the value before.
  var baseColumn: Int?
}

/// All that the log says of one row.
struct CapturedRow: Hashable {
  var key: RowKey
  /// The log begins with its insert: before, there was no such row.
  var isNew: Bool
  /// It was inserted at some time; for a row that is not new this means that REPLACE wrote it anew under its number.
  var wasInserted: Bool
  /// Columns changed by updates.
  var mask: UInt64
  /// Set when the row was deleted or perhaps replaced.
  var id: RowID?
  var root: Int64?
  /// Where the log has what a column held before its first edit.
  var bases: [Int: Int64] = [:]

  /// The log's rows, in the order of their first entries.
  static func fold(_ entries: some Swift.Sequence<LogEntry>) -> [CapturedRow] {
    var rows = [CapturedRow]()
    var places: [RowKey: Int] = [:]
    for entry in entries {
      let isInsert = entry.mask == LogMask.inserted
      let place: Int
      if let known = places[entry.key] {
        place = known
      } else {
        place = rows.count
        places[entry.key] = place
        rows.append(CapturedRow(key: entry.key, isNew: isInsert, wasInserted: false, mask: 0))
      }
      if isInsert { rows[place].wasInserted = true }
      if entry.mask > 0 { rows[place].mask |= UInt64(entry.mask) }
      if let id = entry.id { rows[place].id = id }
      if let root = entry.root { rows[place].root = root }
      let isFirst = PlantedBug.baseOfLastEdit.isOn || rows[place].bases[entry.baseColumn ?? -1] == nil
      if let column = entry.baseColumn, isFirst { rows[place].bases[column] = entry.number }
    }
    return rows
  }
}

/// What a look at the table says of a row that was deleted or perhaps replaced.
struct RowFate: Hashable {
  var exists: Bool
  /// The row that has its ID now.
  var successor: Int64?
}
