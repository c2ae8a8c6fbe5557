import HubStore

extension SQLiteTransaction {
  func properties(withPrefix prefix: String) throws -> [StoreProperty] {
    var properties = [StoreProperty]()
    try statement("SELECT key, value, at FROM properties WHERE key >= ? ORDER BY key").eachPrefixed(prefix) { row in
      properties.append(StoreProperty(key: row.text(0), value: row.bytes(1), at: row.integer(2)))
    }
    return properties
  }

  func save(properties: [StoreProperty]) throws {
    try writing {
      for property in properties {
        try statement("INSERT OR REPLACE INTO properties(key, value, at) VALUES (?, ?, ?)")
          .run(.text(property.key), .blob(property.value), .integer(property.at))
      }
    }
  }

  func forgetProperties(withPrefix prefix: String, before time: Int64) throws {
    try writing {
      for property in try properties(withPrefix: prefix) where property.at < time {
        try statement("DELETE FROM properties WHERE key = ?").run(.text(property.key))
      }
    }
  }
}

extension RawStatement {
  /// Hands over the rows of a statement in the order of its first column, from the one bound, as long as that column begins so.
  fileprivate func eachPrefixed(_ prefix: String, do body: (RawStatement) throws -> Void) throws {
    defer { reset() }
    try bind(1, prefix)
    while try step(), text(0).utf8.starts(with: prefix.utf8) { try body(self) }
  }
}
