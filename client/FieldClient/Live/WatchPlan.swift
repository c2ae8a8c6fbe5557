import ChangeModel

/// What happens to a watching client.
enum WatchEvent: Hashable, Sendable {
  case started
  /// Somebody wrote to the replica, and it is sealed: so many change sets wait.
  case localChange(pending: Int)
  /// The live stream stands (again).
  case streamOpened
  case streamLost
  /// The server's log has come so far.
  case serverAt(Position)
  /// The wait with this number is over.
  case timer(Int)
  case synced(position: Position, pending: Int)
  /// The server could not be reached or said "later".
  case syncFailed(retryAfterSeconds: Int)
}

/// When a watching client syncs: events in, actions out.
struct WatchPlan: Sendable {
  enum Action: Hashable, Sendable {
    case sync
    /// Send `timer(number)` after so many milliseconds.
    case wait(milliseconds: Int64, number: Int)
  }

  /// A look at the server even when nothing moved, in case the live stream is dead without a sign.
  static let routineMilliseconds: Int64 = 300_000

  private var position: Position = 0
  private var backoff = Backoff()
  /// Only the wait started last counts; a late older one is nothing.
  private var timer = 0
  private var isFailing = false

  /// - Parameter random: 64 random bits.
  mutating func handle(_ event: WatchEvent, random: UInt64) -> [Action] {
    switch event {
    case .started: return [.sync]
    case .streamOpened: return isFailing ? [.sync] : []
    case .streamLost: return []
    // While attempts fail, the next one waits its turn: the user's own writing must not hammer a server in trouble.
    case .localChange(let pending): return pending > 0 && !isFailing ? [.sync] : []
    case .serverAt(let head): return head > position ? [.sync] : []
    case .timer(let number): return number == timer ? [.sync] : []
    case .synced(let position, let pending): return succeeded(position, pending: pending)
    case .syncFailed(let seconds):
      isFailing = true
      return [wait(backoff.failed(retryAfterSeconds: seconds, random: random))]
    }
  }

  private mutating func succeeded(_ position: Position, pending: Int) -> [Action] {
    self.position = max(self.position, position)
    isFailing = false
    backoff.succeeded()
    return pending > 0 ? [wait(Backoff.firstMilliseconds)] : [wait(Self.routineMilliseconds)]
  }

  private mutating func wait(_ milliseconds: Int64) -> Action {
    timer += 1
    return .wait(milliseconds: milliseconds, number: timer)
  }
}
