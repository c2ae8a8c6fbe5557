import ChangeModel

/// The statements that make one domain table and what belongs to it.
struct TableDDL {
  /// So long that a text is at most 1 MiB in any script. Checked where it is written, since a value that cannot be
  /// sent would otherwise come to light only when the writer has gone.
  static let textCharactersMax = 262_144

  let schema: Schema
  let index: Int

  var table: TableSchema { schema.tables[index] }
  var name: String { SQLText.name(table.name) }

  /// All statements for a table that does not exist yet.
  var creation: [String] { [createTable, seedNumbers] + indexes + triggers }

  var createTable: String {
    var lines = ["id BLOB NOT NULL UNIQUE DEFAULT (randomblob(16)) CHECK(length(id) = 16)"]
    lines += table.columns.map { definition(of: $0, isNotNull: $0.notNull) }
    lines.append("godwit_row INTEGER PRIMARY KEY AUTOINCREMENT CHECK(godwit_row > 0)")
    return "CREATE TABLE \(name)(\n  " + lines.joined(separator: ",\n  ") + "\n) STRICT"
  }

  /// New rows are numbered from the local range on.
  var seedNumbers: String {
    "INSERT INTO sqlite_sequence(name, seq) VALUES (\(SQLText.literal(table.name)), \(LocalRows.base - 1))"
  }

  /// Adds a column that a newer schema has. A column without a default cannot be NOT NULL in the rows that exist.
  func addColumn(_ column: ColumnSchema) -> String {
    let isNotNull = column.notNull && SQLText.literal(column.fallback) != nil
    return "ALTER TABLE \(name) ADD COLUMN \(definition(of: column, isNotNull: isNotNull))"
  }

  /// For unique values, which each write looks up. Other indexes are the domain's choice, as in any database.
  ///
  /// Uniqueness itself is a trigger's, not a constraint's: the server's state must always find its place.
  var indexes: [String] {
    table.uniqueColumns.map { table.columns[$0].name }.map { column in
      "CREATE INDEX IF NOT EXISTS \(SQLText.name("godwit_\(table.name)_\(column)")) ON \(name)(\(SQLText.name(column)))"
    }
  }

  private func definition(of column: ColumnSchema, isNotNull: Bool) -> String {
    let name = SQLText.name(column.name)
    var words = [name, type(of: column)]
    if isNotNull { words.append("NOT NULL") }
    if let literal = SQLText.literal(column.fallback) { words.append("DEFAULT \(literal)") }
    if let target = column.references { words.append("REFERENCES \(SQLText.name(target))(id)") }
    if column.kind == .text || column.kind == .blob { words.append(lengthCheck(column)) }
    if column.policy == .set {
      words.append("CONSTRAINT \"\(column.name) is a JSON array\"")
      words.append("CHECK(\(name) IS NULL OR json_valid(\(name)) AND json_type(\(name)) = 'array')")
    }
    return words.joined(separator: " ")
  }

  private func lengthCheck(_ column: ColumnSchema) -> String {
    let count = column.kind == .blob ? 1 << 20 : Self.textCharactersMax
    let unit = column.kind == .blob ? "bytes" : "characters"
    return "CONSTRAINT \"\(column.name) has at most \(count) \(unit)\""
      + " CHECK(length(\(SQLText.name(column.name))) <= \(count))"
  }

  private func type(of column: ColumnSchema) -> String {
    switch column.kind {
    case .integer: "INTEGER"
    case .real: "REAL"
    case .text: "TEXT"
    case .blob, .reference: "BLOB"
    }
  }
}
