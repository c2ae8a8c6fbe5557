import ChangeModel
import HubStore
import MergeEngine

/// One transaction of a connection, seen through `HubReading` or `HubWriting`.
///
/// What is written waits until something is read, or until the end, and then travels in one round trip together with
/// what is asked. A statement that fails fails the transaction.
final class PostgresTransaction {
  let connection: PostgresConnection
  /// The org's number in this database.
  let orgNumber: Int64
  /// The first error of a writing call: after it the transaction must not be committed.
  private(set) var failure: (any Error)?
  private var pending: [Query] = []

  /// What the transaction knows of the snapshot without asking.
  var knownHead: Position
  var knownLastRows: [Int: Int64]
  var lastDevice: DeviceNumber
  let revision: Int64
  var known: KnownOrg
  /// Devices and what belongs to them, as far as foreseen.
  var people = KnownPeople()
  /// The entry of the audit log that this transaction appended last.
  var appendedAudit: AuditEntry?
  /// Records of devices that are to be written.
  var unsavedDevices: [DeviceNumber: DeviceRecord] = [:]

  init(_ connection: PostgresConnection, org: Int64, orgs: OrgCache, start: TransactionStart) {
    self.connection = connection
    orgNumber = org
    known = KnownOrg(cache: orgs)
    knownHead = start.head
    knownLastRows = start.lastRows
    lastDevice = start.lastDevice
    revision = start.revision
  }

  /// The org as the first parameter of every statement.
  var orgParameter: Parameter { .integer(orgNumber) }

  /// Notes a statement that is to be run before anything is read, and at the latest before the commit.
  func note(_ query: Query) { pending.append(query) }

  /// Asks, after all that was noted, in one round trip.
  func fetch(_ queries: [Query]) throws -> [QueryAnswer] {
    let waiting = takePending()
    let answers = try HubStoreError.translating { try connection.exchange(waiting + queries) }
    for (query, answer) in zip(waiting, answers) { try query.check?(answer) }
    return Array(answers.dropFirst(waiting.count))
  }

  func fetch(_ query: Query) throws -> QueryAnswer {
    guard let answer = try fetch([query]).first else {
      throw HubStoreError.damaged(what: "PostgreSQL gave no answer")
    }
    return answer
  }

  /// Carries out what was noted.
  func flush() throws { _ = try fetch([]) }

  private func takePending() -> [Query] {
    if !unsavedDevices.isEmpty { pending.append(savingOfDevices()) }
    defer { pending = [] }
    return pending
  }

  /// Runs a writing call and remembers that it failed.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    if let failure { throw failure }
    do {
      return try body()
    } catch {
      failure = error
      throw error
    }
  }
}

extension PostgresTransaction: HubWriting {}
