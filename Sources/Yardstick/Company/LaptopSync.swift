import ReplicaStore
import SyncProtocol
import SyncSession

/// One sync of a laptop, request by request, so that the caller chooses how and when they travel.
public struct LaptopSync {
  public private(set) var traffic = Traffic()
  private let replica: Replica
  private let now: Int64
  private var session = ClientSession()
  private var action: ClientSession.Action
  private var request: [UInt8] = []
  /// The reply that is being taken, as it came.
  private var frame: [UInt8] = []

  init(_ replica: Replica, now: Int64) throws {
    self.replica = replica
    self.now = now
    try traffic.extracting.time { _ = try replica.seal(now: now) }
    action = session.handle(.begun(try replica.syncState()), now: now)
  }

  /// The bytes of the next request; nil when the sync is done.
  public mutating func nextRequest() throws -> [UInt8]? {
    while true {
      switch action {
      case .readOutbox(let after):
        let page = try traffic.extracting.time { try replica.outboxPage(after: after) }
        action = session.handle(.outbox(page), now: now)
      case .send(let message):
        request = traffic.extracting.time { Frame.encode(.syncRequest(message)) }
        return request
      case .stage(let reply):
        let state = try traffic.applying.time { try replica.stage(reply, frame: frame, now: now) }
        action = session.handle(.staged(state), now: now)
      case .apply:
        let (state, summary, pending) = try traffic.applying.time { try replica.apply(now: now) }
        action = session.handle(.applied(state, summary, pending: pending), now: now)
      case .finish: return nil
      case .refuse(let why): throw WorkloadError(why)
      }
    }
  }

  /// Takes the answer to the last request.
  public mutating func take(_ answer: [UInt8]) throws {
    traffic.note(sent: request.count, received: answer.count)
    guard case .syncReply(let reply) = try traffic.applying.time({ try Frame.decode(answer) }) else {
      throw WorkloadError("the hub answered with something else than a reply")
    }
    if let rejection = reply.results.lazy.compactMap(\.rejection).first {
      throw WorkloadError("the hub rejected a change of the workload: \(rejection)")
    }
    traffic.changeSets += reply.results.count
    traffic.rows += reply.delta.rowCount
    frame = answer
    action = session.handle(.replied(reply), now: now)
  }

  /// Carries on until the sync is done.
  mutating func run(with office: some Office, as device: Int64) throws {
    while let request = try nextRequest() {
      let answer = try traffic.serving.time { try office.answer(request, device: device) }
      try take(answer)
    }
  }
}
