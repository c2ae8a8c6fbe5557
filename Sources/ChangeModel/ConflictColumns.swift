/// The columns that a schema's conflict table must have, because the server writes them.
public enum ConflictColumns {
  /// Text: the table in which the conflict happened.
  public static let tableName = "table_name"
  /// Blob: the ID of the row.
  public static let rowID = "row_id"
  /// Text: a JSON array of column names.
  public static let columns = "columns"
  /// Text: a JSON object, column to the value that stands.
  public static let kept = "kept"
  /// Text: a JSON object, column to the value that does not.
  public static let lost = "lost"
  /// Text: the number of the rule in MERGE.md that decided.
  public static let rule = "rule"
  /// Text: `open` while a person is asked, else `settled`.
  public static let status = "status"
  /// Integer: milliseconds since 1970 UTC, the server's time of the merge.
  public static let recordedAt = "recorded_at"
  /// Integer: the device whose write stands.
  public static let keptDevice = "kept_device"
  /// Integer: the device whose write does not.
  public static let lostDevice = "lost_device"
  /// Reference: the territory of the row; NULL for the org.
  public static let territory = "territory_id"

  public static let openStatus = "open"
  public static let settledStatus = "settled"

  public static let all = [
    tableName, rowID, columns, kept, lost, rule, status, recordedAt, keptDevice, lostDevice, territory,
  ]
}

extension TableSchema {
  /// A conflict table with nothing but what the server writes, for schemas in which nobody decides by column.
  public static func conflicts(territories: String = "territories") -> TableSchema {
    TableSchema(
      "conflicts", meaning: "What lost a merge.", scope: .owner(column: ConflictColumns.territory), deletion: .never,
      columns: ConflictColumns.all.map { name in
        switch name {
        case ConflictColumns.territory:
          ColumnSchema(name, .reference, .office, references: territories, meaning: "The subject's territory.")
        case ConflictColumns.rowID: ColumnSchema(name, .blob, .office, meaning: "The subject.")
        case ConflictColumns.recordedAt, ConflictColumns.keptDevice, ConflictColumns.lostDevice:
          ColumnSchema(name, .integer, .office, meaning: "A number.")
        case ConflictColumns.status: ColumnSchema(name, .text, meaning: "open or settled")
        default: ColumnSchema(name, .text, .office, meaning: "A text.")
        }
      })
  }
}
