import GRDB
import HubStore

extension SQLiteHubStore {
  public func scrub() throws {
    // Readers would keep pages of before in the log.
    (database as? DatabasePool)?.invalidateReadOnlyConnections()
    try HubStoreError.translating {
      try database.writeWithoutTransaction { connection in
        try connection.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? connection.execute(sql: "PRAGMA secure_delete = OFF") }
        try connection.execute(sql: "VACUUM")
        // Readers look only for moments; the busy timeout waits for them.
        if path != nil { try connection.checkpoint(.truncate) }
      }
    }
  }
}
