import Synchronization

/// What the hub counted since it started.
public final class HubMetrics: Sendable {
  /// The counts, as a value.
  public struct Counts: Sendable {
    /// By path and status.
    public var requests: [RequestKind: Int] = [:]
    public var changeSetsAccepted = 0
    public var changeSetsRejected = 0
    public var changeSetsRepeated = 0
    public var conflicts = 0
    public var rowsWritten = 0
    public var rowsSent = 0
    public var groups = 0
    /// Pushes in all groups together.
    public var groupPushes = 0
    /// Spent in commits, merging included.
    public var commitSeconds = 0.0
    public var liveEvents = 0
    public var oldTickets = 0
    public var refusedSignatures = 0
  }

  public struct RequestKind: Hashable, Comparable, Sendable {
    public var path: String
    public var status: Int

    public static func < (left: RequestKind, right: RequestKind) -> Bool {
      (left.path, left.status) < (right.path, right.status)
    }
  }

  private let state = Mutex(Counts())

  public init() {}

  public var counts: Counts { state.withLock { $0 } }

  package func update(_ change: (inout Counts) -> Void) {
    state.withLock { change(&$0) }
  }

  package func countRequest(path: String, status: Int) {
    update { $0.requests[RequestKind(path: path, status: status), default: 0] += 1 }
  }

  func count(_ outcome: GroupOutcome, seconds: Double) {
    update { counts in
      counts.groups += 1
      counts.groupPushes += outcome.answers.count
      counts.commitSeconds += seconds
      counts.rowsWritten += outcome.rowsWritten
      for case .success(let push) in outcome.answers { counts.add(push) }
    }
  }
}

extension HubMetrics.Counts {
  fileprivate mutating func add(_ push: PushOutcome) {
    changeSetsRepeated += push.results.count - push.freshCount
    if push.showedOldTicket { oldTickets += 1 }
    for result in push.results.suffix(push.freshCount) {
      switch result.status {
      case .accepted(let count):
        changeSetsAccepted += 1
        conflicts += count
      case .rejected:
        changeSetsRejected += 1
      }
    }
  }
}
