import ChangeModel
import HubStore
import MergeEngine

extension PostgresTransaction {
  /// One round trip that asks what the batch must fit, and one, with whatever else is written, that writes it.
  func commit(_ batch: MergeBatch) throws {
    try writing {
      let check = BatchCheck(head: knownHead, lastRows: knownLastRows)
      try check.check(batch)
      let (new, old) = try RowColumns.split(batch.rows, check: check)
      let stored = try askBefore(batch, changing: old)
      try add(batch.digests, to: stored)
      noteLast(batch.lastRows)
      new.map { note(inserting($0)) }
      old.map { note(updating($0)) }
      try noteDepartures(batch.lastingDepartures)
      noteUniqueValues(batch)
      if batch.head != knownHead {
        note(Query("UPDATE godwit.log SET head = $2 WHERE org = $1", orgParameter, .integer(batch.head)))
      }
      knownHead = batch.head
      knownLastRows.merge(batch.lastRows) { $1 }
    }
  }

  /// The sums of the scopes in the batch; and that all rows that are to change are there.
  private func askBefore(_ batch: MergeBatch, changing old: RowColumns?) throws -> [ScopeTable: DigestChange] {
    var queries = [digestQuery(scopes: Set(batch.digests.keys.map(\.scope)).sorted().map(\.code))]
    if let old {
      queries.append(
        Query(
          "SELECT count(*) FROM godwit.rows WHERE org = $1 AND key = ANY($2)", orgParameter, .integers(old.keys)))
    }
    let answers = try fetch(queries)
    if let old, try answers[1].integer(0, 0) != Int64(old.keys.count) {
      throw HubStoreError.inconsistent(what: "a row that is to change is not there")
    }
    return try sums(answers[0])
  }

  private func noteLast(_ lastRows: [Int: Int64]) {
    guard !lastRows.isEmpty else { return }
    let rows = lastRows.sorted { $0.key < $1.key }
    note(
      Query(
        """
        INSERT INTO godwit.last_rows(org, tbl, row) SELECT $1, * FROM unnest($2::bigint[], $3::bigint[])
        ON CONFLICT (org, tbl) DO UPDATE SET row = excluded.row
        """, orgParameter, .integers(rows.map { Int64($0.key) }), .integers(rows.map(\.value))))
  }

  private func noteDepartures(_ departures: [Departure]) throws {
    guard !departures.isEmpty else { return }
    note(
      Query(
        """
        INSERT INTO godwit.departures(org, scope, position, key)
        SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) ON CONFLICT DO NOTHING
        """, orgParameter, .integers(departures.map(\.scope.code)), .integers(departures.map(\.position)),
        .integers(try departures.map { try RecordKey.encode($0.key) })))
  }

  private func noteUniqueValues(_ batch: MergeBatch) {
    if !batch.uniqueReleased.isEmpty {
      // The order of deletions does not show in what is left.
      note(
        Query(
          "DELETE FROM godwit.unique_values WHERE org = $1 AND value = ANY($2)", orgParameter,
          .blobs(batch.uniqueReleased.map(ValueKey.encode))))
    }
    guard !batch.uniqueGained.isEmpty else { return }
    // Nor does that of insertions: values that are kept as the same are one entry.
    let owners = Dictionary(
      batch.uniqueGained.map { (ValueKey.encode($0.key), $0.value.row) }, uniquingKeysWith: max
    ).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    note(
      Query(
        """
        INSERT INTO godwit.unique_values(org, value, row) SELECT $1, * FROM unnest($2::bytea[], $3::bigint[])
        ON CONFLICT (org, value) DO UPDATE SET row = excluded.row
        """, orgParameter, .blobs(owners.map(\.key)), .integers(owners.map(\.value))))
  }
}

// MARK: Rows

extension PostgresTransaction {
  private static let insertion = """
    INSERT INTO godwit.rows(org, key, tbl, id, scope, changed, parent, deleted, record)
    SELECT $1, n.key, n.key >> 48, n.id, n.scope, n.changed, n.parent, n.deleted, n.record
    FROM unnest($2::bigint[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::boolean[], $8::bytea[])
      AS n(key, id, scope, changed, parent, deleted, record)
    """

  private func inserting(_ rows: RowColumns) -> Query { query(Self.insertion, rows) }

  /// Finds each row by its key, whatever the planner knows of the table; another ID under it is left alone and missed.
  private func updating(_ rows: RowColumns) -> Query {
    query(
      Self.insertion + """
         ON CONFLICT (org, key) DO UPDATE SET scope = excluded.scope, changed = excluded.changed,
          parent = excluded.parent, deleted = excluded.deleted, record = excluded.record
        WHERE rows.id = excluded.id
        """, rows)
  }

  private func query(_ sql: String, _ rows: RowColumns) -> Query {
    Query(
      sql, orgParameter, .integers(rows.keys), .blobs(rows.ids), .integers(rows.scopes), .integers(rows.changed),
      .optionalIntegers(rows.parents), .booleans(rows.deleted), .blobs(rows.records)
    ) { answer in
      guard answer.touched == rows.keys.count else {
        throw HubStoreError.inconsistent(what: "a row that is to change is not there under its ID")
      }
    }
  }
}

/// The rows of a batch, column by column.
struct RowColumns {
  private(set) var keys: [Int64] = []
  private(set) var ids: [[UInt8]] = []
  private(set) var scopes: [Int64] = []
  private(set) var changed: [Int64] = []
  private(set) var parents: [Int64?] = []
  private(set) var deleted: [Bool] = []
  private(set) var records: [[UInt8]] = []

  /// New rows, and rows that change; nil for none.
  static func split(_ rows: [RowState], check: BatchCheck) throws -> (new: RowColumns?, old: RowColumns?) {
    var new = RowColumns()
    var old = RowColumns()
    for row in rows {
      if check.isNew(row) { try new.append(row) } else { try old.append(row) }
    }
    return (new.keys.isEmpty ? nil : new, old.keys.isEmpty ? nil : old)
  }

  private mutating func append(_ row: RowState) throws {
    keys.append(try RecordKey.encode(row.key))
    ids.append(row.id.bytes)
    scopes.append(row.scope.code)
    changed.append(row.changed)
    parents.append(try row.parent.map(RecordKey.encode))
    deleted.append(row.isDeleted)
    records.append(try RowRecord.encode(row))
  }
}
