import ChangeModel
import GRDB
import MergeEngine

/// One transaction of a connection, seen through `HubReading` or `HubWriting`.
///
/// Statements are prepared once per connection and kept by GRDB under their text.
final class SQLiteTransaction {
  let connection: Database
  let orgs: OrgCache
  /// The first error of a writing call: after it the transaction must not be committed.
  private(set) var failure: (any Error)?
  /// The org of this snapshot, once asked for.
  var knownOrg: OrgRecord?
  /// Whether this transaction wrote the org, so that nothing it reads of it may be remembered beyond it.
  var wroteOrg = false
  /// What the schema asks of rows, by table, as far as asked for.
  var shapes: [Int: RowShape] = [:]

  init(_ connection: Database, orgs: OrgCache) {
    self.connection = connection
    self.orgs = orgs
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
