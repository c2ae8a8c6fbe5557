import ChangeModel
import GRDB
import SyncProtocol

extension Replica {
  /// Forgets change sets that the server took and that are kept for the case that it is restored.
  /// - Parameter isForgotten: sees one of them, and the replica as it is.
  public func forgetKept(_ isForgotten: (ChangeSet, Database) throws -> Bool) throws {
    try transact { db, _, _ in
      for entry in try KeptChangeSets(statements: Statements(db)).entries(after: 0)
      where try isForgotten(try ChangeSetCodec.decode(entry.changeSet), db) {
        try db.execute(sql: "DELETE FROM godwit_kept WHERE sequence = ?", arguments: [entry.sequence])
      }
    }
  }

  /// Writes the file anew and empties the log, so that nothing of what was erased can be read from them; foreign clients may
  /// have left free pages as they were. It takes as long as copying the file.
  public func scrub() throws {
    pool.invalidateReadOnlyConnections()
    try translatingErrors {
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        try db.checkpoint(.truncate)
      }
    }
  }
}
