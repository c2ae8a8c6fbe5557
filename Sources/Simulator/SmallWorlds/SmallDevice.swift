import ChangeModel
import Foundation
import GRDB
import ReplicaStore
import SyncProtocol
import SyncSession

/// A device of a small world: a real replica file that can be put back into any state that it had.
final class SmallDevice {
  /// Everything that the device is at one moment.
  struct State {
    fileprivate var image: WorldFile.Image
    /// Milliseconds since 1970 UTC; it goes on with the device's own steps alone.
    fileprivate var clock: Int64
    fileprivate var session: ClientSession?
    /// The operations that changed something.
    var done: [Int] = []
    /// Whether nothing may be left to push, as far as the device has applied a reply last.
    fileprivate(set) var isClean = false
    /// Everything up to this position is held.
    fileprivate(set) var base: Position = 0
  }

  enum Step: Hashable {
    case operation(Int)
    /// Seals, and makes the request.
    case begin
    case stage(SyncReply)
    case apply
  }

  /// How a device stands when all is said.
  struct Summary {
    var pending: Int
    var base: Position
    var digests: [ScopeTableDigest]
    var attention: [ChangeSet]
    var torn: [String]
  }

  let person: SmallPerson
  let number: DeviceNumber
  private let path: String
  private var replica: Replica
  private let file: WorldFile

  init(_ person: SmallPerson, enrolment: EnrolReply, folder: URL, now: Int64) throws {
    self.person = person
    number = enrolment.device
    path = folder.appendingPathComponent("\(person.name).sqlite").path
    replica = try Replica.create(at: path, enrolment: enrolment, server: "small", now: now, origin: 7)
    file = try WorldFile(path: path)
  }

  func setUp(_ sql: String, now: Int64) throws {
    try replica.write(now: now) { try $0.execute(sql: sql) }
  }

  func state(now: Int64) throws -> State { State(image: try file.capture(), clock: now) }

  func restore(_ state: State) throws { try file.restore(state.image) }

  /// Takes a step from the state in which the file is.
  /// - Returns: the state after it, and the request if it made one.
  func take(_ step: Step, from before: State) throws -> (State, SyncRequest?) {
    var state = before
    state.clock += 10
    state.isClean = false
    var request: SyncRequest?
    switch step {
    case .operation(let index):
      if try write(SmallOperation.alphabet[index].sql(person), now: state.clock) { state.done.append(index) }
    case .begin: request = try begin(&state)
    case .stage(let reply): try stage(reply, &state)
    case .apply:
      let (standing, _, pending) = try replica.apply(now: state.clock)
      state.session = nil
      state.isClean = pending == 0
      state.base = standing.base
    }
    state.image = try file.capture()
    return (state, request)
  }

  /// The process ends and begins anew: what it had in memory is gone.
  func restart() throws {
    let before = try replica.syncState()
    try replica.close()
    replica = try Replica.open(at: path, origin: 7)
    guard try replica.syncState() == before else { throw SmallWorldFault("\(person.name) forgets at a restart") }
  }

  func summary() throws -> Summary {
    let status = try replica.status()
    let torn = try replica.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT number FROM orders o WHERE CAST(customer_reference AS INTEGER)
            > (SELECT count(*) FROM order_lines l WHERE l.order_id=o.id AND l.sku='L')
          """)
    }
    return Summary(
      pending: status.pending, base: status.position, digests: try replica.digests(),
      attention: try replica.attention().map(\.changeSet), torn: torn)
  }

  // MARK: Steps

  /// Ann's tool is any SQLite client; Mia writes through Godwit, which checks references.
  private func write(_ sql: String, now: Int64) throws -> Bool {
    let count = { (db: Database) in
      let before = db.totalChangesCount
      try db.execute(sql: sql)
      return db.totalChangesCount > before
    }
    do {
      return try person == .ann ? file.shell.write(count) : replica.write(now: now, count)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return false
    }
  }

  private func begin(_ state: inout State) throws -> SyncRequest {
    try replica.seal(now: state.clock)
    var session = ClientSession()
    var action = session.handle(.begun(try replica.syncState()), now: state.clock)
    if case .apply = action {
      // It was cut off before it could apply what it had staged.
      let (standing, summary, pending) = try replica.apply(now: state.clock)
      state.base = standing.base
      action = session.handle(.applied(standing, summary, pending: pending), now: state.clock)
    }
    if case .readOutbox(let after) = action {
      action = session.handle(.outbox(try replica.outboxPage(after: after)), now: state.clock)
    }
    guard case .send(let request) = action else { throw SmallWorldFault("\(person.name)'s session does not send") }
    state.session = session
    return request
  }

  private func stage(_ reply: SyncReply, _ state: inout State) throws {
    guard case .stage(let taken)? = state.session?.handle(.replied(reply), now: state.clock),
      case .apply? = state.session?.handle(.staged(try replica.stage(taken, now: state.clock)), now: state.clock)
    else { throw SmallWorldFault("\(person.name)'s session does not take the reply") }
  }
}
