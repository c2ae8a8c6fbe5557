import ChangeModel
import FieldSales
import Foundation
import HubStore
import MergeEngine
import PostgresStore
import SyncProtocol
import Synchronization

/// Many writers and readers on one org of a database, each as a server of its own: nobody who follows the log may ever miss
/// an entry, and nothing that was acknowledged may be lost.
///
/// Each writer pauses at random before its commit, with its position taken. Several processes may run the drill on one org.
public final class WriterDrill: Sendable {
  public let address: PostgresAddress
  public let org: RowID
  /// The writers' device numbers; no other process may use them.
  public let devices: ClosedRange<DeviceNumber>
  public let pullers: Int
  /// The position at which the drill is over.
  public let transactions: Position
  /// The longest pause before a commit, in microseconds.
  public let pauseMax: UInt32
  /// Where each writer notes what was acknowledged to it, so that what comes after its death can be held against it.
  public let notes: String?
  private let report = Mutex(WriterReport())

  public init(
    address: PostgresAddress, org: RowID, devices: ClosedRange<DeviceNumber>, pullers: Int, transactions: Position,
    pauseMax: UInt32 = 4_000, notes: String? = nil
  ) {
    self.address = address
    self.org = org
    self.devices = devices
    self.pullers = pullers
    self.transactions = transactions
    self.pauseMax = pauseMax
    self.notes = notes
  }

  /// Makes an org to drill on.
  public static func prepare(_ address: PostgresAddress) throws -> RowID {
    let org = OrgRecord(
      id: RowID(high: .random(in: 1...UInt64.max), low: .random(in: 1...UInt64.max)), name: "Drill", epoch: 1,
      schema: FieldSales.schema)
    try PostgresHubStore.create(at: address, org: org).close()
    return org.id
  }

  /// Runs until the log is long enough and every reader has seen all of it.
  public func run() throws -> WriterReport {
    let group = DispatchGroup()
    func start(_ body: @escaping @Sendable () throws -> Void) {
      group.enter()
      Thread.detachNewThread { [self] in
        do { try body() } catch { report.withLock { $0.failures.append("\(error)") } }
        group.leave()
      }
    }
    for device in devices { start { [self] in try DrillWriter(self, device).run() } }
    for _ in 0..<pullers { start { [self] in try DrillReader(self).run() } }
    group.wait()
    return report.withLock { $0 }
  }

  func count(_ change: (inout WriterReport) -> Void) { report.withLock { change(&$0) } }

  /// Runs `body` until the database is there, for at most a minute.
  func insist<Result>(_ body: () throws -> Result) throws -> Result {
    let deadline = Date(timeIntervalSinceNow: 60)
    while true {
      do {
        return try body()
      } catch let error as HubStoreError where error.isPassing && Date() < deadline {
        count { $0.waits += 1 }
        usleep(20_000)
      }
    }
  }
}

/// What came of a drill.
public struct WriterReport: Sendable, Codable, Equatable {
  /// Transactions that were acknowledged to a writer of this process.
  public var written = 0
  /// Entries that readers saw.
  public var seen = 0
  /// Entries that a reader had passed before they came, or never got.
  public var skipped = 0
  /// Acknowledged transactions that the store did not know afterwards.
  public var lost = 0
  /// Commits whose outcome only the store could tell.
  public var unknown = 0
  /// How often the database was not there.
  public var waits = 0
  public var failures: [String] = []
}
