/// What tells a store's file apart, and the tables in it.
enum StoreFormat {
  /// `PRAGMA application_id`: the letters GWHB.
  static let applicationID: Int32 = 0x4757_4842
  /// `PRAGMA user_version`: raised whenever an older Godwit could not work with the file.
  static let version = 3
  /// The name of the file in a server's directory.
  static let fileName = "hub.sqlite"

  /// The tables are generic: what the org's schema calls a table is a number here, and a row is a record.
  ///
  /// `rows.key` has the table in its upper bits and the row number in its lower 48 (see `RecordKey`), so that an
  /// index entry names a row in one small integer, and the order of keys is the order of (table, row).
  static let tables = """
    CREATE TABLE org(
      one INTEGER PRIMARY KEY CHECK(one = 1), id BLOB NOT NULL, name TEXT NOT NULL, epoch INTEGER NOT NULL,
      schema TEXT NOT NULL, revision INTEGER NOT NULL) STRICT;
    CREATE TABLE log(
      one INTEGER PRIMARY KEY CHECK(one = 1), head INTEGER NOT NULL, last_device INTEGER NOT NULL) STRICT;
    CREATE TABLE last_rows(tbl INTEGER PRIMARY KEY, row INTEGER NOT NULL) STRICT;

    CREATE TABLE rows(
      key INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, id BLOB NOT NULL, scope INTEGER NOT NULL,
      changed INTEGER NOT NULL, parent INTEGER, deleted INTEGER NOT NULL, record BLOB NOT NULL) STRICT;
    CREATE UNIQUE INDEX rows_id ON rows(tbl, id);
    CREATE INDEX rows_scope ON rows(scope, changed);
    CREATE INDEX rows_parent ON rows(parent) WHERE parent IS NOT NULL;

    CREATE TABLE departures(
      scope INTEGER NOT NULL, position INTEGER NOT NULL, key INTEGER NOT NULL,
      PRIMARY KEY(scope, position, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE digests(
      scope INTEGER NOT NULL, tbl INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
      count INTEGER NOT NULL, PRIMARY KEY(scope, tbl)) STRICT, WITHOUT ROWID;
    CREATE TABLE unique_values(
      tbl INTEGER NOT NULL, col INTEGER NOT NULL, value BLOB NOT NULL, row INTEGER NOT NULL,
      PRIMARY KEY(tbl, col, value)) STRICT, WITHOUT ROWID;

    CREATE TABLE history(
      position INTEGER PRIMARY KEY, device INTEGER NOT NULL, sequence INTEGER NOT NULL, stamp INTEGER NOT NULL,
      rep INTEGER NOT NULL, merged_at INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, change_set BLOB NOT NULL) STRICT;
    CREATE TABLE results(
      device INTEGER NOT NULL, sequence INTEGER NOT NULL, payload BLOB NOT NULL, record BLOB NOT NULL,
      PRIMARY KEY(device, sequence)) STRICT, WITHOUT ROWID;
    CREATE TABLE devices(
      number INTEGER PRIMARY KEY, rep INTEGER NOT NULL, name TEXT NOT NULL, public_key BLOB NOT NULL,
      enrolled_at INTEGER NOT NULL, revoked_at INTEGER, last_seen_at INTEGER, last_sequence INTEGER NOT NULL,
      last_stamp INTEGER NOT NULL, ticket INTEGER NOT NULL, previous_ticket INTEGER NOT NULL, base INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE users(rep INTEGER PRIMARY KEY, role TEXT NOT NULL) STRICT;
    CREATE TABLE user_territories(
      rep INTEGER NOT NULL, territory INTEGER NOT NULL, PRIMARY KEY(rep, territory)) STRICT, WITHOUT ROWID;
    CREATE TABLE invitations(
      code_hash BLOB PRIMARY KEY, rep INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_by INTEGER
    ) STRICT, WITHOUT ROWID;

    \(tablesOfVersion2)
    \(tablesOfVersion3)
    """

  /// What a file of format 1 lacks. An older Godwit would leave the audit log without entries.
  ///
  /// The triggers stop an honest mistake; what somebody does who drops them, the chain of hashes tells.
  static let tablesOfVersion2 = """
    CREATE TABLE audit(
      number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, device INTEGER NOT NULL,
      rep INTEGER NOT NULL, sequence INTEGER NOT NULL, position INTEGER NOT NULL, payload BLOB NOT NULL, subject BLOB,
      detail TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE properties(key TEXT PRIMARY KEY, value BLOB NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
      BEGIN SELECT raise(ABORT, 'the audit log is only appended to'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
      BEGIN SELECT raise(ABORT, 'the audit log is only appended to'); END;
    """

  /// What a file of format 2 lacks. An older Godwit would answer those from before the horizon as if it knew all that went.
  static let tablesOfVersion3 = """
    ALTER TABLE org ADD COLUMN horizon INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE dead_rows(key INTEGER PRIMARY KEY, id BLOB NOT NULL, scope INTEGER NOT NULL) STRICT;
    CREATE INDEX dead_rows_id ON dead_rows(id);
    CREATE INDEX rows_deleted ON rows(key, changed) WHERE deleted = 1;
    """
}
