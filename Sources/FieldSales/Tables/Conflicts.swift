import ChangeModel

extension FieldSales {
  static let conflicts = TableSchema(
    "conflicts",
    meaning: "Two edits of one value that did not know of each other: which stands, and which does not but is kept.",
    scope: .owner(column: ConflictColumns.territory), deletion: .never,
    columns: conflictRecord + conflictDecision)

  private static let conflictRecord = [
    ColumnSchema(
      ConflictColumns.territory, .reference, .office, references: "territories",
      meaning: "The territory of the row in question; NULL for what the whole org shares."),
    ColumnSchema(
      ConflictColumns.tableName, .text, .office, notNull: true, meaning: "The table in which the conflict happened."),
    ColumnSchema(ConflictColumns.rowID, .blob, .office, notNull: true, meaning: "The `id` of the row in question."),
    ColumnSchema(
      ConflictColumns.columns, .text, .office, meaning: "The columns in question, as a JSON array of names."),
    ColumnSchema(
      ConflictColumns.kept, .text, .office, meaning: "What stands, as a JSON object from column to value."),
    ColumnSchema(
      ConflictColumns.lost, .text, .office,
      meaning: "What does not stand, as a JSON object from column to value; a person can restore it."),
    ColumnSchema(
      ConflictColumns.rule, .text, .office, meaning: "The number of the rule in MERGE.md that decided."),
    ColumnSchema(
      ConflictColumns.status, .text, .office,
      meaning: "`open` when a person is asked, else `settled`; an open one with a `decision` is done."),
    ColumnSchema(
      ConflictColumns.recordedAt, .integer, .office,
      meaning: "When the server merged, in milliseconds since 1970 UTC."),
    ColumnSchema(ConflictColumns.keptDevice, .integer, .office, meaning: "The device whose write stands."),
    ColumnSchema(ConflictColumns.lostDevice, .integer, .office, meaning: "The device whose write does not stand."),
  ]

  private static let conflictDecision = [
    ColumnSchema(
      "decision", .text, .first, group: "decision",
      meaning:
        "What a person decided: `keep` what stands, `restore` what was lost, or `other`; the first decision counts."),
    ColumnSchema(
      "decided_by", .reference, .first, group: "decision", references: "reps",
      meaning: "Who decided; others ask them."),
    ColumnSchema(
      "decided_at", .integer, .first, group: "decision",
      meaning: "When it was decided, in milliseconds since 1970 UTC."),
    ColumnSchema(
      "note", .text, .first, group: "decision", meaning: "Why it was decided so; whoever lost the edit reads it."),
  ]
}
