import ChangeModel
import HubStore
import Synchronization

/// One org's store in a PostgreSQL database, which other orgs and other servers share.
///
/// Nothing that a merge depends on is kept in this process. Readers see one snapshot of the primary; the writer holds the
/// row of the org's log until its commit is durable, so that positions become visible in their order, whichever server
/// gave them.
public final class PostgresHubStore: HubStore {
  /// The org's number in this database.
  let org: Int64
  public let orgID: RowID
  public let address: PostgresAddress
  let orgs = OrgCache()
  private let readers: ConnectionPool
  private let writers: ConnectionPool
  private let signalWire: SignalWire
  private let nonceTable: NonceTable
  private let pools: [ConnectionPool]
  private let counts = Mutex(StoreFigures(kind: .postgresql, commits: 0, database: DatabaseFigures()))

  public var signals: (any StoreSignals)? { signalWire }
  public var nonces: (any NonceKeeper)? { nonceTable }

  init(_ address: PostgresAddress, org: Int64, orgID: RowID, readersMax: Int, isForLongWork: Bool = false) {
    self.address = address
    self.org = org
    self.orgID = orgID
    readers = ConnectionPool(address, countMax: readersMax, isForLongWork: isForLongWork)
    writers = ConnectionPool(address, countMax: 1, isForLongWork: isForLongWork)
    let small = ConnectionPool(address, countMax: 1)
    signalWire = SignalWire(address, org: org, senders: small)
    let forNonces = ConnectionPool(address, countMax: 2)
    nonceTable = NonceTable(forNonces, org: org)
    pools = [readers, writers, small, forNonces]
  }

  public func read<Result>(_ body: (any HubReading) throws -> Result) throws -> Result {
    try reading { try body($0) }
  }

  func reading<Result>(_ body: (PostgresTransaction) throws -> Result) throws -> Result {
    try HubStoreError.translating {
      try readers.with(begin: { try TransactionStart.reading($0, org: org) }) { connection, start in
        defer { connection.endQuietly() }
        return try body(PostgresTransaction(connection, org: org, orgs: orgs, start: start))
      }
    }
  }

  public func write<Result>(_ body: (any HubWriting) throws -> Result) throws -> Result {
    try HubStoreError.translating {
      try writers.with(begin: beginWriting) { connection, start in
        defer { connection.endQuietly() }
        let transaction = PostgresTransaction(connection, org: org, orgs: orgs, start: start)
        let result = try body(transaction)
        // A body that swallowed an error must not commit half of what it wanted.
        if let failure = transaction.failure { throw failure }
        try transaction.flush()
        try commit(connection)
        return result
      }
    }
  }

  public func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String] {
    try read { try $0.integrityFaults(progress: progress) }
  }

  /// The bytes of the whole database on disk, other orgs included.
  public func databaseBytes() throws -> Int64 {
    try reading { try $0.fetch(Query("SELECT pg_database_size(current_database())")).integer(0, 0) }
  }

  public var figures: StoreFigures {
    var figures = counts.withLock { $0 }
    figures.database?.connectionsUsed = pools.reduce(signalWire.listeningCount) { $0 + $1.usedCount }
    figures.database?.connectionsMax = pools.reduce(1) { $0 + $1.countMax }
    return figures
  }

  /// Closes all connections, once what was announced is told. The store cannot be used afterwards.
  public func close() {
    signalWire.close()
    nonceTable.close()
    readers.close()
    writers.close()
  }

  /// Nothing was handed to anybody yet, so a beginning that gave way to another transaction is simply made again.
  private func beginWriting(_ connection: PostgresConnection) throws -> TransactionStart {
    let began = ContinuousClock.now
    defer {
      let waited = (ContinuousClock.now - began) / .seconds(1)
      count {
        $0.locks += 1
        $0.lockSeconds += waited
      }
    }
    var attempt = 1
    while true {
      do {
        return try TransactionStart.writing(connection, org: org)
      } catch let failure as PostgresFailure where failure.isPassing && attempt < 5 {
        try connection.run(Query("ROLLBACK"))
        count { $0.retries += 1 }
        attempt += 1
      }
    }
  }

  private func commit(_ connection: PostgresConnection) throws {
    do {
      try Self.conclude(connection)
    } catch HubStoreError.outcomeUnknown(let why) {
      count { $0.unknownOutcomes += 1 }
      throw HubStoreError.outcomeUnknown(why: why)
    }
    counts.withLock { $0.commits += 1 }
  }

  /// Commits.
  /// - Throws: `HubStoreError.outcomeUnknown` when the connection is lost before the answer: only the store can tell then.
  static func conclude(_ connection: PostgresConnection) throws {
    let answer: QueryAnswer
    do {
      answer = try connection.run(Query("COMMIT"))
    } catch let failure as PostgresFailure where failure.isLost {
      throw HubStoreError.outcomeUnknown(why: failure.message)
    }
    // A transaction that had failed is rolled back by COMMIT, without an error.
    guard answer.tag == "COMMIT" else {
      throw HubStoreError.postgres(state: "", message: "the transaction was ended by \(answer.tag)")
    }
  }

  private func count(_ change: (inout DatabaseFigures) -> Void) {
    counts.withLock { counts in
      var database = counts.database ?? DatabaseFigures()
      change(&database)
      counts.database = database
    }
  }
}
