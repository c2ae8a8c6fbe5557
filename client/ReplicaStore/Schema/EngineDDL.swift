import ChangeModel

/// The engine's own tables.
enum EngineDDL {
  /// "gdwt": tells a replica from any other SQLite file.
  static let applicationID: Int64 = 0x6764_7774
  /// The format of the engine's tables; a file with a greater one is refused.
  static let version = 1

  static let tables = [
    // One row: whose replica it is, and where it stands.
    """
    CREATE TABLE godwit_meta(
      device INTEGER NOT NULL, org BLOB NOT NULL, org_name TEXT NOT NULL, rep INTEGER NOT NULL, rep_name TEXT NOT NULL,
      role TEXT NOT NULL, server TEXT NOT NULL, epoch INTEGER NOT NULL, ticket INTEGER NOT NULL, state TEXT NOT NULL,
      position INTEGER NOT NULL, sequence INTEGER NOT NULL, acknowledged INTEGER NOT NULL, settled INTEGER NOT NULL,
      clock INTEGER NOT NULL, last_sync INTEGER, fingerprint TEXT NOT NULL, truncate_due INTEGER NOT NULL DEFAULT 0,
      compare_due INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    // The schema as JSON; apart, because the other row is written often.
    "CREATE TABLE godwit_schema(json BLOB NOT NULL) STRICT",
    // Capture speaks while this is 1.
    "CREATE TABLE godwit_gate(open INTEGER NOT NULL) STRICT",
    // What was written and is not sealed yet. It is only appended to, also with `base`, what a cell held before an edit:
    // a table of first values by row would make each edit write to a page of its own.
    """
    CREATE TABLE godwit_log(
      seq INTEGER PRIMARY KEY, tbl INTEGER, row INTEGER, mask INTEGER, id BLOB, root INTEGER, base
    )
    """,
    // Sealed change sets that have no result yet, as they are sent. `parts` says which changes land together.
    """
    CREATE TABLE godwit_outbox(
      sequence INTEGER PRIMARY KEY, change_set BLOB NOT NULL, parts BLOB, sealed_at INTEGER NOT NULL
    ) STRICT
    """,
    // What the server took lately, as it was sent; `bytes_before` is what all before it have together.
    """
    CREATE TABLE godwit_kept(
      sequence INTEGER PRIMARY KEY, change_set BLOB NOT NULL, kept_at INTEGER NOT NULL, bytes_before INTEGER NOT NULL
    ) STRICT
    """,
    // Which cells the outbox touches, and the position at which they were seen. Inserts are known by their number.
    """
    CREATE TABLE godwit_pending(
      tbl INTEGER NOT NULL, row INTEGER NOT NULL, sequence INTEGER NOT NULL, mask INTEGER NOT NULL,
      seen INTEGER NOT NULL, id BLOB, PRIMARY KEY(tbl, row, sequence, mask)
    ) STRICT, WITHOUT ROWID
    """,
    // Replies of a round that is not applied yet, as frames.
    """
    CREATE TABLE godwit_staged(
      number INTEGER PRIMARY KEY, reply BLOB NOT NULL, is_complete INTEGER NOT NULL, holds_push INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE TABLE godwit_marks(scope INTEGER PRIMARY KEY, position INTEGER, tbl INTEGER, row INTEGER) STRICT",
    // The scopes that the server grants, and whether the replica holds them.
    "CREATE TABLE godwit_scopes(scope INTEGER PRIMARY KEY, held INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE godwit_attention(
      sequence INTEGER PRIMARY KEY, change_set BLOB NOT NULL, sealed_at INTEGER NOT NULL, rejected_at INTEGER NOT NULL,
      code INTEGER NOT NULL, message TEXT NOT NULL, tbl INTEGER, id BLOB
    ) STRICT
    """,
    // For people who open the file: what each column means and how it merges.
    """
    CREATE TABLE godwit_columns(
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, meaning TEXT NOT NULL, policy TEXT NOT NULL
    ) STRICT
    """,
  ]

  /// The statements that fill the data dictionary.
  static func dictionary(_ schema: Schema) -> [String] {
    ["DELETE FROM godwit_columns"]
      + schema.tables.flatMap { table in
        [dictionaryRow(table.name, "", table.meaning, table.officeOwned ? "office" : "")]
          + table.columns.map { dictionaryRow(table.name, $0.name, $0.meaning, policy(of: $0)) }
      }
  }

  private static func policy(of column: ColumnSchema) -> String {
    column.group.map { "\(column.policy.name), with \($0)" } ?? column.policy.name
  }

  private static func dictionaryRow(_ table: String, _ column: String, _ meaning: String, _ policy: String) -> String {
    let values = [table, column, meaning, policy].map { SQLText.literal($0) }.joined(separator: ", ")
    return "INSERT INTO godwit_columns VALUES (\(values))"
  }
}
