import ChangeModel
import Foundation
import GRDB
import ReplicaStore

/// What every use case works with: the replica and the clock. No server is needed.
public final class Desk: Sendable {
  public let replica: Replica
  let surroundings: Surroundings

  /// For whose eyes lists by name are put in order and texts are made; nil for programs, who get the same in all
  /// languages.
  let language: Language?

  public init(_ replica: Replica, surroundings: Surroundings = .machine, language: Language? = nil) {
    self.replica = replica
    self.surroundings = surroundings
    self.language = language
  }

  /// The term by which rows are put in the order of a name.
  func byName(_ column: String) -> String {
    switch language {
    case nil: "\(column) COLLATE NOCASE"
    case .english?: "\(column) COLLATE \(NameOrder.latin.rawValue)"
    case .chinese?: "\(column) COLLATE \(NameOrder.pinyin.rawValue)"
    }
  }

  /// The wall time in milliseconds since 1970 UTC.
  public var now: Int64 { surroundings.now() }

  func newID() -> RowID { replica.newID(now: now) }

  /// Reads one consistent state of the replica.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do { return try replica.read(body) } catch { throw Self.explained(error) }
  }

  /// Writes in one transaction, which becomes one change set: it lands whole or not at all.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    if replica.identity.role == .auditor {
      throw FieldError(.failed, "an auditor reads and writes nothing: ask the office to change it")
    }
    do { return try replica.write(now: now, body) } catch { throw Self.explained(error) }
  }

  /// The user's own row in `reps`.
  func ownRep(_ db: Database) throws -> Record? {
    try db.record("SELECT id, name, role FROM reps WHERE godwit_row = ?", [replica.identity.rep])
  }

  func ownRepID(_ db: Database) throws -> Value { try ownRep(db)?["id"] ?? .null }

  private static func explained(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? "no reason given"
    switch error.resultCode {
    case .SQLITE_CONSTRAINT: return FieldError(.failed, "not written: \(message)")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return FieldError(.failed, "another program holds the replica: end its transaction, and try again")
    case .SQLITE_FULL:
      return FieldError(.failed, "the disk is full: nothing was written; free some space and try again")
    default: return LackingSchema.error(for: error) ?? FieldError(.failed, "the replica could not be used: \(message)")
    }
  }
}

extension FieldClient {
  /// The use cases' view of this client.
  public var desk: Desk { desk(for: nil) }

  /// The same with lists in an order for people.
  public func desk(for language: Language?) -> Desk { Desk(replica, surroundings: surroundings, language: language) }
}
