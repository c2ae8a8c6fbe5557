import ChangeModel
import DurableLog
import Foundation
import GRDB
import PlantedBugs
import SyncProtocol

extension Replica {
  /// Makes the replica of a device that was just enrolled: all tables, no rows yet.
  ///
  /// It is built beside its place and moved there when it is whole.
  /// - Parameters:
  ///   - server: where the server is found.
  ///   - origin: 62 random bits for the IDs of new rows.
  public static func create(
    at path: String, enrolment: EnrolReply, server: String, now: Int64,
    origin: UInt64 = .random(in: .min ... .max)
  ) throws -> Replica {
    if FileManager.default.fileExists(atPath: path) { throw ReplicaError.alreadyExists(path: path) }
    let schema = try StoredSchema.decode(enrolment.schema)
    let draft = path + "-new"
    for suffix in ["", "-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + suffix) }
    guard FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw ReplicaError.notAccessible(path: path, detail: "no file can be made there")
    }
    do {
      let queue = try DatabaseQueue(path: draft, configuration: ReplicaConnection.configuration())
      // Before the first table: what an outbox or a download held goes back to the disk after the sync.
      try queue.inDatabase { try $0.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
      try queue.write { db in try fill(db, enrolment, schema: schema, server: server, now: now) }
      try queue.close()
      try FileManager.default.moveItem(atPath: draft, toPath: path)
    } catch let error as DatabaseError {
      throw ReplicaError(error, path: path) ?? error
    }
    return try open(at: path, origin: origin)
  }

  private static func fill(
    _ db: Database, _ enrolment: EnrolReply, schema: Schema, server: String, now: Int64
  ) throws {
    let engine = EngineDDL.tables + ["INSERT INTO godwit_gate(open) VALUES (1)"] + EngineDDL.dictionary(schema)
    let domain = schema.tables.indices.flatMap { TableDDL(schema: schema, index: $0).creation }
    for sql in engine + domain { try RawStatement(sql, on: db).run() }
    try StoredSchema.save(enrolment.schema, db)
    let identity = ReplicaIdentity(
      device: enrolment.device, org: enrolment.org, orgName: enrolment.orgName, rep: enrolment.rep,
      repName: enrolment.repName, role: enrolment.role, server: server)
    var clock = HybridClock()
    _ = clock.tick(now: now)
    try Meta(
      identity: identity, epoch: enrolment.epoch, ticket: enrolment.ticket, state: .downloading, position: 0,
      sequence: 0, acknowledged: 0, settled: 0, clock: clock, lastSync: nil,
      fingerprint: schema.fingerprint.description, isTruncateDue: false
    ).insert(db)
    try Scopes.grant(enrolment.scopes, db)
    try db.execute(sql: "PRAGMA application_id = \(EngineDDL.applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(EngineDDL.version)")
  }

  /// Opens a replica, and checks it if it was not closed in order.
  /// - Parameter origin: 62 random bits for the IDs of new rows.
  /// - Throws: `ReplicaError` when there is none, when the file is something else, of a newer version, damaged or locked.
  public static func open(at path: String, origin: UInt64 = .random(in: .min ... .max)) throws -> Replica {
    guard FileManager.default.fileExists(atPath: path) else { throw ReplicaError.notFound(path: path) }
    do {
      try ReplicaConnection.probe(path)
      let mark = try OpenMark(path: path)
      let wasLeftOpen = mark.isFirst && ReplicaConnection.hasLog(path)
      let pool = try DatabasePool(path: path, configuration: ReplicaConnection.configuration())
      try pool.writeWithoutTransaction { db in
        // GRDB sets NORMAL, which can lose a commit when the power is cut.
        let synchronous = PlantedBug.clientSyncsLater.isOn ? "NORMAL" : "FULL"
        try db.execute(
          sql: "PRAGMA synchronous = \(synchronous); PRAGMA journal_size_limit = \(ReplicaConnection.logBytesMax)")
        if wasLeftOpen {
          try DurableLog.renew(db)
          try ReplicaConnection.check(db, path: path)
        }
      }
      let known = try pool.read { db in
        let meta = try Meta.load(db)
        return Known(schema: try StoredSchema.load(db), fingerprint: meta.fingerprint, identity: meta.identity)
      }
      return Replica(path: path, pool: pool, known: known, origin: origin, mark: mark)
    } catch let error as DatabaseError {
      throw ReplicaError(error, path: path) ?? ReplicaError.damaged(path: path, detail: error.message ?? "\(error)")
    }
  }
}
