import ChangeModel
import Foundation
import MergeEngine
import SyncProtocol
import SyncSession
import TestSupport

@testable import ReplicaStore

/// A server for replicas under test: a trial hub that answers sync requests, with pages as small as a test wants.
struct TrialOffice {
  var hub = Trial.hub()
  private var office = TrialDevice(1, role: .office, time: 1_000)
  private var sequences: [DeviceNumber: Sequence] = [:]
  var actors: [DeviceNumber: Actor] = [:]
  var schema = TrialSchema.schema
  var rowsPerPage = Int.max
  /// What they hand in is kept, and they get no rows.
  var revoked: Set<DeviceNumber> = []
  var clock: Int64 = 1_000_000

  init() {
    // The hub's own first change set was the office's, number 1.
    _ = office.changeSet([])
  }

  static func enrolment(
    device: DeviceNumber, scopes: [Scope] = [.org, .territory(1)], schema: Schema = TrialSchema.schema
  ) throws -> EnrolReply {
    EnrolReply(
      device: device, org: .trial(99), orgName: "Trial Ltd", rep: 1, repName: "Ann", role: .rep, scopes: scopes,
      epoch: 7, ticket: 1, schema: Array(try JSONEncoder().encode(schema)))
  }

  /// The office writes.
  @discardableResult
  mutating func write(_ changes: [RowChange]) -> ChangeResult {
    office.base = hub.head
    return hub.submit(office.changeSet(changes), actor: office.actor, now: clock)
  }

  mutating func admit(_ device: DeviceNumber, scopes: [Scope] = [.org, .territory(1)], role: Role = .rep) {
    actors[device] = Actor(device: device, rep: 1, role: role, scopes: scopes)
  }

  /// Answers a request as the server does.
  mutating func answer(_ request: SyncRequest, device: DeviceNumber) throws -> SyncReply {
    let actor = actors[device] ?? Actor(device: device, rep: 1, role: .rep, scopes: [.org, .territory(1)])
    if revoked.contains(device) { return try farewell(request) }
    var builder = DeltaBuilder(schema: schema, viewer: actor)
    var results = [ChangeResult]()
    for bytes in request.changeSets {
      let changeSet = try ChangeSetCodec.decode(bytes)
      results.append(hub.submit(changeSet, actor: actor, now: clock))
      // What was made after a rejected union waits for its parts.
      if changeSet.isUnion, results.last?.rejection != nil { break }
    }
    let hub = self.hub
    for (bytes, result) in zip(request.changeSets, results) {
      builder.correct(try ChangeSetCodec.decode(bytes), isRejected: result.rejection != nil) { table, name in
        switch name {
        case .number(let row): hub.rows[RowKey(table: table, row: row)]
        case .id(let id): hub.row(table, id)
        }
      }
    }
    let marks = request.wantsDelta ? pull(request, actor, &builder) : request.marks
    let isComplete = request.wantsDelta && marks.isEmpty
    return SyncReply(
      serverTime: clock, epoch: 7, ticket: request.ticket + 1, role: actor.role, scopes: actor.scopes,
      results: results, delta: builder.build(), isComplete: isComplete, position: hub.head, marks: marks,
      rowsLeft: 0, digest: .zero,
      schema: request.schemaFingerprint == schema.fingerprint ? nil : Array(try JSONEncoder().encode(schema)))
  }

  private func farewell(_ request: SyncRequest) throws -> SyncReply {
    let results = try request.changeSets.map { bytes in
      ChangeResult(
        sequence: try ChangeSetCodec.decode(bytes).dot.sequence,
        status: .rejected(Rejection(.underReview, "kept for a manager's review")), position: 0)
    }
    return SyncReply(
      serverTime: clock, epoch: 7, ticket: request.ticket + 1, role: .rep, scopes: request.held, results: results,
      delta: Delta(), isComplete: request.wantsDelta, position: request.base, marks: [], rowsLeft: 0, digest: .zero,
      schema: nil, isRevoked: true)
  }

  /// Adds a page of what changed after the request's marks; the marks for the next one, none when that was all.
  private func pull(_ request: SyncRequest, _ actor: Actor, _ builder: inout DeltaBuilder) -> [ScopeMark] {
    var entries: [(scope: Scope, mark: PullMark, change: Either)] = []
    for scope in actor.scopes {
      let base = request.held.contains(scope) ? request.base : 0
      let start = request.marks.first { $0.scope == scope }?.mark ?? PullMark(position: base)
      for row in hub.rows.values where row.scope == scope {
        let mark = PullMark(position: row.changed, table: row.key.table, row: row.key.row)
        if mark > start { entries.append((scope, mark, .row(row, base))) }
      }
      for departure in hub.departures where departure.scope == scope {
        let mark = PullMark(position: departure.position, table: departure.key.table, row: departure.key.row)
        if mark > start { entries.append((scope, mark, .departed(departure))) }
      }
    }
    entries.sort { ($0.scope, $0.mark) < ($1.scope, $1.mark) }
    for entry in entries.prefix(rowsPerPage) {
      switch entry.change {
      case .row(let row, let base): builder.add(row, since: base)
      case .departed(let departure): builder.add(departure, row: hub.rows[departure.key])
      }
    }
    if entries.count <= rowsPerPage { return [] }
    return actor.scopes.map { scope in
      let start = request.marks.first { $0.scope == scope }?.mark
      let base = PullMark(position: request.held.contains(scope) ? request.base : 0)
      let sent = entries.prefix(rowsPerPage).last { $0.scope == scope }?.mark
      return ScopeMark(scope: scope, mark: sent ?? start ?? base)
    }
  }

  private enum Either {
    case row(RowState, Position)
    case departed(Departure)
  }

  /// The digests that a replica with these scopes must have.
  func digests(of scopes: [Scope]) -> [ScopeTableDigest] {
    hub.recomputedDigests.filter { scopes.contains($0.key.scope) }.sorted { $0.key < $1.key }.map {
      ScopeTableDigest(scope: $0.key.scope, table: $0.key.table, count: $0.value.count, digest: $0.value.digest)
    }
  }
}
