import GRDB

extension Replica {
  /// Makes views of the domain, each given as its whole `CREATE VIEW` statement, in the order in which they build on
  /// each other. One that is there already with another text is made anew.
  public func installViews(_ statements: [String]) throws {
    let views = try statements.map { (name: try Self.viewName($0), sql: $0) }
    let present = try read { db in
      try views.map {
        try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [$0.name])
      }
    }
    // Any change of the file's schema makes all connections prepare their statements anew.
    if present == views.map(\.sql) { return }
    try transact { db, _, _ in
      for view in views {
        try db.execute(sql: "DROP VIEW IF EXISTS \(SQLText.name(view.name))")
        try db.execute(sql: view.sql)
      }
    }
  }

  private static func viewName(_ sql: String) throws -> String {
    let words = sql.split(maxSplits: 3, omittingEmptySubsequences: true) { $0 == " " || $0 == "\n" || $0 == "(" }
    guard words.count > 2, words[0].lowercased() == "create", words[1].lowercased() == "view" else {
      throw ReplicaError.badView(String(sql.prefix(80)))
    }
    return String(words[2]).replacing("\"", with: "")
  }
}
