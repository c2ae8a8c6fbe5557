import GRDB

extension Replica {
  /// Makes views and indexes of the domain, each given as its whole `CREATE` statement, in the order in which they
  /// build on each other. One that is there already with another text is made anew.
  ///
  /// An index on a table or a column that has yet to come with the schema is left for the next opening.
  public func installViews(_ statements: [String]) throws {
    let objects = try statements.map { try DomainObject($0) }
    let missing = try read { db in
      try objects.filter { object in
        if let table = object.table, try !db.tableExists(table) { return false }
        let present = try String.fetchOne(
          db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [object.name])
        return present != object.sql
      }
    }
    // Any change of the file's schema makes all connections prepare their statements anew.
    if missing.isEmpty { return }
    try transact { db, _, _ in
      for object in missing {
        try db.execute(sql: "DROP \(object.kind) IF EXISTS \(SQLText.name(object.name))")
        do {
          try db.execute(sql: object.sql)
        } catch let error as DatabaseError where object.table != nil && error.lacksColumn {
          continue
        }
      }
    }
  }
}

extension DatabaseError {
  /// Whether a statement names a column that is not there.
  fileprivate var lacksColumn: Bool { resultCode == .SQLITE_ERROR && message?.hasPrefix("no such column") == true }
}

/// A view or an index of the domain, as its statement tells.
private struct DomainObject {
  /// `VIEW` or `INDEX`.
  let kind: String
  let name: String
  /// The table that an index is on.
  let table: String?
  let sql: String

  init(_ sql: String) throws {
    let words = sql.split(maxSplits: 5, omittingEmptySubsequences: true) { $0 == " " || $0 == "\n" || $0 == "(" }
    guard words.count > 4, words[0].lowercased() == "create" else { throw Self.fault(sql) }
    switch words[1].lowercased() {
    case "view":
      kind = "VIEW"
      table = nil
    case "index":
      kind = "INDEX"
      table = String(words[4]).replacing("\"", with: "")
    default: throw Self.fault(sql)
    }
    name = String(words[2]).replacing("\"", with: "")
    self.sql = sql
  }

  private static func fault(_ sql: String) -> ReplicaError { .badView(String(sql.prefix(80))) }
}
