import ChangeModel
import GRDB
import HubStore
import MergeEngine

/// One transaction of a connection, seen through `HubReading` or `HubWriting`.
///
/// Statements are prepared once per connection and kept by GRDB under their text.
final class SQLiteTransaction {
  let connection: Database
  /// The first error of a writing call: after it the transaction must not be committed.
  private(set) var failure: (any Error)?
  var known: KnownOrg

  init(_ connection: Database, orgs: OrgCache) {
    self.connection = connection
    known = KnownOrg(cache: orgs)
  }

  /// The prepared statement with this text. Whoever steps it resets it before anybody else can ask for it.
  func statement(_ sql: String) throws -> RawStatement {
    RawStatement(try connection.cachedStatement(sql: sql))
  }

  /// A prepared statement of the caller's own, for loops that run the caller's code between two steps.
  func ownStatement(_ sql: String) throws -> RawStatement {
    RawStatement(try connection.makeStatement(sql: sql))
  }

  /// Runs a writing call and remembers that it failed.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    if let failure { throw failure }
    do {
      return try body()
    } catch {
      failure = error
      throw error
    }
  }
}

extension SQLiteTransaction: HubWriting {}
