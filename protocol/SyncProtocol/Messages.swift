import ChangeModel

/// Any message; SPEC.md has the table of them.
public enum Message: Hashable, Sendable {
  case enrolRequest(EnrolRequest)
  case enrolReply(EnrolReply)
  case syncRequest(SyncRequest)
  case syncReply(SyncReply)
  case digestRequest(DigestRequest)
  case digestReply(DigestReply)
  case rangeRequest(RangeRequest)
  case rangeReply(RangeReply)
  case error(ErrorReply)
}

/// A device asks to be admitted with a one-time code.
public struct EnrolRequest: Hashable, Sendable {
  public var code: String
  /// The device's Ed25519 public key, 32 bytes.
  public var publicKey: [UInt8]
  /// What a person calls the device, such as its host name.
  public var deviceName: String

  public init(code: String, publicKey: [UInt8], deviceName: String) {
    self.code = code
    self.publicKey = publicKey
    self.deviceName = deviceName
  }
}

/// The server admits a device.
public struct EnrolReply: Hashable, Sendable {
  public var device: DeviceNumber
  /// 16 random bytes that name the org.
  public var org: RowID
  public var orgName: String
  /// The user's row in the rep table.
  public var rep: Int64
  public var repName: String
  public var role: Role
  public var scopes: [Scope]
  /// A random number that changes when the store is restored from a backup.
  public var epoch: UInt64
  /// To be shown at the next sync.
  public var ticket: UInt64
  /// The schema as JSON.
  public var schema: [UInt8]

  public init(
    device: DeviceNumber, org: RowID, orgName: String, rep: Int64, repName: String, role: Role, scopes: [Scope],
    epoch: UInt64, ticket: UInt64, schema: [UInt8]
  ) {
    self.device = device
    self.org = org
    self.orgName = orgName
    self.rep = rep
    self.repName = repName
    self.role = role
    self.scopes = scopes
    self.epoch = epoch
    self.ticket = ticket
    self.schema = schema
  }
}

/// How far a pull has come in a scope.
public struct ScopeMark: Hashable, Sendable {
  public var scope: Scope
  public var mark: PullMark

  public init(scope: Scope, mark: PullMark) {
    self.scope = scope
    self.mark = mark
  }
}

/// A device hands in change sets and asks for what it lacks.
public struct SyncRequest: Hashable, Sendable {
  public var schemaFingerprint: Digest
  public var epoch: UInt64
  public var ticket: UInt64
  /// The device's wall time in milliseconds since 1970 UTC, for the server to measure its error.
  public var deviceTime: Int64
  /// All results up to this sequence are applied and durable on the device.
  public var acknowledged: Sequence
  /// The device holds everything in `held` up to this position.
  public var base: Position
  public var held: [Scope]
  /// Where an unfinished pull goes on; empty when none is under way.
  public var marks: [ScopeMark]
  /// Whether a delta is wanted; false while more change sets follow.
  public var wantsDelta: Bool
  /// How many bytes of delta, before compression, the device takes in one reply.
  public var deltaBytesMax: Int
  /// Encoded change sets, in sequence.
  public var changeSets: [[UInt8]]

  public init(
    schemaFingerprint: Digest, epoch: UInt64, ticket: UInt64, deviceTime: Int64, acknowledged: Sequence,
    base: Position, held: [Scope], marks: [ScopeMark], wantsDelta: Bool, deltaBytesMax: Int, changeSets: [[UInt8]]
  ) {
    self.schemaFingerprint = schemaFingerprint
    self.epoch = epoch
    self.ticket = ticket
    self.deviceTime = deviceTime
    self.acknowledged = acknowledged
    self.base = base
    self.held = held
    self.marks = marks
    self.wantsDelta = wantsDelta
    self.deltaBytesMax = deltaBytesMax
    self.changeSets = changeSets
  }
}

/// The server answers with results, and with state that the device lacks.
public struct SyncReply: Hashable, Sendable {
  public var serverTime: Int64
  public var epoch: UInt64
  public var ticket: UInt64
  /// What the device may do and hold from now on. A scope that it held and that is not here must leave its disk.
  public var role: Role
  public var scopes: [Scope]
  /// One for each change set of the request, in sequence.
  public var results: [ChangeResult]
  /// What changed in the device's scopes, and the true state of every cell that a change set of the request touched
  /// and that did not merge exactly as sent.
  public var delta: Delta
  /// Whether, with this delta, the device holds everything up to `position`.
  public var isComplete: Bool
  /// The head of the log when the reply was made.
  public var position: Position
  /// Where the pull goes on when it is not complete.
  public var marks: [ScopeMark]
  /// About how many rows are still to come when it is not complete; 0 when not known.
  public var rowsLeft: Int
  /// The digest of all that the device's scopes hold at `position`; zero when not complete.
  public var digest: Digest
  /// The schema as JSON, when the request's fingerprint is not the server's.
  public var schema: [UInt8]?

  public init(
    serverTime: Int64, epoch: UInt64, ticket: UInt64, role: Role, scopes: [Scope], results: [ChangeResult],
    delta: Delta, isComplete: Bool, position: Position, marks: [ScopeMark], rowsLeft: Int, digest: Digest,
    schema: [UInt8]?
  ) {
    self.serverTime = serverTime
    self.epoch = epoch
    self.ticket = ticket
    self.role = role
    self.scopes = scopes
    self.results = results
    self.delta = delta
    self.isComplete = isComplete
    self.position = position
    self.marks = marks
    self.rowsLeft = rowsLeft
    self.digest = digest
    self.schema = schema
  }
}

/// A device asks for the digests of all that it may hold.
public struct DigestRequest: Hashable, Sendable {
  public init() {}
}

/// The digests of the device's scopes, each with the number of rows.
public struct DigestReply: Hashable, Sendable {
  public var position: Position
  /// Ascending by scope and table; tables without rows are left out.
  public var digests: [ScopeTableDigest]

  public init(position: Position, digests: [ScopeTableDigest]) {
    self.position = position
    self.digests = digests
  }
}

public struct ScopeTableDigest: Hashable, Sendable {
  public var scope: Scope
  public var table: Int
  public var count: Int64
  public var digest: Digest

  public init(scope: Scope, table: Int, count: Int64, digest: Digest) {
    self.scope = scope
    self.table = table
    self.count = count
    self.digest = digest
  }
}

/// A device looks for the rows that differ, by ranges of row numbers in one scope and table.
public struct RangeRequest: Hashable, Sendable {
  public var scope: Scope
  public var table: Int
  /// Each range is closed at both ends.
  public var ranges: [ClosedRange<Int64>]
  /// Whether the rows themselves are wanted, instead of their digests.
  public var wantsRows: Bool

  public init(scope: Scope, table: Int, ranges: [ClosedRange<Int64>], wantsRows: Bool) {
    self.scope = scope
    self.table = table
    self.ranges = ranges
    self.wantsRows = wantsRows
  }
}

public struct RangeReply: Hashable, Sendable {
  public var position: Position
  /// One for each range of the request, in its order, when digests were asked for.
  public var digests: [RangeDigest]
  /// The living rows of the ranges, in full, when rows were asked for.
  public var rows: Delta

  public init(position: Position, digests: [RangeDigest], rows: Delta) {
    self.position = position
    self.digests = digests
    self.rows = rows
  }
}

public struct RangeDigest: Hashable, Sendable {
  public var count: Int64
  public var digest: Digest

  public init(count: Int64, digest: Digest) {
    self.count = count
    self.digest = digest
  }
}

/// Why a request was not carried out. Nothing of it was done.
public struct ErrorReply: Hashable, Sendable, Error {
  /// Stable codes; their numbers are part of the protocol.
  public enum Code: UInt16, Hashable, Sendable, CaseIterable {
    /// The bytes are not a message, or were damaged on the way.
    case malformed = 1
    /// The wire version is not spoken here; the message says which ones are.
    case unsupportedVersion = 2
    /// Larger than the limits allow.
    case tooLarge = 3
    /// No such device, or the signature is wrong.
    case unauthenticated = 4
    /// The request is outside the time window or was seen before. Set the time to `serverTime` and sign anew.
    case stale = 5
    /// The device was revoked.
    case revoked = 6
    /// The enrolment code is unknown, used or expired.
    case badCode = 7
    /// The first change set's sequence is not the next one; `expected` says which is.
    case sequenceGap = 8
    /// The same dot came with other content: the replica was restored or cloned.
    case dotReused = 9
    /// The replica's position or epoch is not this store's: the server was restored.
    case epochChanged = 10
    /// Too many requests; come back after `retryAfterSeconds`.
    case busy = 11
    /// The server failed; nothing was lost, and it is in its log.
    case internalError = 12
    /// There is no such path.
    case notFound = 13
  }

  public var code: Code
  /// In plain words, without anything of other devices or scopes.
  public var message: String
  public var retryAfterSeconds: Int
  public var serverTime: Int64
  /// For `sequenceGap`: the sequence that the server takes next. Else 0.
  public var expected: Sequence

  public init(
    _ code: Code, _ message: String, retryAfterSeconds: Int = 0, serverTime: Int64 = 0, expected: Sequence = 0
  ) {
    self.code = code
    self.message = message
    self.retryAfterSeconds = retryAfterSeconds
    self.serverTime = serverTime
    self.expected = expected
  }
}
