import Dispatch
import Hub
import SyncProtocol
import Synchronization

/// Gathers the pushes that come while a commit is under way, and commits them together in the next one.
///
/// One serial queue of its own works, so that a blocking commit never holds one of Swift's few shared threads.
final class GroupCommitter: Sendable {
  /// How much one group may carry, and how much may wait.
  struct Bounds: Sendable {
    var groupPushesMax = 512
    var groupBytesMax = 16 << 20
    var waitingPushesMax = 20_000
    var waitingBytesMax = 256 << 20
  }

  private struct Waiting {
    var push: PreparedPush
    var continuation: CheckedContinuation<Result<PushOutcome, ErrorReply>, Never>
  }

  private struct State {
    var waiting: [Waiting] = []
    var waitingBytes = 0
    var isWorking = false
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "godwit.commit")
  private let bounds: Bounds
  /// Merges and commits a group; blocks until it is durable. One answer for each push, in order.
  private let commit: @Sendable ([PreparedPush]) -> [Result<PushOutcome, ErrorReply>]

  init(bounds: Bounds = Bounds(), commit: @escaping @Sendable ([PreparedPush]) -> [Result<PushOutcome, ErrorReply>]) {
    self.bounds = bounds
    self.commit = commit
  }

  /// Waits in the queue, and returns when the results are durable.
  func submit(_ push: PreparedPush) async throws(ErrorReply) -> PushOutcome {
    let answer = await withCheckedContinuation { continuation in
      switch enqueue(Waiting(push: push, continuation: continuation)) {
      case .full: continuation.resume(returning: .failure(Self.busy))
      case .queued(let startsWork): if startsWork { queue.async { self.work() } }
      }
    }
    return try answer.get()
  }

  private enum Admission {
    case full
    case queued(startsWork: Bool)
  }

  private func enqueue(_ waiting: Waiting) -> Admission {
    state.withLock { state in
      let bytes = state.waitingBytes + waiting.push.byteCount
      guard state.waiting.count < bounds.waitingPushesMax, state.waiting.isEmpty || bytes <= bounds.waitingBytesMax
      else { return .full }
      state.waiting.append(waiting)
      state.waitingBytes = bytes
      defer { state.isWorking = true }
      return .queued(startsWork: !state.isWorking)
    }
  }

  private func work() {
    while let group = takeGroup() {
      let answers = commit(group.map(\.push))
      for (waiting, answer) in zip(group, answers) { waiting.continuation.resume(returning: answer) }
    }
  }

  /// The next group, in order of arrival; nil, and the work is over, when nothing waits.
  private func takeGroup() -> [Waiting]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isWorking = false
        return nil
      }
      let choice = GroupChoice(state.waiting.map { ($0.push.device, $0.push.byteCount) }, bounds: bounds)
      let group = choice.taken.map { state.waiting[$0] }
      state.waiting = choice.left.map { state.waiting[$0] }
      state.waitingBytes -= group.reduce(0) { $0 + $1.push.byteCount }
      return group
    }
  }

  private static let busy = ErrorReply(
    .busy, "The server has more work waiting than it can take. Nothing is lost; come back shortly.",
    retryAfterSeconds: 2)
}
