import GRDB

extension Desk {
  /// - Parameters:
  ///   - what: the noun of what only the office writes, in the plural.
  /// - Throws: an error that says whom to ask, unless the user is the office.
  ///   - isForAdministrators: whether the administrator keeps it as well.
  func requireOffice(_ what: String, isForAdministrators: Bool = false) throws {
    if isForAdministrators, replica.identity.role == .administrator { return }
    guard replica.identity.role == .office else {
      throw FieldError(.failed, "\(what) are the office's: ask the office to change them")
    }
  }

  /// When the replica last heard of the office, in milliseconds since 1970 UTC; nil before the first sync.
  func lastSync(_ db: Database) throws -> Int64? {
    try db.record("SELECT last_sync FROM godwit_meta")?.integer("last_sync")
  }
}
