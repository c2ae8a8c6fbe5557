import ChangeModel
import GRDB

extension Replica {
  /// What can still be read of the outbox and of the rejected change sets of a damaged replica: encoded change sets, in
  /// sequence. The file is not changed.
  /// - Throws: `ReplicaError` when nothing at all can be read.
  public static func salvageOutbox(at path: String) throws -> [[UInt8]] {
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.read { db in
        ["godwit_attention", "godwit_outbox"].flatMap { table in changeSets(db, table) }
      }
    } catch let error as DatabaseError {
      throw ReplicaError(error, path: path) ?? error
    }
  }

  /// Reads on behind rows that cannot be read, as long as the table gives any.
  private static func changeSets(_ db: Database, _ table: String) -> [[UInt8]] {
    var found: [Sequence: [UInt8]] = [:]
    for order in ["ASC", "DESC"] {
      guard
        let statement = try? RawStatement(
          "SELECT sequence, change_set FROM \(table) ORDER BY sequence \(order)", on: db)
      else { continue }
      while (try? statement.step()) == true { found[statement.int64(0)] = statement.bytes(1) }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
