import ChangeModel
import FaultDisk
import Foundation
import GRDB
import ReplicaStore
import SyncProtocol
import SyncSession

/// A laptop of a world: a real replica on a disk that can fail, and what an observer knows of it.
final class SimulatedDevice {
  /// A sync that is under way.
  struct Attempt {
    var number: Int
    var session: ClientSession
    /// What the session asked for last.
    var action: ClientSession.Action
  }

  let index: Int
  let name: String
  /// Whose it is; copies share their user.
  let user: String
  let role: Role
  var number: DeviceNumber
  let folder: String
  let machine: FaultyMachine
  var ledger = DeviceLedger()
  var work: WorkMix
  var replica: Replica? {
    didSet { if let oldValue, replica == nil { knownSchema = oldValue.schema } }
  }
  var attempt: Attempt?
  /// Its program died or its power went; it comes back later.
  var isDown = false
  /// A fault of its disk is planned, so that calls may fail.
  var isTroubled = false
  /// It was told that it was revoked, has handed in all that it had, and is gone; or the server was restored from a backup of
  /// before it joined.
  var isRevoked = false
  /// Restored from a backup, the server has never heard of it.
  var isStranded = false
  /// The office has revoked it, or a server that died of it has perhaps done so.
  var mayBeRevoked = false
  /// The territories that the office gave its user, by name; nil when that is not known for sure.
  var territories: [String]?
  /// How far its clock is off, in milliseconds.
  var clockError: Int64 = 0
  /// Its clock was set at least once.
  var hasSteppedClock = false
  /// The version of its program, by the schema that it was made for.
  var program = 1
  /// Its program is too old to be given rows: what was answered last was handed in, and is still in the outbox.
  var isTooOld = false
  /// The replica's schema, when it was last open.
  private var knownSchema = SimulatedTrade.schema
  /// Not before this time does it sync again: its user is away from every network.
  var offlineUntil: Int64 = 0
  /// What an observer knew when the disk was backed up; nil without a backup.
  private(set) var backup: DeviceLedger?
  private var numberOfBackup: DeviceNumber = 0
  /// Its disk was set back, or is a copy: the server may not recognise it.
  private(set) var isFork = false
  /// The server has refused it as a fork: it pulls what it lacks, and rejoins.
  var needsRejoin = false
  /// What the server said, while it is not known whether it stands in the file.
  var rejoining: RejoinReply?
  /// The head of the log when its rows were last compared with the server's; each comparison reads all of both.
  var comparedAt: Position?
  private var dice: Dice
  private var attempts = 0

  init(
    index: Int, name: String, role: Role, reply: EnrolReply, folder: String, dice: Dice, work: WorkMix, now: Int64
  ) throws {
    self.index = index
    self.name = name
    user = name
    self.role = role
    self.folder = folder
    self.dice = dice
    self.work = work
    number = reply.device
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Before the first file is opened: what the machine does not know of, it cannot make fail.
    machine = try FaultyMachine(folder: folder)
    replica = try Replica.create(
      at: folder + "/replica.sqlite", enrolment: reply, server: "simulated", now: now, origin: self.dice.next())
    try replica?.write(now: now) { try $0.execute(sql: "CREATE TABLE simulated_marks(number INTEGER PRIMARY KEY)") }
  }

  /// A copy of a laptop's disk, made while its program is closed; both go on.
  init(copyOf original: SimulatedDevice, index: Int, name: String, folder: String, dice: Dice, work: WorkMix) throws {
    self.index = index
    self.name = name
    user = original.user
    role = original.role
    number = original.number
    self.folder = folder
    self.dice = dice
    self.work = work
    try FileManager.default.copyItem(atPath: original.folder, toPath: folder)
    machine = try FaultyMachine(folder: folder)
    ledger = original.ledger
    territories = original.territories
    mayBeRevoked = original.mayBeRevoked
    clockError = original.clockError
    hasSteppedClock = original.hasSteppedClock
    program = original.program
    isFork = true
    original.isFork = true
    try open()
  }

  var path: String { folder + "/replica.sqlite" }

  /// The laptop's own clock.
  func now(_ trueTime: Int64) -> Int64 { max(0, trueTime + clockError) }

  func open() throws {
    replica = try Replica.open(at: path, origin: dice.next())
  }

  func nextAttempt() -> Int {
    attempts += 1
    return attempts
  }

  // MARK: Backups of its disk, made while the program is closed

  func backUp() throws {
    try FileManager.default.copyItem(atPath: folder, toPath: folder + "-backup")
    backup = ledger
    numberOfBackup = number
  }

  func restore() throws {
    guard let backup else { return }
    try FileManager.default.putBack(folder + "-backup", to: folder)
    machine.settle()
    // What was written since is lost with the disk, and nobody said otherwise.
    ledger = backup
    isFork = true
    needsRejoin = false
    rejoining = nil
    number = numberOfBackup
  }

  // MARK: What its user does

  /// Writes an intent down, and with it a mark of its own in the same transaction.
  func perform(_ intent: Intent, now: Int64) throws {
    let statements = intent.statements + ["INSERT INTO simulated_marks VALUES (\(intent.number))"]
    if !intent.isForeign, let replica {
      try replica.write(now: now) { db in for sql in statements { try db.execute(sql: sql) } }
      return
    }
    try asForeignClient { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL")
      try db.inTransaction(.immediate) {
        for sql in statements { try db.execute(sql: sql) }
        return .commit
      }
    }
  }

  /// The numbers of the intents that stand in the file.
  func marks() throws -> Set<Int> {
    let sql = "SELECT number FROM simulated_marks"
    if let replica { return try replica.read { try Set(Int.fetchAll($0, sql: sql)) } }
    return try asForeignClient { try Set(Int.fetchAll($0, sql: sql)) }
  }

  private func asForeignClient<Result>(_ body: (Database) throws -> Result) throws -> Result {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let client = try DatabaseQueue(path: path, configuration: configuration)
    let result = try client.writeWithoutTransaction(body)
    try client.close()
    return result
  }

  // MARK: What an observer sees

  func sight() throws -> DeviceSight? {
    guard let replica else { return nil }
    let state = try replica.syncState()
    var outbox: [DeviceLedger.Sealed] = []
    var after: Sequence = 0
    while true {
      let page = try replica.outboxPage(after: after)
      for bytes in page.changeSets { outbox.append(try sealed(bytes)) }
      guard page.hasMore, let last = outbox.last else { break }
      after = last.changeSet.dot.sequence
    }
    let attention = try replica.read { try Data.fetchAll($0, sql: "SELECT change_set FROM godwit_attention") }
    return DeviceSight(
      state: state, outbox: outbox, attention: try Set(attention.map { try sealed([UInt8]($0)).content }))
  }

  /// A change set of the outbox; one that was seen before is not decoded again.
  private func sealed(_ bytes: [UInt8]) throws -> DeviceLedger.Sealed {
    var hash = SipHash()
    hash.append(contentsOf: bytes)
    let payload = hash.finish()
    if let known = decoded[payload] { return known }
    let fresh = DeviceLedger.Sealed(payload: payload, changeSet: try ChangeSetCodec.decode(bytes))
    decoded[payload] = fresh
    return fresh
  }

  private var decoded: [Digest: DeviceLedger.Sealed] = [:]
}

extension SimulatedDevice: WorkMix.Sight {
  var schema: Schema { replica?.schema ?? knownSchema }

  func rows(_ sql: String) throws -> [[Value]] {
    let fetch = { (db: Database) in try Row.fetchAll(db, sql: sql) }
    let rows = try replica.map { try $0.read(fetch) } ?? asForeignClient(fetch)
    return rows.map { row in row.databaseValues.map(\.value) }
  }
}

extension DatabaseValue {
  /// The same in Godwit's words.
  var value: Value {
    switch storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob(let data): .blob(Array(data))
    }
  }
}
