import ChangeModel
import Crypto
import Hub
import HubServer
import MergeEngine
import SyncProtocol
import TestSupport

struct TestDeviceKey: Sendable {
  let key: Curve25519.Signing.PrivateKey

  init(_ clock: TestClock) {
    // 32 bytes are always a key.
    key = (try? Curve25519.Signing.PrivateKey(rawRepresentation: clock.randomBytes(32))) ?? .init()
  }

  var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }
}

/// A replica as the server sees it: what it makes, what it shows, and the rows that it was given.
struct TestDevice {
  let number: DeviceNumber
  let key: TestDeviceKey
  let org: RowID
  var epoch: UInt64
  var ticket: UInt64
  var time: Int64
  var sequence: Sequence = 0
  var acknowledged: Sequence = 0
  var base: Position = 0
  var held: [Scope] = []
  var marks: [ScopeMark] = []
  var rows: [RowKey: [Value]] = [:]

  init(_ reply: EnrolReply, key: TestDeviceKey, now: Int64) {
    number = reply.device
    org = reply.org
    epoch = reply.epoch
    ticket = reply.ticket
    self.key = key
    time = now
  }

  /// A change set, sealed at what the device holds now.
  mutating func seal(_ changes: [RowChange]) -> ChangeSet {
    sequence += 1
    return ChangeSet(
      dot: Dot(device: number, sequence: sequence), stamp: Stamp(milliseconds: time),
      context: Context(base: base), isUnion: false, changes: changes)
  }

  func request(_ changeSets: [ChangeSet] = [], wantsDelta: Bool = true, bytes: Int = Limits.deltaBytesDefault)
    -> SyncRequest
  {
    request(encoded: changeSets.map(ChangeSetCodec.encode), wantsDelta: wantsDelta, bytes: bytes)
  }

  func request(encoded: [[UInt8]], wantsDelta: Bool = true, bytes: Int = Limits.deltaBytesDefault) -> SyncRequest {
    SyncRequest(
      schemaFingerprint: TrialSchema.schema.fingerprint, epoch: epoch, ticket: ticket, deviceTime: time,
      acknowledged: acknowledged, base: base, held: held, marks: marks, wantsDelta: wantsDelta, deltaBytesMax: bytes,
      changeSets: encoded)
  }

  /// Takes a reply in, as a replica without pending edits would.
  mutating func apply(_ reply: SyncReply) {
    ticket = reply.ticket
    acknowledged = max(acknowledged, reply.results.map(\.sequence).max() ?? 0)
    marks = reply.marks
    for table in reply.delta.tables {
      for case .number(let row) in table.gone { rows[RowKey(table: table.table, row: row)] = nil }
      for row in table.full { rows[RowKey(table: table.table, row: row.row)] = row.values }
      for cells in table.cells { apply(cells, table: table.table) }
    }
    guard reply.isComplete else { return }
    base = reply.position
    held = reply.scopes
  }

  private mutating func apply(_ cells: RowCells, table: Int) {
    let columns = (0..<62).filter { cells.mask & (1 << UInt64($0)) != 0 }
    for (column, value) in zip(columns, cells.values) { rows[RowKey(table: table, row: cells.row)]?[column] = value }
  }

  /// Syncs until everything is held.
  /// - Returns: the replies, in order.
  @discardableResult
  mutating func pull(_ hub: TestHub, bytes: Int = Limits.deltaBytesDefault) throws -> [SyncReply] {
    var replies = [SyncReply]()
    repeat {
      let reply = try hub.service.sync(request(bytes: bytes), device: number)
      apply(reply)
      replies.append(reply)
    } while !(replies.last?.isComplete ?? true) && replies.count < 10_000
    return replies
  }

  /// Pushes one change set of these changes, and takes the reply in.
  @discardableResult
  mutating func push(_ hub: TestHub, _ changes: [RowChange]) throws -> SyncReply {
    let reply = try hub.service.sync(request([seal(changes)]), device: number)
    apply(reply)
    return reply
  }
}
