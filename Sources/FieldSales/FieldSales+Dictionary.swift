import ChangeModel

extension FieldSales {
  /// The data dictionary as Markdown: every table, column and view with what it means and how it merges.
  public static func dictionary() -> String {
    var lines = [
      "# Data dictionary",
      "",
      "Schema version \(schema.version). Written by `FieldSales.dictionary()`; a test compares this file with it.",
      "",
      "Every table also has `id` (BLOB, 16 bytes, unique in the org). Times are milliseconds since 1970 UTC, money is in",
      "minor units, coordinates are millionths of a degree. A reference holds the `id` of the row it names.",
    ]
    for table in schema.tables { lines += section(of: table) }
    lines += ["", "## Views", ""]
    for view in views {
      lines += ["### \(view.name)", "", view.meaning, "", "```sql", view.sql, "```", ""]
    }
    return lines.joined(separator: "\n")
  }

  private static func section(of table: TableSchema) -> [String] {
    var lines = ["", "## \(table.name)", "", table.meaning, ""]
    lines.append("\(words(for: table.scope)) \(words(for: table.deletion))")
    if table.officeOwned {
      let others = (table.writers ?? []).filter { $0 != .office }.map { " and the \($0.rawValue)" }.joined()
      lines[lines.count - 1] += others.isEmpty ? " Only the office writes it." : " Only the office\(others) write it."
    }
    lines += ["", "| column | kind | merges | meaning |", "| --- | --- | --- | --- |"]
    for column in table.columns {
      lines.append("| \(column.name) | \(kind(of: column)) | \(policy(of: column)) | \(column.meaning) |")
    }
    return lines
  }

  private static func words(for scope: ScopeRule) -> String {
    switch scope {
    case .org: "Everyone in the org sees it."
    case .owner(let column): "Seen in the territory that `\(column)` names; by all when that is NULL."
    case .parent(let column): "Seen wherever the row that `\(column)` names is seen."
    }
  }

  private static func words(for deletion: DeletionRule) -> String {
    switch deletion {
    case .never: "Rows are never deleted."
    case .updateWins: "A row that was changed meanwhile is not deleted."
    case .deleteWins: "A deleted row stays deleted, whatever was changed meanwhile."
    }
  }

  private static func kind(of column: ColumnSchema) -> String {
    var words = [column.references.map { "reference to \($0)" } ?? column.kind.rawValue]
    if column.notNull { words.append("not null") }
    if column.unique { words.append("unique") }
    switch column.fallback {
    case .integer(let value): words.append("default \(value)")
    case .text(let value): words.append("default '\(value)'")
    default: break
    }
    return words.joined(separator: ", ")
  }

  private static func policy(of column: ColumnSchema) -> String {
    column.group.map { "\(column.policy.name), with \($0)" } ?? column.policy.name
  }
}
