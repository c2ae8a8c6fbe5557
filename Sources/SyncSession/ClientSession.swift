import ChangeModel
import PlantedBugs
import SyncProtocol

/// What a replica tells about itself at the start of a round.
public struct SyncState: Hashable, Sendable {
  public var schemaFingerprint: Digest
  public var epoch: UInt64
  public var ticket: UInt64
  /// All results up to this sequence are applied.
  public var acknowledged: Sequence
  /// Everything up to this position is held, for the scopes in `held`.
  public var base: Position
  public var held: [Scope]
  /// Where a pull that was interrupted goes on; its earlier replies are staged on disk.
  public var marks: [ScopeMark]
  /// The highest sequence whose result is staged or applied: the outbox is pushed from the next one on.
  public var settled: Sequence
  /// Whether the outbox may be pushed. Not behind a staged rejection: a union may have to be split first.
  public var mayPush: Bool
  /// Whether scopes are granted that are not held yet.
  public var lacksScopes: Bool
  /// Whether a whole round is staged and not applied: the device was cut off in between.
  public var holdsRound: Bool

  public init(
    schemaFingerprint: Digest, epoch: UInt64, ticket: UInt64, acknowledged: Sequence, base: Position,
    held: [Scope], marks: [ScopeMark], settled: Sequence, mayPush: Bool = true,
    lacksScopes: Bool = false, holdsRound: Bool = false
  ) {
    self.schemaFingerprint = schemaFingerprint
    self.epoch = epoch
    self.ticket = ticket
    self.acknowledged = acknowledged
    self.base = base
    self.held = held
    self.marks = marks
    self.settled = settled
    self.mayPush = mayPush
    self.lacksScopes = lacksScopes
    self.holdsRound = holdsRound
  }

  /// Whether an answer brought anything that the next request can go on from; every answer brings another ticket.
  fileprivate func hasMoved(since asked: SyncState) -> Bool {
    var renewed = asked
    renewed.ticket = ticket
    return self != renewed
  }
}

/// Sealed change sets to push, and whether more wait behind them.
public struct OutboxPage: Hashable, Sendable {
  /// Encoded, in sequence.
  public var changeSets: [[UInt8]]
  public var hasMore: Bool

  public init(changeSets: [[UInt8]], hasMore: Bool) {
    self.changeSets = changeSets
    self.hasMore = hasMore
  }
}

/// What applying the staged replies did.
public struct ApplySummary: Hashable, Sendable {
  public var accepted: Int
  public var conflicts: Int
  public var rejected: Int
  /// Change sets that came of splitting rejected unions, and wait to be pushed.
  public var split: Int
  /// Rows written or removed.
  public var rows: Int

  public init(accepted: Int = 0, conflicts: Int = 0, rejected: Int = 0, split: Int = 0, rows: Int = 0) {
    self.accepted = accepted
    self.conflicts = conflicts
    self.rejected = rejected
    self.split = split
    self.rows = rows
  }

  public static func + (left: ApplySummary, right: ApplySummary) -> ApplySummary {
    ApplySummary(
      accepted: left.accepted + right.accepted, conflicts: left.conflicts + right.conflicts,
      rejected: left.rejected + right.rejected, split: left.split + right.split, rows: left.rows + right.rows)
  }
}

/// What a sync came to.
public struct SyncOutcome: Hashable, Sendable {
  public var applied: ApplySummary
  /// Change sets handed in.
  public var pushed: Int
  public var roundTrips: Int
  public var position: Position
  /// The number under which the replica goes on, when the server did not recognise it and it had to rejoin.
  public var rejoinedAs: DeviceNumber?
  /// Whether the server said that the device was revoked: once all is handed in, it erases itself.
  public var isRevoked = false
  /// What was handed in by a program that is too old to be given rows; nil for one that is not.
  public var handedIn: UploadOnly?
  /// The server has an older schema than the replica, which keeps its own; what goes beyond the server's waits.
  public var isServerOlder = false

  public init(applied: ApplySummary, pushed: Int, roundTrips: Int, position: Position) {
    self.applied = applied
    self.pushed = pushed
    self.roundTrips = roundTrips
    self.position = position
  }
}

/// What came of a sync by a program that is too old: all of it stays in the outbox, until a newer program hands it in again and
/// applies the same results.
public struct UploadOnly: Hashable, Sendable {
  /// The oldest program that is given rows; nil when it is the device that cannot read the server's schema.
  public var neededProgram: Int?
  public var accepted = 0
  /// Why change sets were rejected, in words, in sequence.
  public var rejections: [String] = []

  public init(neededProgram: Int?) {
    self.neededProgram = neededProgram
  }
}

/// The device's side of a sync as a value: an event comes in, one action goes out.
///
/// A *round* pushes the outbox and pulls until the device holds everything, staging each reply on disk; then all of it
/// is applied at once. Rounds repeat while something is left to push (a rejected union was split, or the user went on
/// writing) and the last round brought a result, or while a granted scope is not held, at most `roundsMax` times.
///
/// A round that was staged whole, and not applied because the device was cut off, is applied before anything is asked
/// for: the server takes the device to be at its base, and would not name rows of that round that are gone since.
///
/// To a program that is too old the server gives results and no rows. Such a reply is not staged, as if it had been lost: the
/// session pushes what is left, says what came of it, and leaves the replica as it is.
public struct ClientSession: Sendable {
  public enum Event: Sendable {
    /// The replica sealed what was captured, and tells where it stands.
    case begun(SyncState)
    /// The outbox page asked for.
    case outbox(OutboxPage)
    case replied(SyncReply)
    /// As `replied`, with a schema that this program cannot read.
    case repliedUnreadably(SyncReply)
    /// The reply is durable on disk; the ticket and marks in it are the replica's own now.
    case staged(SyncState)
    /// Everything staged was applied in one transaction; `pending` change sets wait to be pushed.
    case applied(SyncState, ApplySummary, pending: Int)
  }

  public enum Action: Hashable, Sendable {
    /// Read change sets with sequences above this one, within the limits of one request.
    case readOutbox(after: Sequence)
    case send(SyncRequest)
    case stage(SyncReply)
    case apply
    case finish(SyncOutcome)
    /// The event does not fit the state: the shell is wrong, and nothing must be done.
    case refuse(String)
  }

  private enum State: Sendable {
    case idle
    case readingOutbox(SyncState)
    case awaitingReply(SyncState, OutboxPage)
    case staging(SyncState, isComplete: Bool, isPushOnly: Bool)
    case applyingLeftover
    case applying
    case finished
  }

  private var state = State.idle
  private var rounds = 0
  private var roundTrips = 0
  private var pushed = 0
  private var applied = ApplySummary()
  private var isRevoked = false
  private var handedIn: UploadOnly?
  /// The last request got no result from a server of another schema.
  private var isHeldBack = false
  private let isPullOnly: Bool
  private let roundsMax: Int
  private let deltaBytesMax: Int
  private let program: Int

  /// - Parameter isPullOnly: whether the outbox stays where it is, because the server takes nothing from this replica before
  ///   it has rejoined.
  /// - Parameter program: the version of the schema that the program was made for.
  public init(
    isPullOnly: Bool = false, roundsMax: Int = 64, deltaBytesMax: Int = Limits.deltaBytesDefault, program: Int = 0
  ) {
    self.isPullOnly = isPullOnly
    self.roundsMax = roundsMax
    self.deltaBytesMax = deltaBytesMax
    self.program = program
  }

  /// - Parameter now: the device's wall time in milliseconds since 1970 UTC.
  public mutating func handle(_ event: Event, now: Int64) -> Action {
    switch (state, event) {
    case (.idle, .begun(let replica)):
      guard replica.holdsRound else { return push(replica, now: now) }
      state = .applyingLeftover
      return .apply
    case (.applyingLeftover, .applied(let replica, let summary, _)):
      applied = applied + summary
      return push(replica, now: now)
    case (.readingOutbox(let replica), .outbox(let page)):
      return send(page, replica: replica, now: now)
    case (.awaitingReply(let asked, let page), .replied(let reply)):
      roundTrips += 1
      pushed += reply.results.count
      isRevoked = reply.isRevoked
      if let needed = reply.neededProgram { return handIn(reply, neededProgram: needed, asked: asked, page) }
      isHeldBack = reply.results.isEmpty && reply.schema != nil
      state = .staging(asked, isComplete: reply.isComplete, isPushOnly: page.hasMore)
      return .stage(reply)
    case (.awaitingReply(let asked, let page), .repliedUnreadably(let reply)):
      roundTrips += 1
      pushed += reply.results.count
      return handIn(reply, neededProgram: reply.neededProgram, asked: asked, page)
    case (.staging(let asked, let isComplete, let isPushOnly), .staged(let replica)):
      if isComplete && !isPushOnly {
        state = .applying
        return .apply
      }
      // A server that was set back takes nothing that goes beyond its schema; what it sends may come all the same.
      if isPushOnly && isHeldBack && !replica.hasMoved(since: asked) {
        return send(OutboxPage(changeSets: [], hasMore: false), replica: replica, now: now)
      }
      guard replica.hasMoved(since: asked) else {
        return .refuse("the server's answer brought neither a result nor a row: asking again would go on for ever")
      }
      return push(replica, now: now)
    case (.applying, .applied(let replica, let summary, let pending)):
      applied = applied + summary
      rounds += 1
      let hasMoved = summary.accepted + summary.rejected + summary.split > 0
      let isToPush = pending > 0 && (hasMoved || rounds == 1) && !isPullOnly
      if rounds < roundsMax && (isToPush || replica.lacksScopes) { return push(replica, now: now) }
      return finish(at: replica.base)
    default:
      return .refuse("the session got \(event) while \(state)")
    }
  }

  private mutating func finish(at position: Position) -> Action {
    state = .finished
    var outcome = SyncOutcome(applied: applied, pushed: pushed, roundTrips: roundTrips, position: position)
    outcome.handedIn = handedIn
    outcome.isRevoked = isRevoked
    return .finish(outcome)
  }

  /// Counts the results of a reply that is not kept, and goes on behind the last one. Behind a rejected union the server takes
  /// nothing before it is split, which only a program that is given rows can do.
  private mutating func handIn(
    _ reply: SyncReply, neededProgram: Int?, asked: SyncState, _ page: OutboxPage
  ) -> Action {
    var sum = handedIn ?? UploadOnly(neededProgram: neededProgram)
    sum.accepted += reply.results.count { $0.rejection == nil }
    sum.rejections += reply.results.compactMap(\.rejection?.message)
    handedIn = sum
    let isAnswered = reply.results.count == page.changeSets.count
    let mayGoOn = isAnswered ? page.hasMore : reply.results.last?.rejection == nil
    guard mayGoOn, let last = reply.results.last else { return finish(at: asked.base) }
    state = .readingOutbox(asked)
    return .readOutbox(after: last.sequence)
  }

  private mutating func push(_ replica: SyncState, now: Int64) -> Action {
    let mayPush = replica.mayPush || PlantedBug.pushedBehindStagedRejection.isOn
    guard mayPush && !isPullOnly else {
      return send(OutboxPage(changeSets: [], hasMore: false), replica: replica, now: now)
    }
    state = .readingOutbox(replica)
    return .readOutbox(after: PlantedBug.resultsAwaitedTwice.isOn ? replica.acknowledged : replica.settled)
  }

  private mutating func send(_ page: OutboxPage, replica: SyncState, now: Int64) -> Action {
    state = .awaitingReply(replica, page)
    return .send(
      SyncRequest(
        schemaFingerprint: replica.schemaFingerprint, epoch: replica.epoch, ticket: replica.ticket, deviceTime: now,
        acknowledged: replica.acknowledged, base: replica.base, held: replica.held, marks: replica.marks,
        wantsDelta: !page.hasMore, deltaBytesMax: deltaBytesMax, changeSets: page.changeSets,
        program: program))
  }
}
