import ChangeModel
import Foundation
import GRDB
import ReplicaStore
import SyncProtocol
import SyncSession

/// A laptop with one replica, driven as the client program and foreign clients drive it.
final class CutDevice {
  let path: String
  private(set) var replica: Replica?
  /// What went out under each dot, since the first process.
  private var sent: [Dot: [UInt8]] = [:]
  /// The furthest position that a sync has reported.
  private(set) var position: Position
  var now = CutHub.start
  /// Told of each request before it goes out.
  var listener: (SyncRequest) -> Void = { _ in }

  init(in folder: String, position: Position = 0) {
    path = folder + "/replica.sqlite"
    self.position = position
  }

  private static let origin: UInt64 = 0xC0FFEE

  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// All connections go, as when a process ends.
  func drop() { replica = nil }

  func open() throws { replica = try Replica.open(at: path, origin: Self.origin) }

  func reopen() throws {
    try opened().close()
    replica = nil
    try open()
  }

  func opened() throws -> Replica {
    if replica == nil { try open() }
    guard let replica else { throw CutFailure(.unexpected, "the replica is not open") }
    return replica
  }

  /// Gets itself admitted and makes its replica. The same key and code may come again.
  func join(code: String, hub: CutHub) throws {
    let reply = try hub.service.enrol(
      EnrolRequest(code: code, publicKey: [UInt8](repeating: 9, count: 32), deviceName: "cut"))
    replica = try Replica.create(at: path, enrolment: reply, server: "cuts", now: now, origin: Self.origin)
  }

  /// Writes as any SQLite client does, knowing nothing of Godwit.
  func foreign(_ sql: String) throws {
    let client = try DatabaseQueue(path: path)
    try client.writeWithoutTransaction { db in
      do {
        try db.execute(sql: "PRAGMA foreign_keys = OFF; BEGIN; \(sql) COMMIT;")
      } catch {
        if db.isInsideTransaction { try? db.rollback() }
        throw error
      }
    }
    try? client.close()
  }

  func write(_ sql: String) throws {
    try opened().write(now: now) { try $0.execute(sql: sql) }
  }

  func text(_ sql: String) throws -> String {
    try opened().read { try String.fetchOne($0, sql: sql) ?? "" }
  }

  /// One sync, as the client program does it.
  func sync(_ hub: CutHub, deltaBytesMax: Int) throws {
    let replica = try opened()
    var session = ClientSession(deltaBytesMax: deltaBytesMax)
    _ = try replica.seal(now: now)
    var action = session.handle(.begun(try replica.syncState()), now: now)
    while true {
      switch action {
      case .readOutbox(let after):
        action = session.handle(.outbox(try replica.outboxPage(after: after)), now: now)
      case .send(let request):
        try note(request)
        listener(request)
        let reply = try hub.service.sync(request, device: replica.identity.device)
        action = session.handle(.replied(reply), now: now)
      case .stage(let reply):
        action = session.handle(.staged(try replica.stage(reply, now: now)), now: now)
      case .apply:
        let (state, summary, pending) = try replica.apply(now: now)
        position = max(position, state.base)
        action = session.handle(.applied(state, summary, pending: pending), now: now)
      case .finish: return
      case .refuse(let why): throw CutFailure(.unexpected, why)
      }
    }
  }

  /// The request with which a sync would begin; nothing is sent.
  func firstRequest() throws -> SyncRequest {
    let replica = try opened()
    var session = ClientSession()
    _ = try replica.seal(now: now)
    let action = session.handle(.begun(try replica.syncState()), now: now)
    guard case .readOutbox(let after) = action,
      case .send(let request) = session.handle(.outbox(try replica.outboxPage(after: after)), now: now)
    else { throw CutFailure(.unexpected, "the session begins with \(action)") }
    return request
  }

  private func note(_ request: SyncRequest) throws {
    for bytes in request.changeSets {
      let dot = try ChangeSetCodec.decode(bytes).dot
      if let before = sent[dot], before != bytes { throw CutFailure(.dotReused, "\(dot) went out with two payloads") }
      sent[dot] = bytes
    }
  }
}
