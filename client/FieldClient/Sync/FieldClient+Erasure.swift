import ChangeModel
import FieldSales
import Foundation
import GRDB
import ReplicaStore

extension FieldClient {
  /// After a sync in which people were erased: forgets edits of them that the server refused, and leaves nothing of them in
  /// the free pages of the files.
  func forgetErased() throws {
    let refused = try replica.attention().filter { $0.rejection.message == FieldSales.erasedMessage }
    for item in refused { try replica.discard(item.sequence) }
    let count = try erasedCount()
    guard !refused.isEmpty || count != knownCount() else { return }
    try replica.forgetKept { changeSet, db in try ErasedRows(db: db).areNamed(in: changeSet) }
    try replica.scrub()
    // It is made anew from the replica.
    for suffix in ["", "-journal", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: SearchIndex.path(of: replica) + suffix)
    }
    try Data(String(count).utf8).write(to: URL(filePath: countPath), options: .atomic)
  }

  /// How many people of the replica were erased; a number that changes says that somebody was.
  private func erasedCount() throws -> Int64 {
    try replica.read { db in
      try ["customers", "contacts"].reduce(0 as Int64) { sum, table in
        guard try db.tableExists(table), try db.columns(in: table).contains(where: { $0.name == PersonalData.marker })
        else { return sum }
        return sum
          + (try Int64.fetchOne(
            db, sql: "SELECT count(*) FROM \(table) WHERE \(PersonalData.marker) IS NOT NULL") ?? 0)
      }
    }
  }

  private var countPath: String {
    URL(fileURLWithPath: replica.path).deletingLastPathComponent().path + "/erased"
  }

  private func knownCount() -> Int64 {
    FileManager.default.contents(atPath: countPath).flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
  }
}
