import ChangeModel
import Foundation
import GRDB
import SyncProtocol
import SyncSession
import TestSupport
import Testing

@testable import ReplicaStore

/// A replica in a folder of its own, with the clock in the test's hand.
final class TrialReplica {
  let folder: URL
  var replica: Replica
  private let origin: UInt64
  var now: Int64 = 2_000_000

  /// The number under which the replica hands in.
  var device: DeviceNumber { replica.identity.device }
  var path: String { folder.appendingPathComponent("replica.sqlite").path }

  init(
    device: DeviceNumber = 5, scopes: [Scope] = [.org, .territory(1)], schema: Schema = TrialSchema.schema
  ) throws {
    origin = UInt64(device)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("godwit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    replica = try Replica.create(
      at: folder.appendingPathComponent("replica.sqlite").path,
      enrolment: try TrialOffice.enrolment(device: device, scopes: scopes, schema: schema), server: "http://trial",
      now: 1_000, origin: origin)
  }

  deinit {
    try? replica.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Closes the replica and opens it again, as after a restart.
  func reopen() throws {
    try replica.close()
    replica = try Replica.open(at: path, origin: origin)
  }

  // MARK: Writing

  /// What a foreign client writes: the stock shell, in a process of its own.
  @discardableResult
  func shell(_ sql: String) throws -> ShellAnswer { try Shell.run(path, sql) }

  func write(_ sql: String) throws {
    now += 10
    try replica.write(now: now) { try $0.execute(sql: sql) }
  }

  @discardableResult
  func seal() throws -> Int {
    now += 10
    return try replica.seal(now: now)
  }

  /// The change sets in the outbox.
  func outbox() throws -> [ChangeSet] {
    try replica.outboxPage(after: 0).changeSets.map { try ChangeSetCodec.decode($0) }
  }

  // MARK: Reading

  /// The rows of a query, cells separated by `|`, NULL as `-`.
  func rows(_ sql: String) throws -> [String] {
    try replica.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .null: "-"
          case .int64(let number): "\(number)"
          case .double(let number): "\(number)"
          case .string(let text): text
          case .blob(let data): data.map { String(format: "%02x", $0) }.joined()
          }
        }.joined(separator: "|")
      }
    }
  }

  // MARK: Syncing

  /// A sync without faults, driven as the client drives it.
  @discardableResult
  func sync(_ office: inout TrialOffice) throws -> SyncOutcome {
    try replica.seal(now: now)
    var session = ClientSession()
    var event = ClientSession.Event.begun(try replica.syncState())
    while true {
      now += 10
      switch session.handle(event, now: now) {
      case .readOutbox(let after): event = .outbox(try replica.outboxPage(after: after))
      case .send(let request): event = .replied(try office.answer(request, device: device))
      case .stage(let reply): event = .staged(try replica.stage(reply, now: now))
      case .apply:
        let (state, summary, pending) = try replica.apply(now: now)
        event = .applied(state, summary, pending: pending)
      case .finish(let outcome): return outcome
      case .refuse(let reason):
        Issue.record("\(reason)")
        throw ReplicaError.nothingToApply
      }
    }
  }

  /// Sends what is in the outbox and stages the answer, without applying it.
  func exchange(_ office: inout TrialOffice) throws {
    let state = try replica.syncState()
    let page =
      state.mayPush ? try replica.outboxPage(after: state.settled) : OutboxPage(changeSets: [], hasMore: false)
    let request = SyncRequest(
      schemaFingerprint: state.schemaFingerprint, epoch: state.epoch, ticket: state.ticket, deviceTime: now,
      acknowledged: state.acknowledged, base: state.base, held: state.held, marks: state.marks, wantsDelta: true,
      deltaBytesMax: 1 << 20, changeSets: page.changeSets)
    _ = try replica.stage(try office.answer(request, device: device), now: now)
  }
}
