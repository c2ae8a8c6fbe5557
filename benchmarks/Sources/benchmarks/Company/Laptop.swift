import ChangeModel
import ReplicaStore
import SyncProtocol
import SyncSession

/// A device in this process: a real replica, and a client that writes to it with plain SQL.
final class Laptop {
  let replica: Replica
  let path: String
  private var now: Int64 = 1_800_000_000_000

  init(_ name: String, at path: String, enrolment: EnrolReply) throws {
    self.path = path
    replica = try Replica.create(at: path, enrolment: enrolment, server: "benchmarks", now: now, origin: 1)
  }

  /// Plays operations as a client that knows nothing of Godwit.
  func play(_ operations: Operations) throws {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.play(operations)
  }

  /// One edit of one customer.
  func writeOne() throws {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.run("UPDATE customers SET grade = 'Z' WHERE godwit_row = (SELECT min(godwit_row) FROM customers)")
  }

  /// The size of the replica, its log folded in.
  func bytes() throws -> Int64 {
    let client = try OperationClient(path: path)
    defer { client.close() }
    try client.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return try client.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
  }

  func seal() throws {
    now += 60_000
    _ = try replica.seal(now: now)
  }

  /// One sync, by bytes: what goes over the wire, and where the time goes.
  func sync(with company: Company) throws -> Traffic {
    now += 60_000
    var traffic = Traffic()
    var session = ClientSession()
    try traffic.extracting.time { _ = try replica.seal(now: now) }
    var action = session.handle(.begun(try replica.syncState()), now: now)
    while true {
      switch action {
      case .readOutbox(let after):
        let page = try traffic.extracting.time { try replica.outboxPage(after: after) }
        action = session.handle(.outbox(page), now: now)
      case .send(let request):
        let bytes = traffic.extracting.time { Frame.encode(.syncRequest(request)) }
        let answer = try traffic.serving.time { try company.answer(bytes, device: replica.identity.device) }
        traffic.note(sent: bytes.count, received: answer.count)
        guard case .syncReply(let reply) = try traffic.applying.time({ try Frame.decode(answer) }) else {
          throw WorkloadError(description: "the hub answered with something else than a reply")
        }
        traffic.rows += reply.delta.rowCount
        frame = answer
        action = session.handle(.replied(reply), now: now)
      case .stage(let reply):
        action = session.handle(
          .staged(try traffic.applying.time { try replica.stage(reply, frame: frame, now: now) }), now: now)
      case .apply:
        let (state, summary, pending) = try traffic.applying.time { try replica.apply(now: now) }
        action = session.handle(.applied(state, summary, pending: pending), now: now)
      case .finish: return traffic
      case .refuse(let why): throw WorkloadError(description: why)
      }
    }
  }

  /// The reply that is being taken, as it came.
  private var frame: [UInt8] = []
}

/// What one sync took.
struct Traffic {
  var roundTrips = 0
  var sent = 0
  var received = 0
  /// Rows that came down.
  var rows = 0
  /// Sealing, reading the outbox and making requests.
  var extracting = CPUTime()
  /// The server's part, from the bytes of the requests to those of the replies.
  var serving = CPUTime()
  /// Decoding replies, keeping and applying them.
  var applying = CPUTime()

  mutating func note(sent: Int, received: Int) {
    roundTrips += 1
    self.sent += sent
    self.received += received
  }
}
