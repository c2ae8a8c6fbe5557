import ChangeModel
import HubStore

extension PostgresTransaction {
  func properties(withPrefix prefix: String) throws -> [StoreProperty] {
    let answer = try fetch(
      Query(
        """
        SELECT key, value, at FROM godwit.properties WHERE org = $1 AND starts_with(key, $2) ORDER BY key
        """, orgParameter, .text(prefix)))
    return try answer.rows.map { row in
      StoreProperty(key: try answer.text(row, 0), value: try answer.bytes(row, 1), at: try answer.integer(row, 2))
    }
  }

  func save(properties: [StoreProperty]) throws {
    try writing {
      for property in properties {
        note(
          Query(
            """
            INSERT INTO godwit.properties(org, key, value, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT(org, key) DO UPDATE SET value = excluded.value, at = excluded.at
            """, orgParameter, .text(property.key), .blob(property.value), .integer(property.at)))
      }
    }
  }

  func forgetProperties(withPrefix prefix: String, before time: Int64) throws {
    try writing {
      note(
        Query(
          "DELETE FROM godwit.properties WHERE org = $1 AND starts_with(key, $2) AND at < $3", orgParameter,
          .text(prefix), .integer(time)))
    }
  }

  // MARK: What an erasure writes anew

  func rewrite(history: [HistoryEntry]) throws {
    guard !history.isEmpty else { return }
    try writing {
      let packed = history.map { HistoryBytes.pack($0.changeSet) }
      note(
        Query(
          """
          UPDATE godwit.history AS h SET change_set = n.change_set, raw_bytes = n.raw_bytes
          FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS n(position, raw_bytes, change_set)
          WHERE h.org = $1 AND h.position = n.position
          """, orgParameter, .integers(history.map(\.position)), .integers(packed.map { Int64($0.rawCount) }),
          .blobs(packed.map(\.stored))))
    }
  }

  func rewrite(results: [StoredResult]) throws {
    guard !results.isEmpty else { return }
    try writing {
      for stored in results { people.results[stored.device] = nil }
      note(
        Query(
          """
          UPDATE godwit.results AS r SET record = n.record
          FROM unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS n(device, sequence, record)
          WHERE r.org = $1 AND r.device = n.device AND r.sequence = n.sequence
          """, orgParameter, .integers(results.map(\.device)), .integers(results.map(\.result.sequence)),
          .blobs(results.map { ResultRecord.encode($0.result) })))
    }
  }
}
