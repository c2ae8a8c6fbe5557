/// What stands in the log's `mask` when it is not the bits of changed columns.
enum LogMask {
  static let inserted: Int64 = -1
  static let deleted: Int64 = -2
  /// A row with this ID was about to be inserted while this one existed: REPLACE removes it without a word.
  static let perhapsReplaced: Int64 = -3
}
