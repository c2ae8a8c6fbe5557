import ChangeModel

/// The server answers with results, and with state that the device lacks.
public struct SyncReply: Hashable, Sendable {
  public var serverTime: Int64
  public var epoch: UInt64
  public var ticket: UInt64
  /// What the device may do and hold from now on. A scope that it held and that is not here must leave its disk.
  public var role: Role
  public var scopes: [Scope]
  /// One for each change set of the request, in sequence, up to and including the first rejected union: what was made
  /// after that waits until the device has split the union.
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
  /// Whether the device was revoked: it hands in what it has, gets results and no rows, and then erases itself.
  public var isRevoked: Bool
  /// The oldest program that is given rows, when the device's is older: there are results then, and nothing else.
  public var neededProgram: Int?
  /// Whether rows may have gone of which the server cannot tell any more: with all replies of the round applied, the device
  /// compares itself with the server, and drops what is not there.
  public var mustCompare: Bool

  public init(
    serverTime: Int64, epoch: UInt64, ticket: UInt64, role: Role, scopes: [Scope], results: [ChangeResult],
    delta: Delta, isComplete: Bool, position: Position, marks: [ScopeMark], rowsLeft: Int, digest: Digest,
    schema: [UInt8]?, isRevoked: Bool = false, neededProgram: Int? = nil, mustCompare: Bool = false
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
    self.isRevoked = isRevoked
    self.neededProgram = neededProgram
    self.mustCompare = mustCompare
  }
}
