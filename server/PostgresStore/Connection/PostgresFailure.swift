import CPostgres
import HubStore

/// What went wrong on a connection, as PostgreSQL says it.
struct PostgresFailure: Error {
  /// The SQLSTATE; empty when the connection itself failed.
  var state: String
  /// The first line of the message.
  var message: String
  /// Whether the connection is gone, so that it is not known what the server did last.
  var isLost: Bool

  /// Whether the same transaction may succeed when it is begun anew at once.
  var isPassing: Bool { ["40001", "40P01"].contains(state) && !isLost }

  /// What a failure means for the user of a store.
  var storeError: HubStoreError {
    let why = message.isEmpty ? "the connection was lost" : message
    if isLost { return .unavailable(why: why) }
    switch state {
    case "53100": return .diskFull
    case "42501": return .unfit(what: "the role may not do this (\(why)); grant it what docs/postgres.md lists")
    case "42P01", "3F000", "42703":
      return .unfit(what: "its tables are not those of this Godwit (\(why)); docs/postgres.md says how to lay them")
    case "XX001", "XX002": return .damaged(what: why)
    // Read-only: a standby, or a server that was just demoted. Then: locks not had in time, and work that was stopped.
    case "25006", "55P03", "57014", "25P03", "25P04", "40001", "40P01": return .unavailable(why: why)
    default: break
    }
    switch state.prefix(2) {
    case "08", "53", "57", "58": return .unavailable(why: why)
    case "22", "23": return .inconsistent(what: why)
    default: return .postgres(state: state, message: why)
    }
  }

  /// - Parameter text: what libpq says, which may have several lines.
  static func firstLine(_ text: UnsafePointer<CChar>?) -> String {
    let line = text.map { String(cString: $0) }?.split(separator: "\n").first.map(String.init) ?? ""
    return String(line.drop { $0 == " " }.prefix(300))
  }
}

extension HubStoreError {
  /// Runs `body` and gives its failures as store errors.
  static func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as PostgresFailure {
      throw failure.storeError
    }
  }
}
