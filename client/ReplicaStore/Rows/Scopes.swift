import ChangeModel
import GRDB

/// The scopes that the server grants, and those that the replica holds.
enum Scopes {
  static func granted(_ db: Database) throws -> [Scope] {
    try scopes("SELECT scope FROM godwit_scopes ORDER BY scope", db)
  }

  static func held(_ db: Database) throws -> [Scope] {
    try scopes("SELECT scope FROM godwit_scopes WHERE held ORDER BY scope", db)
  }

  private static func scopes(_ sql: String, _ db: Database) throws -> [Scope] {
    try Int64.fetchAll(db.cachedStatement(sql: sql)).map(Scope.init(code:))
  }

  /// Takes what the server grants at enrolment; nothing of it is held yet.
  static func grant(_ scopes: [Scope], _ db: Database) throws {
    for scope in scopes {
      try db.execute(sql: "INSERT OR IGNORE INTO godwit_scopes VALUES (?, 0)", arguments: [scope.code])
    }
  }

  /// Makes exactly these the scopes that are held and granted.
  static func hold(_ scopes: [Scope], granted: [Scope], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM godwit_scopes")
    for scope in granted {
      try db.execute(
        sql: "INSERT OR IGNORE INTO godwit_scopes VALUES (?, ?)", arguments: [scope.code, scopes.contains(scope)])
    }
  }
}
