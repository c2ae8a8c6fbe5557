import GRDB
import HubStore

extension HubStoreError {
  /// What a SQLite result code means for the user of a store.
  init(code: Int32, message: String) {
    switch ResultCode(rawValue: code).primaryResultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(what: message)
    case .SQLITE_FULL: self = .diskFull
    default: self = .sqlite(code: code, message: message)
    }
  }

  /// Runs `body` and gives its SQLite errors as store errors.
  static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw HubStoreError(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }
  }
}
