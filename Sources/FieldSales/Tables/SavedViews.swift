import ChangeModel

extension FieldSales {
  static let savedViews = TableSchema(
    "saved_views", meaning: "A list or report that somebody wants to see again: a reading command with its options.",
    scope: .owner(column: "rep_id"), deletion: .updateWins,
    columns: [
      ColumnSchema("rep_id", .reference, references: "reps", meaning: "Whose it is; NULL is everyone's."),
      ColumnSchema("name", .text, notNull: true, meaning: "What people call it; it is run by this name."),
      ColumnSchema(
        "command", .text, notNull: true,
        meaning:
          "The words of the command, as a JSON array of texts, such as [\"report\",\"churn\",\"--limit\",\"20\"]."),
    ])
}
