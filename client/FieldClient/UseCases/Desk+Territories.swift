import ChangeModel
import GRDB

extension Desk {
  /// The territories whose rows this device holds, by name: columns `id`, `name`.
  func ownTerritories(_ db: Database) throws -> [Record] {
    let rows = try replica.syncState().held.filter { $0.kind == .territory }.map(\.row)
    let own = try rows.compactMap { try db.record("SELECT id, name FROM territories WHERE godwit_row = ?", [$0]) }
    return own.sorted { ($0.text("name") ?? "") < ($1.text("name") ?? "") }
  }
}
