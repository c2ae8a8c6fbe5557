import ChangeModel
import SyncProtocol
import SyncSession

/// What comparing a replica with its server came to.
public struct VerifyOutcome: Sendable {
  /// One table within one scope.
  public struct Comparison: Hashable, Sendable {
    public var scope: Scope
    /// The table's index in the schema.
    public var table: Int
    public var tableName: String
    /// Rows that the replica has.
    public var here: Int64
    /// Rows that the server has.
    public var server: Int64
    public var digestHere: Digest
    public var digestServer: Digest
    public var differences: [RangeDifference] = []

    public var isMatch: Bool { here == server && digestHere == digestServer }
  }

  /// The position at which both were compared.
  public var position: Position
  /// Ascending by scope and table.
  public var comparisons: [Comparison]
  /// Rows that were other than the server's, and were put right.
  public var repairedRows = 0

  /// Whether the replica is, now, what the server says.
  public var isMatch: Bool { comparisons.allSatisfy(\.isMatch) }
}

extension VerifyOutcome {
  /// Lays both sides' digests side by side.
  init(position: Position, here: [ScopeTableDigest], server: [ScopeTableDigest], schema: Schema) {
    var comparisons = [ScopeTable: Comparison]()
    func note(_ digest: ScopeTableDigest, _ change: (inout Comparison) -> Void) {
      let key = ScopeTable(scope: digest.scope, table: digest.table)
      let name = schema.tables.indices.contains(digest.table) ? schema.tables[digest.table].name : "#\(digest.table)"
      change(
        &comparisons[
          key,
          default: Comparison(
            scope: digest.scope, table: digest.table, tableName: name, here: 0, server: 0, digestHere: .zero,
            digestServer: .zero)])
    }
    for digest in here {
      note(digest) {
        $0.here = digest.count
        $0.digestHere = digest.digest
      }
    }
    for digest in server {
      note(digest) {
        $0.server = digest.count
        $0.digestServer = digest.digest
      }
    }
    self.init(
      position: position,
      comparisons: comparisons.values.sorted { ($0.scope, $0.table) < ($1.scope, $1.table) })
  }

  private struct ScopeTable: Hashable {
    var scope: Scope
    var table: Int
  }
}
