import ChangeModel
import MergeEngine
import SyncProtocol

/// What the merging side needs of a store: snapshots to read, and one durable transaction at a time to write.
///
/// A store is one org's. Calls block; callers bring their own thread. What `write` did is on disk when it returns, and
/// nothing of it is there when it throws anything but `outcomeUnknown`. Batches at the seam: each method of a
/// transaction is at most two round trips, whatever it carries.
public protocol HubStore: Sendable {
  /// Runs `body` on one consistent snapshot.
  func read<Result>(_ body: (any HubReading) throws -> Result) throws -> Result
  /// Runs `body` as the only writer, and commits durably.
  func write<Result>(_ body: (any HubWriting) throws -> Result) throws -> Result
  /// Overwrites what was deleted and replaced, so that nothing of it can be read from the store's files. It takes as long as
  /// writing the whole store anew.
  func scrub() throws
  /// - Throws: `HubStoreError.unfit` when `scrub` would leave something, because the server has not the right to it.
  func checkMayScrub() throws
  /// What is wrong with the store, in words; empty for a sound one. It reads one snapshot; work goes on meanwhile.
  /// - Parameter progress: told from time to time how many rows of how many are checked.
  func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String]
  /// The way to other servers; nil for a store that only one server can open.
  var signals: (any StoreSignals)? { get }
  /// The nonces of all servers; nil for a store that only one server can open.
  var nonces: (any NonceKeeper)? { get }
  /// What it counted since it was opened.
  var figures: StoreFigures { get }
}

extension HubStore {
  public func checkMayScrub() throws {}
  public var signals: (any StoreSignals)? { nil }
  public var nonces: (any NonceKeeper)? { nil }

  /// What is wrong with the store, in words; empty for a sound one.
  public func integrityFaults() throws -> [String] { try integrityFaults { _, _ in } }
}

/// One consistent snapshot of a store.
public protocol HubReading {
  func org() throws -> OrgRecord
  /// The position of the last accepted change set.
  func head() throws -> Position
  /// The highest row number given, for each table that has one.
  func lastRows() throws -> [Int: Int64]

  func load(_ needs: RowNeeds) throws -> LoadedRows
  /// What changed in a scope after a mark, ascending by (position, table, row), deleted rows included: at most
  /// `limit` entries, and no more once their stored bytes exceed `bytes`.
  func changes(in scope: Scope, after mark: PullMark, limit: Int, bytes: Int) throws -> [ScopeChange]
  /// How many entries `changes` would give without limits, at most `limit`.
  func changeCount(in scope: Scope, after mark: PullMark, limit: Int) throws -> Int
  /// Digest and count of each table of these scopes that has rows, ascending.
  func digests(of scopes: [Scope]) throws -> [ScopeTableDigest]
  /// The living rows of a scope and table whose number is in the range, ascending, handed over one by one.
  func forEachRow(in scope: Scope, table: Int, range: ClosedRange<Int64>, _ body: (RowState) throws -> Void) throws
  /// All living rows of a table, ascending, handed over one by one.
  func forEachRow(table: Int, _ body: (RowState) throws -> Void) throws

  /// Says that these devices, their users and their results from a sequence on will be asked for: a store far away fetches
  /// them at once.
  func foresee(devices: [DeviceNumber: Sequence]) throws
  func device(_ number: DeviceNumber) throws -> DeviceRecord?
  func devices() throws -> [DeviceRecord]
  /// The stored results of a device's change sets with these sequences; what was purged is left out.
  func results(of device: DeviceNumber, sequences: ClosedRange<Sequence>) throws -> [StoredResult]
  func users() throws -> [UserRecord]
  func user(_ rep: Int64) throws -> UserRecord?
  /// The invitation whose code has this hash, used or not.
  func invitation(codeHash: [UInt8]) throws -> Invitation?
  /// Accepted change sets from a position on, ascending.
  func history(from position: Position, limit: Int) throws -> [HistoryEntry]
  /// Entries of the audit log from a number on, ascending.
  func audit(from number: Int64, limit: Int) throws -> [AuditEntry]
  /// The entry that was appended last; nil for an empty log.
  func lastAudit() throws -> AuditEntry?
  /// What the server keeps beside the org's tables, by key: each key with its value, ascending.
  func properties(withPrefix prefix: String) throws -> [StoreProperty]

  // What follows gives a store in full, so that it can be copied: in pages, each behind the last entry of the one before.

  /// All rows, deleted ones included, ascending by table and row, behind a key that a row may have or not.
  func storedRows(after key: RowKey?, limit: Int) throws -> [RowState]
  /// All departures, ascending by the code of the scope, position, table and row.
  func departures(after departure: Departure?, limit: Int) throws -> [Departure]
  /// All results that are kept, ascending by device and sequence.
  func results(after dot: Dot?, limit: Int) throws -> [StoredResult]
  /// All invitations, used or not, ascending by the hash of the code.
  func invitations() throws -> [Invitation]
  /// All rows of which only that is kept that they were there, ascending by table and row, behind a key.
  func deadRows(after key: RowKey?, limit: Int) throws -> [DeadRow]

  // What follows is for the collecting of garbage.

  /// Deleted rows that did not change after a position, ascending by table and row, behind a key.
  func tombstones(through position: Position, after key: RowKey?, limit: Int) throws -> [RowState]
  /// How much is kept of what is gone, up to a position.
  func garbage(through position: Position) throws -> GarbageCount

  /// What is wrong with this snapshot, in words; empty for a sound one.
  func integrityFaults(progress: (_ done: Int, _ total: Int) -> Void) throws -> [String]
}

extension HubReading {
  /// Nothing to do for a store that is near.
  public func foresee(devices: [DeviceNumber: Sequence]) throws {}
}

/// The one write transaction.
public protocol HubWriting: HubReading {
  func commit(_ batch: MergeBatch) throws
  func append(history: [HistoryEntry]) throws
  func save(results: [StoredResult]) throws
  /// Forgets old results that the device has acknowledged.
  func purgeResults(of device: DeviceNumber, through sequence: Sequence) throws
  func save(device: DeviceRecord) throws
  /// The number for a new device: above all given before, and above the office's.
  func nextDeviceNumber() throws -> DeviceNumber
  func save(user: UserRecord) throws
  func save(invitation: Invitation) throws
  func save(org: OrgRecord) throws
  /// Appends to the audit log, which nothing else writes; the numbers go on without a gap.
  func append(audit: [AuditEntry]) throws
  /// Keeps values under their keys, in the place of those that were there.
  func save(properties: [StoreProperty]) throws
  /// Forgets the properties with this prefix that were saved before a time, in milliseconds since 1970 UTC.
  func forgetProperties(withPrefix prefix: String, before time: Int64) throws
  /// Forgets all of these rows but that they were there. Copies of dead rows come in through the same door.
  func save(dead: [DeadRow]) throws
  /// Forgets which rows left a scope up to a position.
  func forgetDepartures(through position: Position) throws
  /// Puts change sets without erased cells in the place of those at the same positions; nothing else of the entries counts.
  func rewrite(history: [HistoryEntry]) throws
  /// Puts results with other words in the place of those of the same change sets.
  func rewrite(results: [StoredResult]) throws
}

/// One entry of a scope's order of changes: a row that changed, or one that left.
public enum ScopeChange: Sendable {
  case row(RowState)
  case departed(Departure)

  public var mark: PullMark {
    switch self {
    case .row(let row): PullMark(position: row.changed, table: row.key.table, row: row.key.row)
    case .departed(let departure):
      PullMark(position: departure.position, table: departure.key.table, row: departure.key.row)
    }
  }
}

/// The org that a store holds.
public struct OrgRecord: Hashable, Sendable {
  /// 16 random bytes.
  public var id: RowID
  public var name: String
  /// A random number that changes when the store is restored from a backup.
  public var epoch: UInt64
  public var schema: Schema
  /// Up to this position the store may have forgotten which rows went: who comes from before it has to compare.
  public var horizon: Position

  public init(id: RowID, name: String, epoch: UInt64, schema: Schema, horizon: Position = 0) {
    self.id = id
    self.name = name
    self.epoch = epoch
    self.schema = schema
    self.horizon = horizon
  }
}

/// A device that was admitted.
public struct DeviceRecord: Hashable, Sendable {
  public var number: DeviceNumber
  /// The user's row in the rep table.
  public var rep: Int64
  public var name: String
  /// Ed25519, 32 bytes.
  public var publicKey: [UInt8]
  /// Milliseconds since 1970 UTC.
  public var enrolledAt: Int64
  public var revokedAt: Int64?
  public var lastSeenAt: Int64?
  /// The sequence of the last change set that has a result.
  public var lastSequence: Sequence
  /// The highest stamp admitted from the device.
  public var lastStamp: Stamp
  /// The ticket that the device must show next, and the one before it, for a reply that was lost.
  public var ticket: UInt64
  public var previousTicket: UInt64
  /// The position up to which the device said it held everything.
  public var base: Position

  public init(
    number: DeviceNumber, rep: Int64, name: String, publicKey: [UInt8], enrolledAt: Int64, revokedAt: Int64? = nil,
    lastSeenAt: Int64? = nil, lastSequence: Sequence = 0, lastStamp: Stamp = .zero, ticket: UInt64 = 0,
    previousTicket: UInt64 = 0, base: Position = 0
  ) {
    self.number = number
    self.rep = rep
    self.name = name
    self.publicKey = publicKey
    self.enrolledAt = enrolledAt
    self.revokedAt = revokedAt
    self.lastSeenAt = lastSeenAt
    self.lastSequence = lastSequence
    self.lastStamp = lastStamp
    self.ticket = ticket
    self.previousTicket = previousTicket
    self.base = base
  }
}

/// What a user may do. The user's name stands in the rep table, as a synced row.
public struct UserRecord: Hashable, Sendable {
  /// The user's row in the rep table.
  public var rep: Int64
  public var role: Role
  /// Rows of the territory table, ascending.
  public var territories: [Int64]

  public init(rep: Int64, role: Role, territories: [Int64]) {
    self.rep = rep
    self.role = role
    self.territories = territories.sorted()
  }
}

/// A one-time code with which a device is enrolled. Only its hash is kept.
public struct Invitation: Hashable, Sendable {
  /// SHA-256 of the code, 32 bytes.
  public var codeHash: [UInt8]
  public var rep: Int64
  public var expiresAt: Int64
  /// The device that used it.
  public var usedBy: DeviceNumber?

  public init(codeHash: [UInt8], rep: Int64, expiresAt: Int64, usedBy: DeviceNumber? = nil) {
    self.codeHash = codeHash
    self.rep = rep
    self.expiresAt = expiresAt
    self.usedBy = usedBy
  }
}

/// The durable answer to a change set, with what tells a repetition from another change set under the same dot.
public struct StoredResult: Hashable, Sendable {
  public var device: DeviceNumber
  public var result: ChangeResult
  /// The hash of the encoded change set.
  public var payload: Digest

  public init(device: DeviceNumber, result: ChangeResult, payload: Digest) {
    self.device = device
    self.result = result
    self.payload = payload
  }
}

/// An accepted change set as the log keeps it.
public struct HistoryEntry: Hashable, Sendable {
  public var position: Position
  public var dot: Dot
  /// The stamp under which it was merged.
  public var stamp: Stamp
  /// The user on whose behalf, by row in the rep table; 0 for the office.
  public var rep: Int64
  /// The server's time of the merge, in milliseconds since 1970 UTC.
  public var mergedAt: Int64
  /// The change set as it was sent.
  public var changeSet: [UInt8]

  public init(position: Position, dot: Dot, stamp: Stamp, rep: Int64, mergedAt: Int64, changeSet: [UInt8]) {
    self.position = position
    self.dot = dot
    self.stamp = stamp
    self.rep = rep
    self.mergedAt = mergedAt
    self.changeSet = changeSet
  }
}
