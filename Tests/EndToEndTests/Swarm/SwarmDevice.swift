import ChangeModel
import Crypto
import FieldSales
import Foundation
import GRDB
import Hub
import HubServer
import ReplicaStore
import SyncProtocol
import SyncSession
import TestSupport

/// Where a sync is cut off.
enum Cut: CaseIterable {
  case nowhere
  /// The request never arrives.
  case beforeServer
  /// The server commits; the reply is lost.
  case afterServer
  /// The reply is on disk; the laptop goes off before it is applied.
  case afterStaging
}

/// A laptop in one process with its server: a real replica file, driven without a network.
final class SwarmDevice {
  let name: String
  let path: String
  let number: DeviceNumber
  private(set) var replica: Replica
  private let origin: UInt64
  var clock: Int64
  /// How far the laptop's clock is off, in milliseconds.
  let clockError: Int64

  init(_ name: String, code: String, hub: HubService, folder: URL, seed: UInt64, now: Int64, clockError: Int64) throws {
    self.name = name
    self.clockError = clockError
    clock = now
    path = folder.appendingPathComponent("\(name).sqlite").path
    let key = Curve25519.Signing.PrivateKey()
    let reply = try hub.enrol(
      EnrolRequest(code: code, publicKey: Array(key.publicKey.rawRepresentation), deviceName: name))
    number = reply.device
    origin = seed &* 31 &+ UInt64(reply.device)
    replica = try Replica.create(
      at: path, enrolment: reply, server: "swarm", now: now + clockError, origin: origin)
  }

  var now: Int64 { clock + clockError }

  /// As after a restart of the laptop.
  func reopen() throws {
    try replica.close()
    replica = try Replica.open(at: path, origin: origin)
  }

  /// Writes as any SQLite client does, knowing nothing of Godwit.
  func foreign(_ sql: String) throws {
    let client = try DatabaseQueue(path: path)
    try client.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys=OFF; BEGIN; \(sql) COMMIT;") }
    try client.close()
  }

  /// Writes through Godwit, which checks references; what they forbid is not written.
  func write(_ sql: String) throws {
    do {
      try replica.write(now: now) { try $0.execute(sql: sql) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {}
  }

  func strings(_ sql: String) throws -> [String] {
    try replica.read { try String.fetchAll($0, sql: sql) }
  }

  /// One sync, as the client program does it.
  /// - Returns: whether it came to its end.
  @discardableResult
  func sync(_ hub: HubService, cut: Cut, cutAtRoundTrip: Int = 1, deltaBytesMax: Int) throws -> Bool {
    var session = ClientSession(deltaBytesMax: deltaBytesMax)
    _ = try replica.seal(now: now)
    var action = session.handle(.begun(try replica.syncState()), now: now)
    var roundTrips = 0
    while true {
      clock += 5
      switch action {
      case .readOutbox(let after):
        action = session.handle(.outbox(try replica.outboxPage(after: after)), now: now)
      case .send(let request):
        roundTrips += 1
        if cut == .beforeServer && roundTrips == cutAtRoundTrip { return false }
        let reply = try overTheWire(request, hub)
        if cut == .afterServer && roundTrips == cutAtRoundTrip { return false }
        action = session.handle(.replied(reply), now: now)
      case .stage(let reply):
        let state = try replica.stage(reply, now: now)
        if cut == .afterStaging && roundTrips == cutAtRoundTrip { return false }
        action = session.handle(.staged(state), now: now)
      case .apply:
        let (state, summary, pending) = try replica.apply(now: now)
        action = session.handle(.applied(state, summary, pending: pending), now: now)
      case .finish:
        return true
      case .refuse(let why):
        throw TestFailure(why)
      }
    }
  }

  /// The request and the reply as bytes and back, as they would travel.
  private func overTheWire(_ request: SyncRequest, _ hub: HubService) throws -> SyncReply {
    guard case .syncRequest(let arrived) = try Frame.decode(Frame.encode(.syncRequest(request))) else {
      throw TestFailure("the request came back as another message")
    }
    let answer = try hub.sync(arrived, device: number)
    guard case .syncReply(let reply) = try Frame.decode(Frame.encode(.syncReply(answer))) else {
      throw TestFailure("the reply came back as another message")
    }
    return reply
  }
}
